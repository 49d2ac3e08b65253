import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { Collector, nodeAgents, temporaryFolder, yaml } from './command-line';
import { run } from '../../src/cli/run';
import { daemonSet, node, pod } from '../fixtures';

const folder = temporaryFolder();

/** The paths of a file of manifests and of one of nodes. */
function inputs(manifests: string, nodes: string): { dir: string; argv: string[] } {
  const dir = folder({ 'agents.yaml': manifests, 'nodes.yaml': nodes });
  return { dir, argv: ['plan', join(dir, 'agents.yaml'), '--nodes', join(dir, 'nodes.yaml')] };
}

const LOGS = daemonSet('logs', {}, { cpu: '100m', memory: '128Mi' });
const SPOT = node('spot-1', { taints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }] });
const FULL = node('small-1', { allocatable: { cpu: '50m' } });

test('a plan is told in text', async () => {
  const { exitCode, stdout, stderr } = await nodeAgents(inputs(yaml(LOGS), yaml(node('a'), SPOT)).argv);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toMatch(/^1 agent on 2 nodes of 2 kinds, Kubernetes 1\.36\n/);
  expect(stdout).toContain('untolerated taint spot=true:NoSchedule');
});

test('a plan is told in JSON, for the version that is asked for', async () => {
  const { argv } = inputs(yaml(LOGS), yaml(node('a')));
  const { stdout } = await nodeAgents([...argv, '--format', 'json', '--kubernetes-version', '1.28']);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'PlacementPlan',
    kubernetesVersion: '1.28',
    daemonSets: [{ namespace: 'agents', name: 'logs', scheduled: 1 }],
  });
});

test('the JSON of a plan lists the nodes of each placement, or has ranges of them, as it is asked to', async () => {
  const { argv } = inputs(yaml(LOGS), yaml(node('a'), node('b')));
  const placementOf = async (...more: string[]) =>
    JSON.parse((await nodeAgents([...argv, '--format', 'json', ...more])).stdout).daemonSets[0].placements[0];
  expect(await placementOf()).toMatchObject({ nodes: ['a', 'b'] });
  expect(await placementOf('--json-nodes', 'named')).toEqual(await placementOf());
  expect(await placementOf('--json-nodes', 'ranges')).toEqual({ state: 'Scheduled', nodeRanges: [[0, 2]], evicts: [] });
});

test('nodes and pods may come in several files, and manifests from standard input', async () => {
  const dir = folder({
    'nodes.yaml': yaml(node('a')),
    'pods.yaml': yaml(pod('web', 'a', { requests: { cpu: '4' } })),
  });
  const argv = ['plan', '-', '--nodes', join(dir, 'nodes.yaml'), '--nodes', join(dir, 'pods.yaml')];
  const { stdout } = await nodeAgents(argv, yaml(LOGS));
  expect(stdout).toContain('Insufficient cpu: needs 100m, 0 free (4 of 4 in use)');
});

test('nodes may come from standard input', async () => {
  const dir = folder({ 'agents.yaml': yaml(LOGS) });
  const { exitCode } = await nodeAgents(['plan', dir, '--nodes', '-'], yaml(node('a')));
  expect(exitCode).toBe(0);
});

test('a Pending pod is told and does not fail, unless it is to', async () => {
  const { argv } = inputs(yaml(LOGS), yaml(FULL));
  expect((await nodeAgents(argv)).exitCode).toBe(0);
  const { exitCode, stdout } = await nodeAgents([...argv, '--fail-on', 'pending']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('1 pod would stay Pending');
});

test('an error finding fails, with the plan on standard output all the same', async () => {
  const refused = daemonSet('logs', { priorityClassName: 'no-such-class' });
  const { argv } = inputs(yaml(refused), yaml(node('a')));
  const { exitCode, stdout, stderr } = await nodeAgents(argv);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: [] });
  expect(stdout).toContain('pod-refused in agents/logs');
  expect((await nodeAgents([...argv, '--fail-on', 'never'])).exitCode).toBe(0);
});

describe('--output', () => {
  test('takes what would go to standard output', async () => {
    const { dir, argv } = inputs(yaml(LOGS), yaml(node('a')));
    const { stdout: printed } = await nodeAgents(argv);
    const { exitCode, stdout } = await nodeAgents([...argv, '--output', join(dir, 'plan.txt')]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(readFileSync(join(dir, 'plan.txt'), 'utf8')).toBe(printed);
  });

  test('is not written when the input is bad', async () => {
    const { dir, argv } = inputs(yaml(LOGS), 'foo: bar');
    expect((await nodeAgents([...argv, '--output', join(dir, 'plan.txt')])).exitCode).toBe(2);
    expect(existsSync(join(dir, 'plan.txt'))).toBe(false);
  });

  test.each([
    ['no/such/plan.txt', 'no such file or folder'],
    ['.', 'it is a folder'],
  ])('that cannot be written is told in one line: %s', async (file, reason) => {
    const { dir, argv } = inputs(yaml(LOGS), yaml(node('a')));
    const output = join(dir, file);
    expect(await nodeAgents([...argv, '--output', output])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: [`${output}: cannot be written: ${reason}`],
    });
  });
});

test('a terminal gets colours and its own width; a pipe gets neither', async () => {
  const { argv } = inputs(yaml(LOGS), yaml(node('a'), SPOT));
  const terminal = Object.assign(new Collector(), { columns: 80, hasColors: () => true });
  await run(argv, { stdin: process.stdin, stdout: terminal, stderr: new Collector() });
  expect(terminal.text).toContain('\u001b[1m');
  expect(terminal.text).not.toContain('Desired');
  expect((await nodeAgents(argv)).stdout).not.toContain('\u001b');
});

/** What is wrong with manifests or nodes, and the one line that says so. */
const BAD_INPUTS: [string, { manifests?: string; nodes?: string }, string][] = [
  ['an empty inventory', { nodes: '' }, 'nodes.yaml: is empty: expected YAML or JSON with Kubernetes objects'],
  [
    'an inventory of no Kubernetes',
    { nodes: 'pools: 3\n' },
    'nodes.yaml:1: is not a Kubernetes object: it has no kind',
  ],
  [
    'an inventory without a node',
    { nodes: yaml({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }) },
    'nodes.yaml: holds no Node: expected at least one object of kind Node (kubectl get nodes,pods -A -o json prints what is needed)',
  ],
  [
    'no YAML',
    { nodes: 'apiVersion: v1\nkind: [Node\n' },
    'nodes.yaml:3: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [
    'a template that was not rendered',
    { manifests: 'apiVersion: apps/v1\nkind: {{ .Values.kind }}\n' },
    'agents.yaml:2: is not YAML: *(this looks like a template that was not rendered: pass the output of helm template)',
  ],
  [
    'a quantity of gigabytes',
    { nodes: yaml(node('a', { allocatable: { memory: '1GB' } })) },
    `nodes.yaml:12: Node a: status.allocatable.memory is "1GB": * (did you mean 1Gi or 1G?)`,
  ],
  [
    'a node without allocatable',
    { nodes: yaml({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } }) },
    'nodes.yaml:1: Node a: status.allocatable is required: without it nothing is known to fit',
  ],
  [
    'two nodes of one name',
    { nodes: yaml(node('a'), node('a')) },
    'nodes.yaml: Node a: metadata.name two nodes have this name',
  ],
  [
    'a DaemonSet whose selector does not match',
    { manifests: yaml({ ...LOGS, spec: { ...LOGS.spec, selector: { matchLabels: { app: 'other' } } } }) },
    'agents.yaml:* DaemonSet agents/logs: spec.template.metadata.labels is {"app":"logs"}: `selector` does not match template `labels`',
  ],
  [
    'two DaemonSets of one name',
    { manifests: yaml(LOGS, LOGS) },
    'agents.yaml:* DaemonSet agents/logs: metadata.name two DaemonSets have this name',
  ],
  [
    'manifests without a DaemonSet',
    { manifests: yaml(node('a'), node('b'), { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }) },
    'agents.yaml: no DaemonSet among the manifests: found 2 Node, 1 Service',
  ],
];

test.each(BAD_INPUTS)(
  'bad input is told in one line, with nothing on standard output: %s',
  async (_, bad, expected) => {
    const { dir, argv } = inputs(bad.manifests ?? yaml(LOGS), bad.nodes ?? yaml(node('a')));
    const { exitCode, stdout, stderr } = await nodeAgents(argv);
    expect({ exitCode, stdout, lines: stderr.length }).toEqual({ exitCode: 2, stdout: '', lines: 1 });
    const [start, end = ''] = expected.split('*');
    const line = stderr[0].replace(`${dir}/`, '');
    expect(line.startsWith(start) && line.endsWith(end) ? expected : line).toBe(expected);
  },
);

test('every fault is told, of manifests and nodes alike', async () => {
  const { argv } = inputs('foo: bar', 'foo: bar');
  expect((await nodeAgents(argv)).stderr).toHaveLength(2);
});

test('a bad node and a bad DaemonSet are told of in one run', async () => {
  const mismatched = { ...LOGS, spec: { ...LOGS.spec, selector: { matchLabels: { app: 'other' } } } };
  const { argv } = inputs(yaml(mismatched), yaml(node('a', { allocatable: { memory: '1GB' } })));
  expect((await nodeAgents(argv)).stderr).toEqual([
    expect.stringContaining('Node a: status.allocatable.memory'),
    expect.stringContaining('DaemonSet agents/logs: spec.template.metadata.labels'),
  ]);
});

test('escape sequences in a name do not reach the terminal by way of a fault', async () => {
  const { argv } = inputs(yaml(LOGS), yaml({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a\u001b[2J' } }));
  expect((await nodeAgents(argv)).stderr.join()).toContain('Node a: status.allocatable is required');
});

/** Whatever stands where Kubernetes expects something else. */
const anything = fc.jsonValue({ maxDepth: 3 });
const field = fc.constantFrom('metadata', 'spec', 'status', 'kind', 'apiVersion', 'items');
const podField = fc.constantFrom(
  ...['containers', 'initContainers', 'tolerations', 'affinity', 'nodeSelector', 'hostNetwork', 'priorityClassName'],
  ...['overhead', 'resources', 'volumes', 'topologySpreadConstraints', 'nodeName', 'runtimeClassName'],
);

test('whatever the objects hold, there is a plan or a fault, and never a stack trace', async () => {
  const property = fc.asyncProperty(field, anything, podField, anything, async (top, value, inPod, inner) => {
    const manifests = stringify({ ...daemonSet('logs', { [inPod]: inner }) }, { aliasDuplicateObjects: false });
    const broken = stringify({ ...node('b'), [top]: value });
    const { argv } = inputs(
      manifests,
      `${yaml(node('a'), pod('web', 'a', { spec: { nodeName: 'a', [inPod]: inner } }))}---\n${broken}`,
    );
    const { exitCode, stdout, stderr } = await nodeAgents(argv);
    if (exitCode === 2) {
      expect(stdout).toBe('');
      expect(stderr.length).toBeGreaterThan(0);
      // Every line starts with a file: what starts with `error:` is for usage, or is a fault of ours.
      stderr.forEach((line) => expect(line).toMatch(/(agents|nodes)\.yaml[:,]/));
    } else {
      expect(stderr).toEqual([]);
      expect(stdout).not.toBe('');
    }
  });
  await fc.assert(property, { numRuns: 100 });
});

test('a finding of a platform comes with its rule in SARIF', async () => {
  const dir = folder({ 'agents.yaml': yaml(daemonSet('logs', { hostNetwork: true })), 'nodes.yaml': yaml(node('a')) });
  const argv = ['plan', join(dir, 'agents.yaml'), '--nodes', join(dir, 'nodes.yaml'), '--platform', 'gke-autopilot'];
  const [{ tool, results }] = JSON.parse((await nodeAgents([...argv, '--format', 'sarif'])).stdout).runs;
  const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(ids).toContain('gke-autopilot-host-namespaces');
  expect(results.map(({ ruleIndex }: { ruleIndex: number }) => ids[ruleIndex])).toEqual(
    results.map(({ ruleId }: { ruleId: string }) => ruleId),
  );
});
