import { matcherResult } from './matcher-result';
import { received } from './received';
import { DaemonSetEvents, NodeOutcome } from '../planner/change/events/events-document';
import { PlacementEvents } from '../planner/change/events/placement-events';
import { findAgentKey } from '../planner/placement/find-agent';
import { nodeNamesText } from '../report/node-names';

/** What jest's `expect` can say of PlacementEvents: what `plan.after(…)` says of changes to nodes. */
export interface EventsMatchers<R> {
  /** The agent's pod stays on every node that still exists, or that of every agent: none goes, now or after a while. */
  toKeepEveryPod(agent?: string): R;
  /** No pod of the agent, or of any, is the last one on its node, which the controller would not create again. */
  toStrandNoPod(agent?: string): R;
}

/** The matchers of PlacementEvents, for `expect.extend`. */
export const eventsMatchers = {
  toKeepEveryPod(events: unknown, agent?: string): jest.CustomMatcherResult {
    return about('toKeepEveryPod', 'to keep every pod', events, agent, ({ outcome, after }) =>
      outcome === 'removed' || outcome === 'replaced'
        ? outcome
        : after === undefined
          ? undefined
          : `evicted after ${after} seconds`,
    );
  },

  toStrandNoPod(events: unknown, agent?: string): jest.CustomMatcherResult {
    return about('toStrandNoPod', 'to strand no pod', events, agent, ({ stranded }) =>
      stranded ? 'stranded' : undefined,
    );
  },
};

/** Passes where nothing befalls the pods of the agents; `fate` says what does. */
function about(
  matcher: string,
  expectation: string,
  value: unknown,
  agent: string | undefined,
  fate: (outcome: NodeOutcome) => string | undefined,
): jest.CustomMatcherResult {
  const { daemonSets } = received(matcher, value, PlacementEvents);
  const key = agent === undefined ? undefined : findAgentKey(agent, daemonSets.map(keyOf));
  const lines = daemonSets
    .filter((each) => key === undefined || keyOf(each) === key)
    .flatMap((each) =>
      each.outcomes.flatMap((outcome) => {
        const what = fate(outcome);
        return what ? [`${keyOf(each)} is ${what} on ${nodeNamesText(outcome.nodes)}: ${outcome.reason}`] : [];
      }),
    );
  return matcherResult(`${key ?? 'the agents'} ${expectation}`, lines);
}

function keyOf({ namespace, name }: DaemonSetEvents): string {
  return `${namespace}/${name}`;
}
