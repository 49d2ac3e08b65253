import { NodeAgentDaemonSet } from '../agents/node-agent-daemon-set';
import { NodeSet } from '../agents/node-set';
import { NodeRequirements } from '../kubernetes/node-selector';
import { findAgent } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
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
    return new Coverage(agent, nodes);
  }

  private constructor(
    private readonly agent: NodeAgentDaemonSet | string,
    private readonly nodes: NodeSet,
  ) {}

  /**
   * What of the plan falls short of this, a line each; empty when the agent runs wherever it must.
   *
   * @internal
   */
  public _shortfall(plan: PlacementPlan): { readonly agent: string; readonly lines: string[] } {
    const agent = findAgent(plan._placement, this.agentName);
    const lines = coverageShortfall(plan._placement, agent, this.requirements).map(shortfallToString);
    return { agent: agent.key, lines };
  }

  private get agentName(): string {
    if (typeof this.agent === 'string') {
      return this.agent;
    }
    const { namespace, name } = this.agent.metadata;
    return namespace ? `${namespace}/${name}` : this.agent.name;
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
