import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const DEEP = 100_000;

const folder = temporaryFolder();
let program: string;

beforeAll(() => {
  program = join(folder({ 'package.json': '{"version": "0.0.0"}' }), 'lib/cli/node-agents.js');
  buildSync({
    entryPoints: [join(__dirname, '../../src/cli/main.ts')],
    bundle: true,
    platform: 'node',
    logLevel: 'error',
    outfile: program,
  });
});

/** The program as a process of its own, in a folder with these files. */
function plan(files: Record<string, string | Buffer>, manifests: string, { before = '', after = '' } = {}) {
  const cwd = folder({ 'nodes.yaml': yaml(node('a')), 'agents.yaml': yaml(daemonSet('logs')), ...files });
  const line = `${before} "$0" "$1" plan ${manifests} --nodes nodes.yaml ${after}`;
  return spawnSync('bash', ['-c', line, process.execPath, program], { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
}

test.each<[string, string | Buffer, string]>([
  ['a binary file', Buffer.from('7f454c460201010000', 'hex'), 'input.yaml: is not text: expected YAML or JSON'],
  ['an empty file', '', 'input.yaml: is empty: expected YAML or JSON with Kubernetes objects'],
  [
    'aliases of aliases without end',
    ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((key, i) => `${key}: &${key} [${'abcdefgh'[i]}]`)]
      .join('\n')
      .replace(/\[([a-h])\]/g, (_, anchor) => `[${Array(9).fill(`*${anchor}`).join(', ')}]`),
    'input.yaml:1: is not YAML: Excessive alias count indicates a resource exhaustion attack',
  ],
  [
    'flow lists in lists',
    `a: ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
    'input.yaml:1: is not YAML: it is nested too deeply',
  ],
  ['lists in lists', `a:\n${'- '.repeat(DEEP)}b`, 'input.yaml:2: is not YAML: it is nested too deeply'],
  [
    'JSON lists in lists',
    `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
    'input.yaml: cannot be read: it is nested too deeply',
  ],
])('%s ends with one line and exit code 2', (_, content, line) => {
  const { status, stdout, stderr } = plan({ 'input.yaml': content }, 'input.yaml');
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${line}\n` });
});

test('maps in maps, a line each, end with one line and exit code 2', () => {
  const deep = Array.from({ length: 6_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  const { status, stdout, stderr } = plan({ 'input.yaml': deep }, 'input.yaml');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^input\.yaml:\d+: is not YAML: it is nested too deeply\n$/);
});

test('a folder without manifests ends with one line and exit code 2', () => {
  const { status, stderr } = plan({ 'dist/notes.txt': 'x' }, 'dist');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'dist: holds no manifest: expected *.yaml, *.yml or *.json\n',
  });
});

test('a file larger than what Node.js reads ends with one line and exit code 2', () => {
  const large = join(folder({}), 'large.yaml');
  const descriptor = openSync(large, 'w');
  writeSync(descriptor, 'apiVersion: v1\n');
  ftruncateSync(descriptor, 3 * 2 ** 30);
  closeSync(descriptor);
  const { status, stdout, stderr } = plan({}, large);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    `${large}: cannot be read: it is larger than 512 MB: split it, or leave out what is not needed\n`,
  );
});

// The administrator may read every file, unless without the capabilities of one.
const UNPRIVILEGED = process.getuid?.() === 0 ? 'setpriv --bounding-set=-all' : '';

test('a file that one may not read ends with one line and exit code 2', () => {
  const path = join(folder({ 'secret.yaml': yaml(daemonSet('logs')) }), 'secret.yaml');
  chmodSync(path, 0);
  const { status, stdout, stderr } = plan({}, path, { before: UNPRIVILEGED });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `${path}: cannot be read: permission denied\n`,
  });
});

test('a reader that has gone away ends with one line and exit code 2', () => {
  const agents = yaml(...Array.from({ length: 300 }, (_, i) => daemonSet(`agent-${i}`)));
  const { stdout, stderr } = plan({ 'many.yaml': agents }, 'many.yaml', {
    after: '--format json | head -1; echo "${PIPESTATUS[0]}"',
  });
  expect(stdout).toBe('{\n2\n');
  expect(stderr).toBe('standard output cannot be written: its reader has gone away\n');
});
