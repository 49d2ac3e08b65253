import { PodState, nodePods } from '../../../../src/planner/rollout/node-pods';
import { countsAsAvailable, nodeAction, takesBudget } from '../../../../src/planner/rollout/simulation/node-action';
import { Wanted, prospect, rolloutClass, rules } from '../class-fixture';

type Row = [string, Wanted, PodState, PodState, string, boolean];

function check(wanted: Wanted, old: PodState, fresh: PodState, by: ReturnType<typeof rules>) {
  const node = rolloutClass(wanted, old, fresh);
  return [nodeAction(node, node.pods, by), takesBudget(node, node.pods, by)];
}

/** What upstream's rollingUpdate does with maxSurge 0, after podsShouldBeOnNode. */
const DELETE_FIRST: Row[] = [
  ['without any pod', 'run', 'absent', 'absent', 'create', true],
  ['with a terminating pod only', 'run', 'terminating', 'absent', 'none', true],
  ['with both pods', 'run', 'available', 'unready', 'none', true],
  ['with a new pod that is not available', 'run', 'absent', 'unready', 'none', true],
  ['with an available new pod', 'run', 'absent', 'available', 'none', false],
  ['with an old pod that is not available', 'run', 'unready', 'absent', 'force', true],
  ['with an old pod that is not bound', 'run', 'pending', 'absent', 'force', true],
  ['with an available old pod', 'run', 'available', 'absent', 'offer', false],
  ['that keeps an available old pod', 'keep', 'available', 'absent', 'offer', false],
  ['that keeps an old pod that is not available', 'keep', 'unready', 'absent', 'force', true],
  ['that keeps what terminates', 'keep', 'terminating', 'absent', 'none', true],
  ['that keeps nothing', 'keep', 'absent', 'absent', 'none', false],
  ['that keeps no pod', 'none', 'available', 'absent', 'prune', false],
  ['that keeps no pod, which terminates', 'none', 'terminating', 'absent', 'none', true],
];

test.each(DELETE_FIRST)('deleting first, on a node %s', (_, wanted, old, fresh, action, budget) => {
  expect(check(wanted, old, fresh, rules({ maxUnavailable: 1 }))).toEqual([action, budget]);
});

test('in 1.28 an old pod that is not available takes no budget (kubernetes#123232)', () => {
  expect(check('run', 'unready', 'absent', rules({ maxUnavailable: 1 }, { minor: 28 }))).toEqual(['force', false]);
});

/** What upstream's rollingUpdate does with maxSurge above 0. */
const SURGE: Row[] = [
  ['without any pod', 'run', 'absent', 'absent', 'create', false],
  ['with a terminating pod only', 'run', 'terminating', 'absent', 'create', false],
  ['with a new pod only', 'run', 'absent', 'unready', 'none', false],
  ['with an available old pod', 'run', 'available', 'absent', 'offer', false],
  ['with an old pod that is not available', 'run', 'unready', 'absent', 'force', false],
  ['where the new pod is not available yet', 'run', 'available', 'unready', 'none', true],
  ['where the new pod is not bound', 'run', 'available', 'pending', 'none', true],
  ['where the new pod is available', 'run', 'available', 'available', 'prune', false],
  ['where neither pod is available', 'run', 'unready', 'unready', 'prune', true],
  ['that keeps an available old pod', 'keep', 'available', 'absent', 'sunset', false],
  ['that keeps an old pod that is not available', 'keep', 'unready', 'absent', 'drop', false],
  ['that keeps no pod', 'none', 'available', 'absent', 'prune', false],
];

test.each(SURGE)('surging, on a node %s', (_, wanted, old, fresh, action, budget) => {
  expect(check(wanted, old, fresh, rules({ maxSurge: 1 }))).toEqual([action, budget]);
});

test.each<[PodState, string]>([
  ['available', 'offer'],
  ['unready', 'force'],
])(
  'in 1.28 a surge goes on where no pod is wanted any more and the old one is %s (kubernetes#118823)',
  (old, action) => {
    expect(check('keep', old, 'absent', rules({ maxSurge: 1 }, { minor: 28 }))[0]).toBe(action);
  },
);

test.each<[Wanted, PodState, string]>([
  ['run', 'available', 'none'],
  ['run', 'unready', 'none'],
  ['run', 'absent', 'create'],
  ['none', 'available', 'prune'],
])('with OnDelete only the core loop acts: %s, old pod %s', (wanted, old, action) => {
  expect(check(wanted, old, 'absent', rules({}, { type: 'OnDelete' }))[0]).toBe(action);
});

test('a pod that admission refuses is not created, and where one surges it is not tried for ever', () => {
  const refused = { prospects: { alone: prospect('refused'), beside: prospect('refused') } };
  const empty = rolloutClass('run', 'absent', 'absent', refused);
  expect(nodeAction(empty, empty.pods, rules({ maxUnavailable: 1 }))).toBe('none');
  const old = rolloutClass('run', 'available', 'absent', refused);
  expect(nodeAction(old, old.pods, rules({ maxSurge: 1 }))).toBe('none');
  expect(nodeAction(old, old.pods, rules({ maxUnavailable: 1 }))).toBe('offer');
});

test('a surge sees a node by its old pod, else by its new one', () => {
  expect(countsAsAvailable(nodePods('available', 'unready'))).toBe(true);
  expect(countsAsAvailable(nodePods('unready', 'available'))).toBe(false);
  expect(countsAsAvailable(nodePods('terminating', 'available'))).toBe(true);
});
