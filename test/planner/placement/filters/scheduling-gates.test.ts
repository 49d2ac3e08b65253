import { daemonSet, node, planOf } from '../../../fixtures';

test('a daemon pod with scheduling gates waits for ever, whatever room there is (SchedulingGates, PreEnqueue)', () => {
  const gated = daemonSet('gated', { schedulingGates: [{ name: 'example.com/quota' }] });
  const plan = planOf([node('a'), node('b')], [gated, daemonSet('free')]).toJson();
  expect(
    plan.daemonSets.map(({ name, placements }) => [name, placements.map(({ state, nodes }) => [state, nodes])]),
  ).toEqual([
    ['gated', [['Pending', ['a', 'b']]]],
    ['free', [['Scheduled', ['a', 'b']]]],
  ]);
  expect(plan.daemonSets[0].placements[0].reasons).toMatchObject([
    { plugin: 'SchedulingGates', message: 'Scheduling is blocked due to non-empty scheduling gates', reported: true },
  ]);
});

test('no pod is evicted for one that is not tried', () => {
  const gated = daemonSet(
    'gated',
    { schedulingGates: [{ name: 'g' }], priorityClassName: 'system-node-critical' },
    { cpu: '3' },
  );
  const app = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { nodeName: 'a', containers: [{ name: 'c', image: 'x', resources: { requests: { cpu: '2' } } }] },
    status: { phase: 'Running' },
  };
  expect(planOf([node('a'), app], [gated]).toJson().evicted).toEqual([]);
});
