import { daemonSetKey } from '../kubernetes/daemon-set';
import { NodeRequirements } from '../kubernetes/node-selector';
import { findAgent, findNode } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
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
  /** No running pod is preempted. */
  toEvictNothing(): R;
}

/** The matchers, for `expect.extend`. */
export const placementMatchers = {
  toRunOnEveryNode(plan: PlacementPlan, name: string, nodes: NodesOfInterest = {}): jest.CustomMatcherResult {
    const agent = findAgent(plan._placement, name);
    const wanted: NodeRequirements = { nodeSelector: new Map(Object.entries(nodes.labelled ?? {})) };
    const which = nodes.labelled
      ? `every node labelled ${Object.entries(nodes.labelled).map(([key, value]) => `${key}=${value}`)}`
      : 'every node';
    return result(
      `${agent.key} to run on ${which}`,
      coverageShortfall(plan._placement, agent, wanted).map(shortfallToString),
    );
  },

  toRunOn(plan: PlacementPlan, name: string, ...nodes: string[]): jest.CustomMatcherResult {
    return onEach(plan, name, nodes, 'to run', (state) => state === 'Scheduled');
  },

  toBeExcludedFrom(plan: PlacementPlan, name: string, ...nodes: string[]): jest.CustomMatcherResult {
    return onEach(plan, name, nodes, 'to be excluded', (state) => state === 'Excluded');
  },

  toHaveNoPendingPods(plan: PlacementPlan, name?: string): jest.CustomMatcherResult {
    const placement = plan._placement;
    const agents = name === undefined ? placement.agents : [findAgent(placement, name)];
    const lines = agents.flatMap((agent) =>
      pendingShortfall(placement, agent).map(
        (each) => `${daemonSetKey(agent.daemonSet)} is ${shortfallToString(each)}`,
      ),
    );
    return result(`${name ?? 'the agents'} to have no pending pods`, lines);
  },

  toEvictNothing(plan: PlacementPlan): jest.CustomMatcherResult {
    const lines = plan.toJson().evicted.map((pod) => `${pod.namespace}/${pod.name} on ${pod.node}, for ${pod.by}`);
    return result('the agents to evict nothing', lines);
  },
};

function onEach(
  plan: PlacementPlan,
  name: string,
  nodes: readonly string[],
  verb: string,
  holds: (state: Shortfall['state']) => boolean,
): jest.CustomMatcherResult {
  const agent = findAgent(plan._placement, name);
  const failing = nodes.filter(
    (node) => !holds(plan._placement.verdicts[agent.index][findNode(plan._placement, node)].state),
  );
  return result(
    `${agent.key} ${verb} on ${nodes.join(', ')}`,
    failing.map((node) => plan.explain(name, node)),
  );
}

/** Passes without lines; they are the reasons why it does not. */
function result(expectation: string, lines: readonly string[]): jest.CustomMatcherResult {
  const pass = lines.length === 0;
  return {
    pass,
    message: () => (pass ? `expected not: ${expectation}` : [`expected ${expectation}, but:`, ...lines].join('\n  ')),
  };
}
