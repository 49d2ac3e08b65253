import * as fc from 'fast-check';
import { daemonSet, node, planOf, pod, priorityClass, states } from '../../fixtures';

const high = priorityClass('high', 1000);
const logs = (requests: Record<string, string>, priorityClassName: string | undefined = 'high') =>
  daemonSet('logs', { priorityClassName }, requests);

test('an agent above all workloads is guaranteed on every node with room beside what outranks it', () => {
  const cluster = [
    node('a'),
    node('b', { allocatable: { cpu: '1' } }),
    node('c', { taints: [{ key: 'x', effect: 'NoSchedule' }] }),
    high,
    pod('web', 'a', { requests: { cpu: '4' } }),
    pod('critical', 'b', { requests: { cpu: '900m' }, spec: { priorityClassName: 'system-cluster-critical' } }),
  ];
  expect(planOf(cluster, [logs({ cpu: '200m' })]).guaranteed('logs')).toEqual({
    daemonSet: 'agents/logs',
    nodes: ['a'],
    doubtful: [{ why: 'Insufficient cpu (requests 200 millicores; 900 of 1000 are in use)', nodes: ['b'] }],
  });
});

test('other agents of its priority or above count, those below make room', () => {
  const rival = (priorityClassName?: string) => daemonSet('rival', { priorityClassName }, { cpu: '3900m' });
  const guaranteed = (priorityClassName?: string) =>
    planOf([node('a'), high], [logs({ cpu: '200m' }), rival(priorityClassName)]).guaranteed('logs').nodes;
  expect(guaranteed('high')).toEqual([]);
  expect(guaranteed(undefined)).toEqual(['a']);
});

test.each<[string, any[], string | undefined, string]>([
  [
    'without a class: karpenter-provider-aws#9269',
    [],
    undefined,
    'its priority 0 is not above the 0 of a pod without a class: such pods may fill the node first',
  ],
  [
    'that never preempts',
    [priorityClass('never', 9, { preemptionPolicy: 'Never' })],
    'never',
    'its preemptionPolicy is Never: pods that came before it stay',
  ],
  ['whose pods are refused', [], 'none', 'admission refuses its pod: no PriorityClass with name none was found'],
])('an agent %s is guaranteed nowhere, though it may be scheduled', (_, classes, priorityClassName, why) => {
  const manifest = daemonSet('logs', { priorityClassName });
  expect(planOf([node('a'), ...classes], [manifest]).guaranteed('logs')).toMatchObject({
    nodes: [],
    doubtful: [{ why, nodes: ['a'] }],
  });
});

test('where an agent is guaranteed it runs, whatever pods without a class are there', () => {
  const cpus = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(cpus, fc.integer({ min: 1, max: 5 }), (workloads, cpu) => {
      const manifests = [logs({ cpu: String(cpu) })];
      const promised = planOf([node('a'), high], manifests).guaranteed('logs').nodes;
      const pods = workloads.map((each, i) => pod(`web-${i}`, 'a', { requests: { cpu: String(each) } }));
      expect(states(planOf([node('a'), high, ...pods], manifests), 'logs').a === 'Scheduled').toBe(
        promised.includes('a'),
      );
    }),
  );
});
