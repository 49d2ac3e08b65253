import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';
import { temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const SRC = join(__dirname, '../../src');

/** Everything a file imports, in it and in what it imports: packages by name, our own files by path. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  for (const { fileName } of preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
    const target = fileName.startsWith('.') ? resolve(join(dirname(file), fileName)) : undefined;
    const name = target ? relative(SRC, target) : fileName;
    if (!seen.has(name)) {
      seen.add(name);
      if (target) {
        importsOf(target, seen);
      }
    }
  }
  return seen;
}

function resolve(path: string): string {
  return existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
}

test('the start of the command line loads neither the planner nor a parser', () => {
  const imports = importsOf(join(SRC, 'cli/main.ts'));
  expect([...imports].filter((name) => !name.startsWith('node:')).sort()).toEqual([
    'cli/command.ts',
    'cli/progress.ts',
    'cli/run.ts',
    'cli/streams.ts',
    'cli/version.ts',
    'commander',
    'kubernetes/manifest/fault.ts',
    'kubernetes/manifest/system-fault.ts',
    'report/printable.ts',
  ]);
});

test.each([
  ['plan', 'planner/placement/plan-placement.ts'],
  ['explain', 'planner/placement/plan-placement.ts'],
  ['rollout', 'planner/rollout/plan-rollout.ts'],
  ['bootstrap', 'planner/bootstrap/plan-bootstrap.ts'],
  ['diff', 'planner/change/between/placement-change.ts'],
  ['demo', 'planner/placement/plan-placement.ts'],
  ['validate', 'kubernetes/validation/validate-daemon-set.ts'],
])('%s loads nothing of cdk8s', (command, core) => {
  const imports = [...importsOf(join(SRC, `cli/${command}.ts`))];
  expect(imports).toContain(core);
  expect(imports.filter((name) => /cdk8s|constructs|^(agents|synth)\//.test(name))).toEqual([]);
});

const folder = temporaryFolder();

test('planning plain YAML, the program loads nothing of cdk8s, and parses with nothing but its own reader', () => {
  const cwd = folder({
    'agents.yaml': yaml(daemonSet('logs')),
    'nodes.yaml': yaml(node('a')),
    'loaded.js': 'process.on("exit", () => process.stderr.write(Object.keys(require.cache).join("\\n")));',
  });
  const hooks = ['-r', require.resolve('tsx/cjs'), '-r', join(cwd, 'loaded.js')];
  const argv = [...hooks, join(SRC, 'cli/main.ts'), 'plan', 'agents.yaml', '--nodes', 'nodes.yaml'];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^1 agent on 1 node/) });
  const loaded = stderr.split('\n').map((file) => relative(SRC, file.trim()));
  expect(loaded).toEqual(
    expect.arrayContaining(['planner/placement/plan-placement.ts', 'kubernetes/manifest/block-reader.ts']),
  );
  expect(loaded).not.toContain('kubernetes/manifest/yaml-parser.ts');
  expect(loaded.filter((file) => /node_modules\/(cdk8s|constructs)|^(agents|synth)\//.test(file))).toEqual([]);
  expect(loaded.filter((file) => /^(report\/(html|sarif|junit|markdown)|snapshot)\//.test(file))).toEqual([]);
});
