import { deletingFirst, nodesNamed, revision, surging } from './rollout-fixture';
import { NodeInventory } from '../../../src';
import { budgetSparing, budgetWithin } from '../../../src/planner/rollout/other-budget';
import { RolloutPlanner } from '../../../src/synth/rollout-planner';

const inventory = NodeInventory.fromManifests(nodesNamed(...Array.from({ length: 12 }, (_, i) => `n${i}`)));

function planned(spec: any) {
  return RolloutPlanner.plan(inventory, revision('1', { spec }), revision('2', { spec }))._rollout;
}

// A pod takes 40 seconds when it is deleted first, and 10 beside the old one, which then stops in 30.
test.each([
  ['deleting first', deletingFirst(1), 480, 1],
  ['deleting first', deletingFirst(1), 479, 2],
  ['deleting first', deletingFirst(6), 120, 4],
  ['deleting first', deletingFirst(1), 40, 12],
  ['deleting first', deletingFirst(1), 39, undefined],
  ['surging', surging(1), 150, 1],
  ['surging', surging(1), 60, 4],
])('%s, the smallest budget that takes no longer', (_, spec, seconds, budget) => {
  expect(budgetWithin(planned(spec), seconds)).toBe(budget);
});

test.each([
  [3, deletingFirst('50%'), 3],
  [1, deletingFirst(2), 1],
  [0, deletingFirst(1), undefined],
  [12, deletingFirst(1), 12],
  [0, surging(1), undefined],
])('the largest maxUnavailable with %s nodes down at most', (most, spec, budget) => {
  expect(budgetSparing(planned(spec), ({ peakUnavailable }) => peakUnavailable <= most)).toBe(budget);
});
