import '../../src/testing';
import { daemonSet, node, planOf } from '../fixtures';

const cluster = [
  node('a', { labels: { pool: 'web' } }),
  node('gpu-7', { taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] }),
  node('small', { allocatable: { cpu: '50m' } }),
];
const plan = planOf(cluster, [daemonSet('logs', {}, { cpu: '100m' })]);

test('matchers pass on what the plan holds', () => {
  expect(plan).toRunOnEveryNode('logs', { labelled: { pool: 'web' } });
  expect(plan).toRunOn('agents/logs', 'a');
  expect(plan).toBeExcludedFrom('logs', 'gpu-7');
  expect(planOf([node('a')], [daemonSet('logs')])).toHaveNoPendingPods();
  expect(plan).not.toRunOn('logs', 'small');
});

test.each<[string, () => void, string]>([
  [
    'toRunOnEveryNode',
    () => expect(plan).toRunOnEveryNode('logs'),
    'expected agents/logs to run on every node, but:\n' +
      '  Excluded on gpu-7: untolerated taint nvidia.com/gpu=present:NoSchedule\n' +
      '  Pending on small: Insufficient cpu (requests 100 millicores; 0 of 50 are in use)',
  ],
  [
    'toRunOnEveryNode with labels',
    () => expect(plan).toRunOnEveryNode('logs', { labelled: { 'kubernetes.io/hostname': 'small' } }),
    'expected agents/logs to run on every node labelled kubernetes.io/hostname=small, but:\n  Pending on small',
  ],
  [
    'toRunOn',
    () => expect(plan).toRunOn('logs', 'a', 'gpu-7'),
    'The DaemonSet controller creates no pod of agents/logs on gpu-7',
  ],
  ['toBeExcludedFrom', () => expect(plan).toBeExcludedFrom('logs', 'a'), 'agents/logs runs on a.'],
  [
    'toHaveNoPendingPods',
    () => expect(plan).toHaveNoPendingPods('logs'),
    'agents/logs is Pending on small: Insufficient cpu',
  ],
  ['not.toRunOn', () => expect(plan).not.toRunOn('logs', 'a'), 'expected not: agents/logs to run on a'],
  ['a typo', () => expect(plan).toRunOn('lgos', 'a'), 'did you mean logs?'],
])('%s fails with the reasons', (_, assertion, message) => {
  expect(assertion).toThrow(message);
});
