import '../../src/testing';
import { NodeInventory, PlacementChange, RolloutPlanner } from '../../src';
import { daemonSet, node, planOf, pod, priorityClass } from '../fixtures';

const cluster = [node('a'), priorityClass('high', 9), pod('web', 'a', { requests: { cpu: '4' } })];
const modest = daemonSet('logs', { priorityClassName: 'high' });
const greedy = daemonSet('logs', { priorityClassName: 'high' }, { cpu: '1' });
const WEB = 'apps/web on a, for agents/logs';

test('nothing is evicted where the agents fit', () => {
  expect(planOf(cluster, [modest])).toEvictNothing();
  expect(PlacementChange.between(planOf(cluster, [modest]), planOf(cluster, [modest]))).toEvictNothing();
  expect(PlacementChange.between(planOf(cluster, [greedy]), planOf(cluster, [greedy]))).toEvictNothing();
  expect(planOf(cluster, [modest]).after([{ kind: 'cordon', node: 'a' }])).toEvictNothing();
  expect(RolloutPlanner.plan(NodeInventory.fromManifests(cluster), modest, modest)).toEvictNothing();
});

test.each<[string, unknown, string]>([
  ['a plan', planOf(cluster, [greedy]), 'expected the agents to evict nothing, but:'],
  [
    'a change',
    PlacementChange.between(planOf(cluster, [modest]), planOf(cluster, [greedy])),
    'expected the change to evict nothing, but:',
  ],
  [
    'a rollout',
    RolloutPlanner.plan(NodeInventory.fromManifests(cluster), modest, greedy),
    'expected the rollout to evict nothing, but:',
  ],
  [
    'a node that comes back to a selector',
    planOf(cluster, [
      daemonSet('logs', { priorityClassName: 'high', nodeSelector: { run: 'yes' } }, { cpu: '1' }),
    ]).after([{ kind: 'setLabel', node: 'a', key: 'run', value: 'yes' }]),
    'expected the change to evict nothing, but:',
  ],
])('%s names the pods that leave, and what to do', (_, value, message) => {
  expect(() => expect(value).toEvictNothing()).toThrow(message);
  expect(() => expect(value).toEvictNothing()).toThrow(WEB);
  expect(() => expect(value).toEvictNothing()).toThrow(
    'fix: request less for agents/logs, give it a priority no higher than theirs, or make room there',
  );
  expect(value).not.toEvictNothing();
});

test('of many pods a few are named, and the others counted', () => {
  const many = Array.from({ length: 30 }, (_, i) => [
    node(`n${i}`),
    pod(`web-${i}`, `n${i}`, { requests: { cpu: '4' } }),
  ]).flat();
  const plan = planOf([...many, priorityClass('high', 9)], [greedy]);
  expect(() => expect(plan).toEvictNothing()).toThrow('and 11 more');
});

test('that nothing is evicted can be unexpected', () => {
  expect(() => expect(planOf(cluster, [modest])).not.toEvictNothing()).toThrow(
    'expected not: the agents to evict nothing',
  );
});
