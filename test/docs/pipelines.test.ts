import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, visit } from 'yaml';
import { nodeAgents, temporaryFolder } from '../cli/command-line';

const ROOT = join(__dirname, '../..');
const folder = temporaryFolder();
const here = process.cwd();
let scratch: string;

/** A repository as the pipelines find it once the app is synthesized, before and after. */
beforeAll(() => {
  scratch = folder();
  for (const dist of ['dist', 'base/dist']) {
    mkdirSync(join(scratch, dist), { recursive: true });
    copyFileSync(join(ROOT, 'demo/agents.yaml'), join(scratch, dist, 'agents.yaml'));
  }
  copyFileSync(join(ROOT, 'demo/nodes.yaml'), join(scratch, 'nodes.json'));
  process.chdir(scratch);
});

afterAll(() => process.chdir(here));

/** The lines that a pipeline types, with the words of each. */
function commandsOf(text: string): string[][] {
  const document = parseDocument(text);
  expect(document.errors).toEqual([]);
  const lines: string[] = [];
  visit(document, {
    Scalar: (_, { value }) => {
      lines.push(...(typeof value === 'string' ? value.split('\n') : []));
    },
  });
  return lines.flatMap((line) => {
    const typed = /^\s*npx node-agents (.*)$/.exec(line)?.[1];
    return typed ? [typed.split(' ').map((word) => word.replace(/^"(.*)"$/, '$1'))] : [];
  });
}

describe.each(['github-actions', 'gitlab-ci'])('%s', (name) => {
  const commands = commandsOf(readFileSync(join(ROOT, `docs/pipelines/${name}.yaml`), 'utf8'));

  test('it compares, reports as SARIF and HTML, gates, and takes a snapshot', () => {
    const typed = commands.map((words) => words.join(' '));
    expect(typed).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^diff .*--format markdown/),
        expect.stringMatching(/^plan .*--format sarif/),
        expect.stringMatching(/^plan .*--format html/),
        expect.stringMatching(/^plan .*--fail-on pending/),
        expect.stringMatching(/^snapshot .*--output nodes.json/),
      ]),
    );
  });

  test.each(commands.map((words) => [words.join(' '), words] as const))('node-agents %s', async (_, words) => {
    const [command] = words;
    const help = (await nodeAgents([command, '--help'])).stdout;
    const unknown = words.filter((word) => word.startsWith('--') && !new RegExp(`^ +${word}[ ,]`, 'm').test(help));
    expect(unknown).toEqual([]);
    if (command === 'snapshot') {
      return; // It would ask a cluster.
    }
    const { exitCode, stderr } = await nodeAgents(words);
    // A pod of the demo stays Pending.
    expect({ exitCode, stderr }).toEqual({ exitCode: words.includes('pending') ? 1 : 0, stderr: [] });
    const output = words.includes('--output') ? words[words.indexOf('--output') + 1] : 'nodes.json';
    expect(existsSync(join(scratch, output))).toBe(true);
  });

  test('the comment begins with what the pipeline finds it by', async () => {
    const { stdout } = await nodeAgents(['diff', 'base/dist', 'dist', '--nodes', 'nodes.json', '--format', 'markdown']);
    const heading = '### Node agents:';
    expect(stdout.startsWith(heading)).toBe(true);
    expect(readFileSync(join(ROOT, `docs/pipelines/${name}.yaml`), 'utf8')).toContain(`startswith("${heading}")`);
  });
});
