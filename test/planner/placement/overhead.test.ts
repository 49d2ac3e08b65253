import { daemonSet, node, planOf } from '../../fixtures';

test('the requests of the agents that run on a kind of node are added up, beside what the node has', () => {
  const cluster = [
    node('a-1', { labels: { 'example.com/pool': 'general' } }),
    node('a-2', { labels: { 'example.com/pool': 'general' } }),
    node('b-1', {
      labels: { 'node.kubernetes.io/instance-type': 'm7g.large' },
      taints: [{ key: 'x', effect: 'NoSchedule' }],
    }),
  ];
  const plan = planOf(cluster, [
    daemonSet('one', {}, { cpu: '100m', memory: '64Mi' }),
    daemonSet('two', { tolerations: [{ operator: 'Exists' }] }, { cpu: '50m' }),
  ]);
  const allocatable = { cpu: 4000, memory: 8 * 2 ** 30, pods: 110 };
  expect(plan.overhead()).toEqual([
    {
      kind: 'general',
      nodes: ['a-1', 'a-2'],
      agents: ['agents/one', 'agents/two'],
      requests: { cpu: 150, memory: 64 * 2 ** 20, pods: 2 },
      allocatable,
    },
    { kind: 'm7g.large', nodes: ['b-1'], agents: ['agents/two'], requests: { cpu: 50, pods: 1 }, allocatable },
  ]);
});
