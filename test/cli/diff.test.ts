import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();
const NODES = [node('a'), node('b', { labels: { pool: 'b' } }), node('small', { allocatable: { cpu: '100m' } })];

function diff(before: unknown, after: unknown, ...options: string[]) {
  const dir = folder({
    'main.yaml': yaml(before),
    'branch.yaml': yaml(...[after].flat()),
    'nodes.yaml': yaml(...NODES),
  });
  const paths = [join(dir, 'main.yaml'), join(dir, 'branch.yaml'), '--nodes', join(dir, 'nodes.yaml')];
  return nodeAgents(['diff', ...paths, ...options]);
}

const logs = (spec: object, cpu = '50m') => daemonSet('logs', spec, { cpu });

test('two versions of manifests are told side by side', async () => {
  const { exitCode, stdout, stderr } = await diff(logs({}), logs({ nodeSelector: { pool: 'b' } }));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toMatch(/^1 agent changes, Kubernetes 1\.36\n/);
  expect(stdout).toMatch(/agents\/logs +changed +3 => 1 +0 => 0/);
  expect(stdout).toContain('loses 2 nodes: a, small');
});

test('nothing changes where both versions are the same file', async () => {
  const dir = folder({ 'a.yaml': yaml(logs({})), 'nodes.yaml': yaml(...NODES) });
  const argv = ['diff', join(dir, 'a.yaml'), join(dir, 'a.yaml'), '--nodes', join(dir, 'nodes.yaml')];
  expect((await nodeAgents(argv)).stdout).toMatch(/^No agent changes/);
});

test('the nodes may change as well', async () => {
  const dir = folder({ 'next.yaml': yaml(...NODES, node('new')) });
  const { stdout } = await diff(logs({}), logs({}), '--nodes-after', join(dir, 'next.yaml'), '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'PlacementChange', nodes: { added: ['new'], removed: [] } });
});

const SELECTOR = { ...logs({}), spec: { ...logs({}).spec, selector: { matchLabels: { app: 'logs', v: '2' } } } };
SELECTOR.spec.template.metadata.labels = { app: 'logs', v: '2' };
const REFUSED = logs({ priorityClassName: 'no-such-class' });

test.each([
  ['a lost node', logs({ nodeSelector: { pool: 'b' } }), ['warning']],
  ['a new agent whose pod waits', [logs({}), daemonSet('more', {}, { cpu: '200m' })], ['warning', 'pending']],
  ['a rollout that never ends', logs({}, '200m'), ['error', 'warning', 'pending']],
  ['a new error', REFUSED, ['error', 'warning', 'pending']],
  ['a selector that changes', SELECTOR, ['error', 'warning', 'pending']],
  ['nothing', logs({}), []],
])('%s fails just where it is asked to', async (_, after, failing) => {
  const levels = ['error', 'warning', 'pending', 'never'];
  const runs = await Promise.all(levels.map((level) => diff(logs({}), after, '--fail-on', level)));
  expect(levels.filter((__, i) => runs[i].exitCode === 1)).toEqual(failing);
  expect(runs[3].exitCode).toBe(0);
});

test('what an earlier version did not do either is no news, and what is required is required of the later one', async () => {
  const argv = ['--require', 'logs on pool=b', '--format', 'json'];
  const { exitCode, stdout } = await diff(daemonSet('other'), logs({ nodeSelector: { pool: 'none' } }), ...argv);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).findings.appeared).toContainEqual(expect.objectContaining({ rule: 'coverage' }));
});

test('Markdown is a comment on a pull request', async () => {
  const { stdout } = await diff(logs({}), logs({ nodeSelector: { pool: 'b' } }), '--format', 'markdown');
  expect(stdout).toMatch(/^### Node agents: 1 agent changes, Kubernetes 1\.36\n/);
  expect(stdout).toContain('- `agents/logs` no longer runs on 2 nodes (`a, small`): ');
});

test.each([
  [[], "error: missing required argument 'before'"],
  [['a.yaml'], "error: missing required argument 'after'"],
  [
    ['a.yaml', 'b.yaml'],
    'error: option --nodes is missing: expected a file of what kubectl get nodes,pods -A -o json prints',
  ],
])('what is not given is told: diff %j', async (argv, line) => {
  expect(await nodeAgents(['diff', ...argv])).toEqual({ exitCode: 2, stdout: '', stderr: [line] });
});
