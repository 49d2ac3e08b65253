import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const tainted = node('gpu-7', { taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] });

test.each<[string, any[], any, string, string]>([
  ['where an agent runs', [node('a')], daemonSet('logs'), 'a', 'agents/logs runs on a.'],
  [
    'whom it displaces',
    [node('a'), priorityClass('high', 9), pod('web', 'a', { requests: { cpu: '4' } })],
    daemonSet('logs', { priorityClassName: 'high' }, { cpu: '1' }),
    'a',
    'agents/logs runs on a. It takes the place of apps/web.',
  ],
  [
    'which toleration is missing',
    [tainted],
    daemonSet('logs'),
    'gpu-7',
    'The DaemonSet controller creates no pod of agents/logs on gpu-7: untolerated taint nvidia.com/gpu=present:NoSchedule. ' +
      'A pod that already runs there stays, but is not replaced when it ends. ' +
      'It would run there with a toleration of nvidia.com/gpu=present:NoSchedule.',
  ],
  [
    'what is short',
    [node('a', { allocatable: { cpu: '50m' } })],
    daemonSet('logs', {}, { cpu: '100m' }),
    'a',
    'The pod of agents/logs for a stays Pending: Insufficient cpu (requests 100 millicores; 0 of 50 are in use). ' +
      'It has priority 0, and evicting the pods there of lower priority would not help.',
  ],
  [
    'what admission refuses',
    [node('a')],
    daemonSet('logs', { priorityClassName: 'none' }),
    'a',
    'The API server creates no pod of agents/logs for a: no PriorityClass with name none was found.',
  ],
])('explains %s', (_, cluster, manifest, nodeName, expected) => {
  expect(planOf(cluster, [manifest]).explain('logs', nodeName)).toBe(expected);
});

test.each([
  ['lgos', 'gpu-7', 'the plan has no DaemonSet "lgos": did you mean logs?'],
  ['agents/logs', 'gpu-8', 'the plan has no node "gpu-8": did you mean gpu-7?'],
  ['zebra', 'gpu-7', 'the plan has no DaemonSet "zebra"'],
])('names the nearest name for %s on %s', (agent, nodeName, message) => {
  expect(() => planOf([tainted], [daemonSet('logs')]).explain(agent, nodeName)).toThrow(message);
});

test('a name in two namespaces must be given with its namespace', () => {
  const other = daemonSet('logs');
  other.metadata.namespace = 'other';
  const plan = planOf([node('a')], [daemonSet('logs'), other]);
  expect(() => plan.explain('logs', 'a')).toThrow('"logs" is ambiguous: there are agents/logs and other/logs');
  expect(plan.explain('other/logs', 'a')).toBe('other/logs runs on a.');
});
