import { Node } from '../../../src/inventory/node';
import { isLost, lost, reachable } from '../../../src/planner/rollout/lost-node';

const NODE: Node = {
  name: 'a',
  labels: new Map(),
  taints: [{ key: 'dedicated', effect: 'NoSchedule' }],
  unschedulable: false,
  allocatable: new Map(),
};

test('a lost node carries both unreachable taints beside its own, however often it is lost', () => {
  const unreachable = 'node.kubernetes.io/unreachable';
  const taints = [
    { key: 'dedicated', effect: 'NoSchedule' },
    { key: unreachable, effect: 'NoSchedule' },
    { key: unreachable, effect: 'NoExecute' },
  ];
  expect(lost(NODE).taints).toEqual(taints);
  expect(lost(lost(NODE)).taints).toEqual(taints);
  expect([isLost(NODE), isLost(lost(NODE))]).toEqual([false, true]);
});

test('a node as it was while it was reachable has its own taints only', () => {
  expect(reachable(lost(NODE))).toEqual(NODE);
  expect(reachable(NODE)).toBe(NODE);
});

test('a node is lost that says nothing any more, and not one that says itself that it is not ready', () => {
  expect(isLost({ ...NODE, notReady: 'Unknown' })).toBe(true);
  expect(isLost({ ...NODE, notReady: 'False' })).toBe(false);
  expect(reachable({ ...NODE, notReady: 'Unknown' })).toEqual(NODE);
});
