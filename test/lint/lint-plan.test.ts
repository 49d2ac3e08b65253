import { agent, findingsOf, fixes, hostMount, nodeAffinity, surge } from './lint-fixture';
import { hostPathType } from '../../src/lint/rules/host-path-type';
import { latestImage } from '../../src/lint/rules/latest-image';
import { nonIntegerComparison } from '../../src/lint/rules/non-integer-comparison';
import { socketHostPath } from '../../src/lint/rules/socket-host-path';
import { undeclaredHostPort } from '../../src/lint/rules/undeclared-host-port';
import { node } from '../fixtures';

const silenced = (annotations: Record<string, string>) =>
  findingsOf({ agents: [agent('logs', { container: { image: 'logs' }, metadata: { annotations } })] })
    .map(({ rule }) => rule)
    .filter((rule) => rule === 'latest-image');

test('a finding names the rule, its severity, the agent, what is wrong and what to write', () => {
  const agents = [agent('logs', { container: { image: 'registry.example/logs' } })];
  expect(findingsOf({ agents })).toContainEqual({
    rule: 'latest-image',
    severity: 'warning',
    daemonSet: 'agents/logs',
    message: 'the image of container agent is registry.example/logs',
    fix: 'write a version: registry.example/logs:v1.2.3, or a digest',
  });
});

test.each([
  ['error', ['host-port-clash']],
  ['warning', ['host-port-clash', 'latest-image']],
  ['info', ['host-port-clash', 'latest-image', 'missing-probes', 'no-priority-class']],
] as const)('what matters from %s on is %p', (atLeast, rules) => {
  const container = { image: 'registry.example/exporter', ports: [{ containerPort: 9100, hostPort: 9100 }] };
  const spec = { nodeSelector: { 'kubernetes.io/os': 'linux' } };
  const agents = ['a', 'b'].map((name) => agent(name, { container, spec }));
  expect([...new Set(findingsOf({ agents, atLeast }).map(({ rule }) => rule))].sort()).toEqual(rules);
});

test('a rule is off for an agent that says why, and only then', () => {
  expect(silenced({})).toEqual(['latest-image']);
  expect(silenced({ 'cdk8s-node-agents/lint.latest-image': 'the registry holds one build' })).toEqual([]);
  expect(silenced({ 'cdk8s-node-agents/lint.latest-image': '' })).toEqual(['latest-image']);
  expect(silenced({ 'cdk8s-node-agents/lint.best-effort': 'the registry holds one build' })).toEqual(['latest-image']);
});

test('the order of nodes changes nothing, and findings come agent by agent', () => {
  const agents = [
    agent('b', { ...hostMount('/var/lib/x'), more: surge() }),
    agent('a', { ...hostMount('/var/lib/x'), more: surge() }),
  ];
  const small = { allocatable: { cpu: '250m' } };
  const cluster = [node('n1', small), node('n2', small), node('n3')];
  const found = findingsOf({ cluster, agents });
  expect(found).toEqual(findingsOf({ cluster: [...cluster].reverse(), agents }));
  expect([...new Set(found.map(({ daemonSet }) => daemonSet))]).toEqual(['agents/b', 'agents/a']);
});

test('an agent without a flaw is told nothing', () => {
  const flawless = agent('logs', {
    container: { image: 'registry.example/logs:1.2.3', readinessProbe: { httpGet: { path: '/ready', port: 2020 } } },
    spec: { priorityClassName: 'system-cluster-critical', nodeSelector: { 'kubernetes.io/os': 'linux' } },
  });
  expect(findingsOf({ agents: [flawless] })).toEqual([]);
});

test.each([
  [
    hostPathType,
    hostMount('/var/lib/docker/containers', '', { readOnly: true }),
    'path: /var/lib/docker/containers, type: Directory}',
  ],
  [hostPathType, hostMount('/dev/kvm'), 'type: CharDevice}'],
  [socketHostPath, hostMount('/run/containerd/containerd.sock'), 'hostPath: {path: /run/containerd, type: Directory}'],
  [latestImage, { container: { image: 'registry.example/logs:latest' } }, 'registry.example/logs:v1.2.3'],
  [
    nonIntegerComparison,
    { spec: { affinity: nodeAffinity([{ key: 'memory', operator: 'Gt', values: ['16Gi'] }]) } },
    'memory Gt ["16"]',
  ],
  [
    undeclaredHostPort,
    { container: { image: 'node-exporter:1' }, spec: { hostNetwork: true } },
    'ports: [{containerPort: 9100, hostPort: 9100}]',
  ],
])('%#: the fix is what one would write', (rule, options, fix) => {
  expect(fixes(rule, { agents: [agent('logs', options)] })).toEqual([expect.stringContaining(fix)]);
});
