import { kindOfNode } from '../../../src/planner/placement/kind-of-node';

const kind = (labels: Record<string, string>, taints: { key: string; value?: string; effect: string }[] = []) =>
  kindOfNode({
    name: 'a',
    labels: new Map(Object.entries(labels)),
    taints,
    unschedulable: false,
    allocatable: new Map(),
  });

test.each<[string, Record<string, string>, string]>([
  ['a pool of one’s own', { 'example.com/pool': 'general' }, 'general'],
  ['a node group of EKS', { 'eks.amazonaws.com/nodegroup': 'workers' }, 'workers'],
  ['a node pool of GKE', { 'cloud.google.com/gke-nodepool': 'default' }, 'default'],
  ['a NodePool of Karpenter', { 'karpenter.sh/nodepool': 'spot' }, 'spot'],
  ['an instance type', { 'node.kubernetes.io/instance-type': 'm7g.large' }, 'm7g.large'],
  ['a pool rather than an instance type', { 'node.kubernetes.io/instance-type': 'm7g.large', pool: 'web' }, 'web'],
  [
    'an instance type where the pool is empty',
    { pool: '', 'node.kubernetes.io/instance-type': 'm7g.large' },
    'm7g.large',
  ],
  ['nothing that only ends like a pool', { 'example.com/carpool': 'x' }, 'untainted'],
])('a node is called by %s', (_, labels, expected) => {
  expect(kind(labels)).toBe(expected);
});

test('a node without such labels is called by its taints', () => {
  expect(kind({}, [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }])).toBe('dedicated=infra:NoSchedule');
});
