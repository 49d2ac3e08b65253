import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { daemonSet, node } from '../../fixtures';
import { nodeAgents, temporaryFolder, yaml } from '../command-line';

const folder = temporaryFolder();
const SRC = join(__dirname, '../../../src');

/** Runs a program from source in a process of its own: threads load what they run without the transformer of the tests. */
async function program(...argv: string[]) {
  const ended = promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', ...argv], { encoding: 'utf8' });
  return ended.then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );
}

function fleetFolder(): string {
  const clusters = Array.from({ length: 7 }, (_, i) => [`fleet/c${i}.yaml`, yaml(node('n'), node(`m${i}`))]);
  return folder({
    'agents.yaml': yaml(daemonSet('logs', {}, { cpu: '100m' })),
    ...Object.fromEntries(clusters),
    'fleet/c3.yaml': yaml(node('n', { allocatable: { cpu: '50m' } })),
    'fleet/c5.yaml': 'foo: bar',
  });
}

test('threads find what one thread finds', async () => {
  const dir = fleetFolder();
  const argv = [
    'plan',
    join(dir, 'agents.yaml'),
    '--fleet',
    join(dir, 'fleet'),
    '--require',
    'logs',
    '--format',
    'json',
  ];
  const inThreads = await program(join(SRC, 'cli/main.ts'), ...argv, '--jobs', '3');
  const { exitCode, stdout, stderr } = await nodeAgents(argv);
  expect(inThreads).toEqual({ exitCode, stdout, stderr: `${stderr.join('\n')}\n` });
  expect(JSON.parse(stdout).totals).toEqual({ clusters: 7, nodes: 11, ok: 5, failed: 1, unreadable: 1 });
}, 120_000);

test('a thread that ends early is told for its cluster, and the others are planned', async () => {
  const worker = `
    exports.planInThread = ({ name }) => {
      if (name === 'c1') {
        const kept = [];
        for (;;) kept.push(new Array(100_000).fill(name));
      }
      if (name === 'c4') {
        setImmediate(() => { throw new Error('broken'); });
        return new Promise(() => {});
      }
      return { name, status: 'ok', why: [] };
    };`;
  const dir = fleetFolder();
  const files = folder({
    'worker.js': worker,
    'main.ts': `
      import { findClusters } from '${SRC}/cli/fleet/find-clusters';
      import { planClusters } from '${SRC}/cli/fleet/plan-clusters';
      const setup = { manifests: [], review: { required: [], options: {} }, kubernetesVersion: '1.36', failOn: 'error' as const };
      const work = { jobs: 2, worker: process.argv[3] };
      void planClusters(findClusters(process.argv[2]), setup, work).then((planned) =>
        console.log(JSON.stringify(planned.map(({ name, why }) => [name, ...why]))));`,
  });
  const { stdout } = await program(
    '--max-old-space-size=64',
    join(files, 'main.ts'),
    join(dir, 'fleet'),
    join(files, 'worker.js'),
  );
  expect(JSON.parse(stdout.replaceAll(`${dir}/`, ''))).toEqual([
    ['c0'],
    ['c1', expect.stringMatching(/^fleet\/c1\.yaml: its plan ran out of memory: try NODE_OPTIONS=/)],
    ['c2'],
    ['c3'],
    ['c4', 'fleet/c4.yaml: its plan ended early: broken'],
    ['c5'],
    ['c6'],
  ]);
}, 120_000);
