import { blockerOf, deletingFirst, nodesNamed, podsLeft, rolloutOf, surging } from './rollout-fixture';
import { node, pod, priorityClass } from '../../fixtures';

const PORT = { containers: [{ name: 'agent', image: 'agent:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] };
const CLASSES = [priorityClass('low', 100), priorityClass('high', 200)];

test('a surge that fits beside the old pod evicts nobody', () => {
  const plan = rolloutOf(nodesNamed('a'), { spec: surging(1), requests: { cpu: '1' } });
  expect([plan.completes, plan.evicted]).toEqual([true, []]);
});

test('a surge that does not fit evicts pods of lower priority, and deleting first need not', () => {
  const cluster = [
    node('a', { allocatable: { cpu: '3' } }),
    pod('web', 'a', { requests: { cpu: '1500m' } }),
    ...CLASSES,
  ];
  const agent = { pod: { priorityClassName: 'high' }, requests: { cpu: '1' } };
  const surge = rolloutOf(cluster, { ...agent, spec: surging(1) });
  expect(surge.evicted).toEqual([{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/logs' }]);
  expect(surge.completes).toBe(true);
  expect(rolloutOf(cluster, { ...agent, spec: deletingFirst(1) }).evicted).toEqual([]);
});

test('the old pod has the same priority, so the new one cannot preempt it', () => {
  const plan = rolloutOf([...nodesNamed('a'), ...CLASSES], {
    spec: surging(1),
    pod: { ...PORT, priorityClassName: 'high' },
  });
  expect(podsLeft(plan)).toEqual({ a: 'old available, new pending' });
});

test('with a higher priority the new pod preempts the old one: the surge ends, and no node keeps its agent meanwhile', () => {
  const plan = rolloutOf(
    [...nodesNamed('a', 'b', 'c'), ...CLASSES],
    { spec: surging(1), pod: { ...PORT, priorityClassName: 'low' } },
    { spec: surging(1), pod: { ...PORT, priorityClassName: 'high' } },
  );
  expect(plan.completes).toBe(true);
  expect(plan.peakUnavailable).toBe(3);
  expect(plan.evicted).toEqual([]);
  expect(blockerOf(plan, 'surge-self-eviction')).toMatchObject({ severity: 'warning', nodes: ['a', 'b', 'c'] });
});

test('the node as it is when the old pod is gone decides where it is deleted first', () => {
  const cluster = [node('a', { allocatable: { cpu: '1' } })];
  const bigger = rolloutOf(cluster, { requests: { cpu: '600m' } }, { requests: { cpu: '900m' } });
  expect(bigger.completes).toBe(true);
  const tooBig = rolloutOf(cluster, { requests: { cpu: '600m' } }, { requests: { cpu: '1100m' } });
  expect(podsLeft(tooBig)).toEqual({ a: 'new pending' });
});

test('a pod that admission refuses is never there: the old one is deleted, and none follows', () => {
  const plan = rolloutOf(nodesNamed('a', 'b'), {}, { pod: { priorityClassName: 'no-such-class' } });
  expect(podsLeft(plan)).toEqual({ a: '', b: 'old available' });
  expect(blockerOf(plan, 'new-unavailable')?.message).toContain('no-such-class');
  const surge = rolloutOf(
    nodesNamed('a', 'b'),
    { spec: surging(1) },
    { spec: surging(1), pod: { priorityClassName: 'no-such-class' } },
  );
  expect(podsLeft(surge)).toEqual({ a: 'old available', b: 'old available' });
});

test('other agents keep their place while one rolls out', () => {
  const cluster = [node('a', { allocatable: { cpu: '1' } }), pod('web', 'a', { requests: { cpu: '500m' } })];
  const plan = rolloutOf(cluster, { requests: { cpu: '400m' } }, { requests: { cpu: '600m' } });
  expect(blockerOf(plan, 'new-unavailable')?.message).toContain(
    'Insufficient cpu (requests 600 millicores; 500 of 1000 are in use)',
  );
});
