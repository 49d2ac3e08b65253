import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { ModuleKind, transpileModule } from 'typescript';
import { parse } from 'yaml';
import { PlacementValidationPlugin } from '../../src';
import { nodeAgents, temporaryFolder, yaml } from '../cli/command-line';
import { daemonSet, node } from '../fixtures';

const ROOT = join(__dirname, '../..');
const GUIDES = ['getting-started-yaml', 'getting-started-cdk8s', 'testing', 'ci', 'reading-a-plan'];
const folder = temporaryFolder();
const here = process.cwd();

afterEach(() => process.chdir(here));

interface Block {
  readonly language: string;
  /** What stands after the language: the name of the file that the block is. */
  readonly name: string;
  readonly text: string;
}

function blocksOf(guide: string): Block[] {
  const text = readFileSync(join(ROOT, `docs/${guide}.md`), 'utf8');
  return [...text.matchAll(/^```(\S+)(?: (\S+))?\n([^]*?)^```$/gm)].map(([, language, name = '', body]) => ({
    language,
    name,
    text: body,
  }));
}

/** What is typed in a block, with the output below each; `…` by itself stands for lines left out. */
function typedIn(text: string): { line: string; output: string }[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ line: part.slice(0, part.indexOf('\n')), output: part.slice(part.indexOf('\n') + 1).trim() }));
}

async function run(line: string): Promise<string> {
  const [program, ...words] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
  if (program !== 'node-agents') {
    return execFileSync('bash', ['-c', line], { encoding: 'utf8' });
  }
  const { stdout, stderr } = await nodeAgents(words);
  return stdout + stderr.join('\n');
}

/** The output with what the guide leaves out taken out, so that a difference shows where it is. */
function asTold(output: string, told: string): string {
  const parts = told.split(/^…$/m).map((part) => part.trim());
  let rest = output.trim();
  for (const part of parts) {
    const at = rest.indexOf(part);
    if (at < 0) {
      return output.trim();
    }
    rest = rest.slice(at + part.length);
  }
  const complete = parts.length > 1 || output.trim() === told;
  return complete ? told : output.trim();
}

describe.each(GUIDES)('%s', (guide) => {
  const blocks = blocksOf(guide);

  test('its commands print what it shows', async () => {
    const scratch = folder();
    mkdirSync(join(scratch, 'node_modules'));
    symlinkSync(ROOT, join(scratch, 'node_modules/cdk8s-node-agents'));
    process.chdir(scratch);
    for (const { language, name, text } of blocks) {
      if (name) {
        writeFileSync(join(scratch, name), text);
      }
      for (const { line, output } of language === 'console' ? typedIn(text) : []) {
        expect({ line, output: asTold(await run(line), output) }).toEqual({ line, output });
      }
    }
  });

  test('its links lead somewhere', () => {
    const text = readFileSync(join(ROOT, `docs/${guide}.md`), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link);
    links.forEach((link) => readFileSync(join(ROOT, 'docs', link)));
  });

  // The tests that a guide shows are tests here.
  const modules = new Map<string, unknown>();
  for (const { language, name, text } of blocks) {
    if (language === 'ts') {
      modules.set(`./${name.replace(/\.ts$/, '')}`, evaluated(text, modules));
    }
  }
});

function evaluated(text: string, modules: ReadonlyMap<string, unknown>): unknown {
  const { outputText } = transpileModule(text, {
    compilerOptions: { module: ModuleKind.CommonJS, esModuleInterop: true },
  });
  const exported = {};
  const load = (name: string) =>
    modules.get(name) ?? jest.requireActual(name.replace(/^cdk8s-node-agents(?:\/lib)?/, join(ROOT, 'src')));
  new Function('exports', 'require', outputText)(exported, load);
  return exported;
}

test('the guide to testing shows every matcher', () => {
  const text = readFileSync(join(ROOT, 'docs/testing.md'), 'utf8');
  const sources = readdirSync(join(ROOT, 'src/testing')).map((file) =>
    readFileSync(join(ROOT, 'src/testing', file), 'utf8'),
  );
  const matchers = sources.flatMap((source) =>
    [...source.matchAll(/^ {2}(to[A-Z]\w+)\(.*\): R;$/gm)].map(([, name]) => name),
  );
  expect(matchers.length).toBeGreaterThan(10);
  expect(matchers.filter((name) => !text.includes(`.${name}(`))).toEqual([]);
});

test('the properties of cdk8s.yaml that the guide shows are those that the plugin reads', async () => {
  const shown = blocksOf('getting-started-cdk8s').find(({ name }) => name === 'cdk8s.yaml')!;
  const [{ properties }] = parse(shown.text).validations;
  process.chdir(folder({ 'nodes.json': yaml(node('a')), 'agents.yaml': yaml(daemonSet('audit')) }));
  const context = new ValidationContext(['agents.yaml'], 'cdk8s-node-agents', '1.0.0');
  await new PlacementValidationPlugin(properties).validate(context);
  expect(context.report.toJson()).toMatchObject({ violations: [], summary: { status: 'success' } });
});
