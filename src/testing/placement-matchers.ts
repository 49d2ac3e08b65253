import { matcherResult } from './matcher-result';
import { received } from './received';
import { daemonSetKey } from '../kubernetes/daemon-set';
import { NodeRequirements } from '../kubernetes/node-selector';
import { explainPlacement } from '../planner/placement/explain';
import { findAgent, findNode } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { PlannedPlacement } from '../planner/placement/planned-placement';
import { Shortfall, coverageShortfall, pendingShortfall, shortfallToString } from '../planner/placement/shortfall';

/** Which nodes a matcher is about. */
export interface NodesOfInterest {
  /** Labels that a node must have to count. @default - every node counts */
  readonly labelled?: Record<string, string>;
}

/** What jest's `expect` can say of a PlacementPlan. */
export interface PlacementMatchers<R> {
  /** The agent runs on every node, or on every node with the labels. */
  toRunOnEveryNode(agent: string, nodes?: NodesOfInterest): R;
  /** The agent runs on each of the nodes. */
  toRunOn(agent: string, ...nodes: string[]): R;
  /** The DaemonSet controller creates no pod of the agent on any of the nodes. */
  toBeExcludedFrom(agent: string, ...nodes: string[]): R;
  /** No pod of any agent, or of this one, stays pending or is refused. */
  toHaveNoPendingPods(agent?: string): R;
}

/** The matchers of a PlacementPlan, for `expect.extend`. */
export const placementMatchers = {
  toRunOnEveryNode(plan: unknown, name: string, nodes: NodesOfInterest = {}): jest.CustomMatcherResult {
    const placement = placementOf('toRunOnEveryNode', plan);
    const agent = findAgent(placement, name);
    const wanted: NodeRequirements = { nodeSelector: new Map(Object.entries(nodes.labelled ?? {})) };
    const which = nodes.labelled
      ? `every node labelled ${Object.entries(nodes.labelled).map(([key, value]) => `${key}=${value}`)}`
      : 'every node';
    return matcherResult(
      `${agent.key} to run on ${which}`,
      coverageShortfall(placement, agent, wanted).map(shortfallToString),
    );
  },

  toRunOn(plan: unknown, name: string, ...nodes: string[]): jest.CustomMatcherResult {
    return onEach(placementOf('toRunOn', plan), name, nodes, 'to run', (state) => state === 'Scheduled');
  },

  toBeExcludedFrom(plan: unknown, name: string, ...nodes: string[]): jest.CustomMatcherResult {
    return onEach(
      placementOf('toBeExcludedFrom', plan),
      name,
      nodes,
      'to be excluded',
      (state) => state === 'Excluded',
    );
  },

  toHaveNoPendingPods(plan: unknown, name?: string): jest.CustomMatcherResult {
    const placement = placementOf('toHaveNoPendingPods', plan);
    const agents = name === undefined ? placement.agents : [findAgent(placement, name)];
    const lines = agents.flatMap((agent) =>
      pendingShortfall(placement, agent).map(
        (each) => `${daemonSetKey(agent.daemonSet)} is ${shortfallToString(each)}`,
      ),
    );
    return matcherResult(`${name ?? 'the agents'} to have no pending pods`, lines);
  },
};

function placementOf(matcher: string, plan: unknown): PlannedPlacement {
  return received(matcher, plan, PlacementPlan)._placement;
}

function onEach(
  placement: PlannedPlacement,
  name: string,
  nodes: readonly string[],
  verb: string,
  holds: (state: Shortfall['state']) => boolean,
): jest.CustomMatcherResult {
  const agent = findAgent(placement, name);
  const failing = nodes.filter((node) => !holds(placement.outcomes.at(agent.index, findNode(placement, node)).state));
  return matcherResult(
    `${agent.key} ${verb} on ${nodes.join(', ')}`,
    failing.map((node) => explainPlacement(placement, name, node)),
  );
}
