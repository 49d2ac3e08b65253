import { PlannedRollout } from './planned-rollout';
import { podTimes } from './pod-times';
import { isComplete } from './rollout-status';
import { slowestPace } from './simulation/pace';
import { simulate } from './simulation/simulate';
import { WorstCase, worstCase } from './worst-case';

/**
 * The smallest budget of the same kind, maxUnavailable or maxSurge, with which the rollout completes in so many seconds;
 * undefined where none does.
 */
export function budgetWithin(rollout: PlannedRollout, seconds: number): number | undefined {
  const { change, lineUp } = rollout;
  return leastNumber(rollout.rules.desired, (budget) => {
    const simulation = simulate(lineUp.ranges, withBudget(rollout, budget), slowestPace(podTimes(change)));
    return isComplete(simulation.left) && simulation.seconds <= seconds;
  });
}

/** The largest maxUnavailable whose worst case is still good enough; undefined where that of one node is not. */
export function budgetSparing(rollout: PlannedRollout, isGood: (worst: WorstCase) => boolean): number | undefined {
  const { desired, strategy } = rollout.rules;
  const tooMuch =
    strategy.maxSurge > 0
      ? 1
      : leastNumber(desired, (budget) => !isGood(worstCase(rollout.fleet.groups, withBudget(rollout, budget))));
  return tooMuch === 1 ? undefined : (tooMuch ?? desired + 1) - 1;
}

function withBudget({ rules }: PlannedRollout, budget: number): PlannedRollout['rules'] {
  const { strategy } = rules;
  const changed = strategy.maxSurge > 0 ? { maxSurge: budget } : { maxUnavailable: budget };
  return { ...rules, strategy: { ...strategy, ...changed } };
}

/** The least number from 1 on that holds, where all after it hold as well; undefined when there is none up to the most. */
function leastNumber(most: number, holds: (number: number) => boolean): number | undefined {
  if (most < 1 || !holds(most)) {
    return undefined;
  }
  let [from, to] = [1, most];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    [from, to] = holds(middle) ? [from, middle] : [middle + 1, to];
  }
  return from;
}
