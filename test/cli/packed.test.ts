import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = join(__dirname, '../..');
const COMPILED = existsSync(join(ROOT, 'lib/cli/node-agents.js'));

/** The package as npm packs and installs it, offline and without the peers: the command line needs none of them. */
let scratch: string;

beforeAll(() => {
  if (!COMPILED) {
    return;
  }
  scratch = mkdtempSync(join(tmpdir(), 'node-agents-packed-'));
  const npm = (cwd: string, ...argv: string[]) => execFileSync('npm', argv, { cwd, encoding: 'utf8', stdio: 'pipe' });
  const [{ filename }] = JSON.parse(npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', scratch));
  writeFileSync(join(scratch, 'package.json'), '{"private": true}');
  npm(scratch, 'install', '--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', filename);
  prepare();
}, 120_000);

afterAll(() => scratch && rmSync(scratch, { recursive: true, force: true }));

/** The files that the examples of the help name, and a kubectl that prints them. */
function prepare(): void {
  const demo = join(scratch, 'node_modules/cdk8s-node-agents/demo');
  const agents = join(demo, 'agents.yaml');
  mkdirSync(join(scratch, 'dist'));
  ['dist/agents.yaml', 'main.yaml', 'branch.yaml', 'live.yaml'].forEach((file) =>
    copyFileSync(agents, join(scratch, file)),
  );
  const [nodes] = parseAllDocuments(readFileSync(join(demo, 'nodes.yaml'), 'utf8')).map((each) => each.toJS());
  const withoutPods = { ...nodes, items: nodes.items.filter(({ kind }: { kind: string }) => kind === 'Node') };
  ['nodes.json', 'next-nodes.json'].forEach((file) => writeFileSync(join(scratch, file), JSON.stringify(withoutPods)));
  mkdirSync(join(scratch, 'clusters'));
  ['a', 'b', 'c'].forEach((name) => copyFileSync(join(scratch, 'nodes.json'), join(scratch, `clusters/${name}.json`)));
  mkdirSync(join(scratch, 'bin'));
  const kubectl = join(scratch, 'bin/kubectl');
  writeFileSync(
    kubectl,
    '#!/bin/sh\ncase "$*" in apply*) cat > /dev/null ;; *--raw*/nodes*) cat next-nodes.json ;; *--raw*) echo {} ;; *nodes*) cat next-nodes.json ;; *) cat main.yaml ;; esac\n',
  );
  chmodSync(kubectl, 0o755);
}

interface Typed {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types a line into a shell in the scratch folder. */
function type(line: string): Promise<Typed> {
  const path = [join(scratch, 'node_modules/.bin'), join(scratch, 'bin'), dirname(process.execPath), process.env.PATH];
  return new Promise((resolve) => {
    const options = { cwd: scratch, env: { ...process.env, PATH: path.join(delimiter) }, maxBuffer: 2 ** 26 };
    execFile('bash', ['-c', line], options, (error, stdout, stderr) =>
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

/** The lines of the examples in a help. */
function examplesIn(help: string): string[] {
  return [...help.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line);
}

const packed = COMPILED ? test : test.skip;

packed(
  'every example of every help works as it is typed',
  async () => {
    const { stdout: help } = await type('node-agents --help');
    const names = [...help.matchAll(/^ {2}([a-z]+) (?!.*display help)/gm)].map(([, name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['plan', 'explain', 'rollout', 'bootstrap', 'diff', 'validate', 'demo']),
    );
    const helps = await Promise.all(names.map((name) => type(`node-agents ${name} --help`)));
    const lines = [help, ...helps.map(({ stdout }) => stdout)].flatMap(examplesIn);
    // One for each command at least; other shells than bash cannot be asked here.
    expect(names.filter((name) => !lines.some((line) => line.includes(`node-agents ${name}`)))).toEqual([]);
    const failed = [];
    for (const line of new Set(lines.filter((each) => !/completion (zsh|fish)/.test(each)))) {
      const { exitCode, stderr } = await type(line);
      // The demo's log collector does not run on every Linux node, and nobody there removes a startup taint.
      const expected = /--require|--startup-taint/.test(line) ? 1 : 0;
      if (exitCode !== expected || stderr !== '') {
        failed.push({ line, exitCode, stderr });
      }
    }
    expect(failed).toEqual([]);
  },
  120_000,
);

packed('kubectl finds it under its own name, which its help shows', async () => {
  const { stdout } = await type('kubectl-node_agents plan --help');
  expect(stdout).toMatch(/^Usage: kubectl node-agents plan \[options\]/);
  expect(stdout).toContain('  $ kubectl node-agents plan dist/ --nodes nodes.json\n');
});

packed('a glob in quotes, standard input and a file of settings stand for manifests and nodes', async () => {
  const { stdout: plain } = await type('node-agents plan dist/ --nodes nodes.json');
  expect(plain).toMatch(/^2 agents on 5 nodes/);
  expect((await type("node-agents plan 'di*/**/*.yaml' --nodes nodes.json")).stdout).toBe(plain);
  expect((await type('cat dist/agents.yaml | node-agents plan - --nodes nodes.json')).stdout).toBe(plain);
  writeFileSync(join(scratch, 'settings.yaml'), 'manifests: dist\nnodes: nodes.json\n');
  expect((await type('node-agents plan --config settings.yaml')).stdout).toBe(plain);
});

packed('a fleet is planned in threads, as it is without them', async () => {
  const inThreads = await type('node-agents plan dist/ --fleet clusters/ --jobs 2');
  expect(inThreads.stdout).toMatch(/^2 agents on 3 clusters with 15 nodes/);
  expect(inThreads).toEqual(await type('node-agents plan dist/ --fleet clusters/'));
});

packed(
  'a reader that goes away, and what is no manifest, end in one line and exit code 2',
  async () => {
    writeFileSync(join(scratch, 'binary.yaml'), Buffer.from([0, 255, 254, 1]));
    writeFileSync(join(scratch, 'empty.yaml'), '');
    const { items } = JSON.parse(readFileSync(join(scratch, 'nodes.json'), 'utf8'));
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...items[1], metadata: { name: `node-${i}` } }));
    writeFileSync(join(scratch, 'many.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: many }));
    const cases: [string, string][] = [
      [
        'node-agents plan dist --nodes many.json --format json | head -1 > first; exit ${PIPESTATUS[0]}',
        'standard output cannot be written: its reader has gone away\n',
      ],
      ['node-agents validate binary.yaml', 'binary.yaml: is not text: expected YAML or JSON\n'],
      ['node-agents validate empty.yaml', 'empty.yaml: is empty: expected YAML or JSON with Kubernetes objects\n'],
      ["node-agents validate 'nope/*.yaml'", 'nope/*.yaml: matches no file\n'],
      ['node-agents plan dist --nods nodes.json', "error: unknown option '--nods' (Did you mean --nodes?)\n"],
      ['node-agents explian', "error: unknown command 'explian' (Did you mean explain?)\n"],
    ];
    const typed = await Promise.all(cases.map(([line]) => type(line)));
    expect(typed.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      cases.map(([, stderr]) => ({ exitCode: 2, stderr })),
    );
  },
  60_000,
);

packed('the schemas of all documents are in the package', () => {
  const files = [
    'placement-plan',
    'fleet-plan',
    'rollout-plan',
    'bootstrap-plan',
    'placement-change',
    'manifest-validation',
  ];
  const schemas = join(scratch, 'node_modules/cdk8s-node-agents/schemas');
  expect(files.filter((name) => !existsSync(join(schemas, `${name}.json`)))).toEqual([]);
});
