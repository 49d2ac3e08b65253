import { Shortcoming } from './shortcoming';
import { NodeAgentDaemonSet } from '../agents/node-agent-daemon-set';
import { NodeSet } from '../agents/node-set';
import { NodeRequirements, nodeMatches } from '../kubernetes/node-selector';
import { firstOf } from '../lint/words';
import { findAgent } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { PlannedAgent } from '../planner/placement/planned-agent';
import { PlannedPlacement } from '../planner/placement/planned-placement';
import { coverageShortfall, shortfallToString } from '../planner/placement/shortfall';

/**
 * Where an agent must run.
 *
 * @example
 * Coverage.everyNode('node-agents/logs', NodeSet.linux());
 */
export class Coverage {
  /**
   * The agent must run on every node of the set that the inventory has.
   *
   * @param agent the agent, or its DaemonSet's `name` or `namespace/name`
   * @param nodes the nodes it must run on; virtual nodes are no part of it unless `includingVirtual()`
   */
  public static everyNode(agent: NodeAgentDaemonSet | string, nodes: NodeSet = NodeSet.linux()): Coverage {
    return new Coverage([agent], nodes);
  }

  /**
   * Exactly one of the agents must run on every node of the set that the inventory has: the variants of one agent, each
   * for a kind of node.
   *
   * @param agents the variants, each as an agent, or its DaemonSet's `name` or `namespace/name`
   * @param nodes the nodes to share out; virtual nodes are no part of it unless `includingVirtual()`
   * @throws when no agent is given
   */
  public static exactlyOne(agents: (NodeAgentDaemonSet | string)[], nodes: NodeSet = NodeSet.linux()): Coverage {
    if (agents.length === 0) {
      throw new Error('Coverage.exactlyOne() needs the variants of an agent: name at least one.');
    }
    return new Coverage(agents, nodes);
  }

  private constructor(
    private readonly agents: readonly (NodeAgentDaemonSet | string)[],
    private readonly nodes: NodeSet,
  ) {}

  /**
   * What of the plan falls short of this, a line each; empty when the agents run wherever they must.
   *
   * @internal
   */
  public _shortfall(plan: PlacementPlan): Shortcoming {
    const agents = this.agents.map((agent) => findAgent(plan._placement, nameOf(agent)));
    const [agent] = agents;
    return agents.length === 1
      ? {
          agents: [agent.key],
          problem: 'does not run on every node it must',
          lines: coverageShortfall(plan._placement, agent, this.requirements).map(shortfallToString),
        }
      : {
          agents: agents.map(({ key }) => key),
          problem: 'must be one on every node',
          lines: variantShortfall(plan._placement, agents, this.requirements),
        };
  }

  private get requirements(): NodeRequirements {
    const { os, terms } = this.nodes._toKube();
    return {
      nodeSelector: new Map(os ? [['kubernetes.io/os', os]] : []),
      requiredTerms:
        terms.length === 0
          ? undefined
          : terms.map(({ matchExpressions = [], matchFields = [] }) => ({ matchExpressions, matchFields })),
    };
  }
}

function nameOf(agent: NodeAgentDaemonSet | string): string {
  if (typeof agent === 'string') {
    return agent;
  }
  const { namespace, name } = agent.metadata;
  return namespace ? `${namespace}/${name}` : agent.name;
}

/** The nodes that no variant runs on, and those that several do, a line for each set of variants. */
function variantShortfall(
  plan: PlannedPlacement,
  variants: readonly PlannedAgent[],
  wanted: NodeRequirements,
): string[] {
  const nodes = new Map<string, string[]>();
  plan.inventoryNodes.forEach((node, i) => {
    const there = variants.filter(({ index }) => plan.outcomes.at(index, i).state === 'Scheduled');
    if (there.length !== 1 && nodeMatches(wanted, node)) {
      const who = there.length === 0 ? 'none' : there.map(({ key }) => key).join(' and ');
      nodes.set(who, [...(nodes.get(who) ?? []), node.name]);
    }
  });
  return [...nodes].map(([who, names]) => `${who} on ${firstOf(names)}`);
}
