import { matcherResult } from './matcher-result';
import { received } from './received';
import { PlacementChange } from '../planner/change/between/placement-change';
import { PlacementEvents } from '../planner/change/events/placement-events';
import { EvictedPod } from '../planner/placement/placement-document';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { RolloutPlan } from '../planner/rollout/rollout-plan';

/** What jest's `expect` can say of everything that may preempt running pods. */
export interface EvictionMatchers<R> {
  /**
   * No running pod of others is preempted: by the agents of a PlacementPlan, by the new pods of a RolloutPlan, by what a
   * PlacementChange does beyond what was, or after the changes of PlacementEvents.
   */
  toEvictNothing(): R;
}

type Evicting = PlacementPlan | RolloutPlan | PlacementChange | PlacementEvents;

/** The matchers of evictions, for `expect.extend`. */
export const evictionMatchers = {
  toEvictNothing(value: unknown): jest.CustomMatcherResult {
    const evicting = received<Evicting>(
      'toEvictNothing',
      value,
      PlacementPlan,
      RolloutPlan,
      PlacementChange,
      PlacementEvents,
    );
    const who =
      evicting instanceof PlacementPlan ? 'the agents' : evicting instanceof RolloutPlan ? 'the rollout' : 'the change';
    return matcherResult(`${who} to evict nothing`, evictionsInWords(evicting.toJson().evicted));
  },
};

/** A line for each pod that is preempted, and what to do about them. */
export function evictionsInWords(evicted: readonly EvictedPod[]): string[] {
  const agents = [...new Set(evicted.map(({ by }) => by))].sort();
  return [
    ...(agents.length > 0
      ? [`fix: request less for ${agents.join(', ')}, give it a priority no higher than theirs, or make room there`]
      : []),
    ...evicted.map(({ namespace, name, node, by }) => `${namespace}/${name} on ${node}, for ${by}`),
  ];
}
