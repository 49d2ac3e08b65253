import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { nodeAgents } from './command-line';
import { NodeInventory } from '../../src/inventory/node-inventory';

const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
const path = process.env.PATH;

/** A kubectl on the PATH that does what the script says with the path it is asked for. */
function standIn(script: string): void {
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'kubectl'), 0o755);
  process.env.PATH = [folder, path].join(delimiter);
}

const CLUSTER = `
case "$3" in
  */nodes*) echo '{"items": [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "2", "pods": "110"}}}]}' ;;
  */pods*) echo '{"items": [{"metadata": {"name": "web", "namespace": "shop"}, "spec": {"nodeName": "a", "containers": []}}]}' ;;
  *) echo '{"items": []}' ;;
esac`;

afterEach(() => {
  process.env.PATH = path;
});

afterAll(() => rmSync(folder, { recursive: true }));

test('what it prints is an inventory', async () => {
  standIn(CLUSTER);
  const { exitCode, stdout, stderr } = await nodeAgents(['snapshot']);

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(NodeInventory.fromManifests([JSON.parse(stdout)]).nodeCount).toBe(1);
});

test('it writes a file, with digests for names of pods and the context of the user', async () => {
  standIn(`[ "$4 $5" = "--context prod" ] || exit 1\n${CLUSTER}`);
  const file = join(folder, 'nodes.json');
  const { exitCode, stdout } = await nodeAgents([
    'snapshot',
    '--output',
    file,
    '--context',
    'prod',
    '--hash-pod-names',
  ]);

  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toMatch(/"name":"pod-[0-9a-f]{16}"/);
});

test('what may not be read is told in a line, and no file is written', async () => {
  standIn(
    `case "$3" in */pods*) echo 'Error from server (Forbidden): pods is forbidden' >&2; exit 1 ;; esac\n${CLUSTER}`,
  );
  const file = join(folder, 'none.json');
  const { exitCode, stderr } = await nodeAgents(['snapshot', '--output', file]);

  expect(exitCode).toBe(2);
  expect(stderr).toEqual([
    'error: pods cannot be listed: Error from server (Forbidden): pods is forbidden; what it takes: node-agents snapshot --print-rbac',
  ]);
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test('a file whose name ends in .gz is compressed', async () => {
  standIn(CLUSTER);
  const file = join(folder, 'nodes.json.gz');
  const { exitCode } = await nodeAgents(['snapshot', '--output', file]);

  expect(exitCode).toBe(0);
  expect(NodeInventory.fromManifests([JSON.parse(`${gunzipSync(readFileSync(file))}`)]).nodeCount).toBe(1);
});

test.each([
  ['in a folder that is not there', 'missing/nodes.json', 'cannot be written: no such file or folder'],
  ['that is a folder', '.', 'cannot be written: it is a folder'],
])('a file %s is told before the cluster is asked', async (_, name, rule) => {
  standIn(`echo asked >> ${join(folder, 'asked')}`);
  const file = join(folder, name);
  const { exitCode, stderr } = await nodeAgents(['snapshot', '--output', file]);

  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: [`${file}: ${rule}`] });
  expect(existsSync(join(folder, 'asked'))).toBe(false);
});

const FULL = existsSync('/dev/full') ? test : test.skip;

FULL('a device without room is told in a line', async () => {
  standIn(CLUSTER);
  expect(await nodeAgents(['snapshot', '--output', '/dev/full'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: ['/dev/full: cannot be written: no space left'],
  });
});

test('a cluster that fails in the middle leaves neither a part of a file nor a temporary one', async () => {
  const page = '{"items": [{"metadata": {"name": "a"}}], "metadata": {"continue": "b"}}';
  standIn(`case "$3" in *continue*) echo 'error: no (Forbidden)' >&2; exit 1 ;; *) echo '${page}' ;; esac`);
  const dir = mkdtempSync(join(folder, 'target-'));
  const { exitCode, stderr } = await nodeAgents(['snapshot', '--output', join(dir, 'nodes.json')]);

  expect({ exitCode, lines: stderr.length }).toEqual({ exitCode: 2, lines: 1 });
  expect(readdirSync(dir)).toEqual([]);
});

test('whoever interrupts it finds no part of a file', async () => {
  const dir = mkdtempSync(join(folder, 'target-'));
  const begun = join(folder, 'begun');
  standIn(`echo "$$" > ${begun}; exec sleep 30`);
  const run = join(__dirname, '../../src/cli/main.ts');
  const file = join(dir, 'nodes.json');
  const argv = ['--import', 'tsx', run, 'snapshot', '--output', file];
  const child = spawn(process.execPath, argv, { env: process.env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (!existsSync(begun) || readFileSync(begun, 'utf8') === '') await setTimeout(20);
  expect(readdirSync(dir)).toHaveLength(1);
  child.kill('SIGINT');

  expect(await ended).toEqual([null, 'SIGINT']);
  expect(readdirSync(dir)).toEqual([]);
  process.kill(Number(readFileSync(begun, 'utf8')));
}, 60_000);

test('without kubectl that is said', async () => {
  process.env.PATH = join(folder, 'empty');
  const { exitCode, stderr } = await nodeAgents(['snapshot']);

  expect(exitCode).toBe(2);
  expect(stderr).toEqual(['error: kubectl is not on the PATH: a snapshot is taken with it']);
});

test('the permissions it takes can be printed, without a cluster', async () => {
  process.env.PATH = join(folder, 'empty');
  const { exitCode, stdout } = await nodeAgents(['snapshot', '--print-rbac']);

  expect(exitCode).toBe(0);
  expect(parse(stdout)).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'node-agents-snapshot' } });
});

test('a page has a size', async () => {
  const { exitCode, stderr } = await nodeAgents(['snapshot', '--page-size', '0']);

  expect(exitCode).toBe(2);
  expect(stderr.join()).toContain('Expected a whole number of at least 1');
});
