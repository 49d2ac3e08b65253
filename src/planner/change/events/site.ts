import { Node } from '../../../inventory/node';
import { alikePlaces } from '../../placement/alike';
import { ClassDecision, classifyNodes } from '../../placement/node-class';
import { PlacedPod } from '../../placement/node-state';
import { PlannedAgent } from '../../placement/planned-agent';
import { PlannedPlacement } from '../../placement/planned-placement';
import { alikeNodes } from '../../placement/verdict-groups';

/** A pod of an agent for a node; not placed while it is pending. */
export interface AgentPod {
  readonly placed?: PlacedPod;
}

/** A node that changes reach, with all that stands on it. Lists are by agent where they say so. */
export interface Site {
  readonly node: Node;
  /** By agent: what the controller decides; undefined while it has not looked at the node. */
  readonly decisions?: readonly ClassDecision[];
  /** Pods of others than the planned agents. */
  readonly others: readonly PlacedPod[];
  /** By agent; undefined where the controller has made none. */
  readonly pods: readonly (AgentPod | undefined)[];
  /** By agent: the pods of the plan, before anything happened. */
  readonly before: readonly (AgentPod | undefined)[];
  /** The node as the plan has it; undefined for one that joined. */
  readonly nodeBefore?: Node;
  /** By agent: what made its pod go and come, in order. */
  readonly story: readonly (readonly string[])[];
}

/** What is left of the pods of others on a node that is drained, and on a new one; sites share it. */
export const NO_PODS: readonly PlacedPod[] = [];

/**
 * Makes the sites of a plan. Those that nothing tells apart but their names share what stands on them, so that what is
 * worked out for one of them holds for the others.
 */
export class SitePlan {
  private readonly nothing: readonly undefined[];
  private readonly silence: readonly (readonly string[])[];
  private readonly groups: Int32Array;
  private readonly models = new Map<number, Site>();

  /** @param reachesBeyondNodes whether the pods of one node may matter on another, so that each has to be told apart */
  constructor(
    private readonly plan: PlannedPlacement,
    private readonly reachesBeyondNodes: boolean,
  ) {
    this.nothing = plan.agents.map(() => undefined);
    this.silence = plan.agents.map(() => []);
    this.groups = new Int32Array(plan.nodes.length);
    alikeNodes(plan).forEach((places, group) => places.forEach((i) => (this.groups[i] = group)));
  }

  /** A node of the plan, as the plan leaves it. */
  planned(i: number): Site {
    const { node } = this.plan.nodes[i];
    if (this.reachesBeyondNodes || !this.isOneOfMany(i)) {
      return this.modelOf(i);
    }
    const model = this.models.get(this.groups[i]) ?? this.modelOf(i);
    this.models.set(this.groups[i], model);
    return { ...model, node, nodeBefore: node };
  }

  /** A node that joins; one of its name may have been there before. */
  joining(node: Node, previous?: Site): Site {
    const { nothing, silence } = this;
    return { node, others: NO_PODS, pods: nothing, before: previous?.before ?? nothing, story: silence };
  }

  /** Whether nothing stands on the node but the pods that are planned for all nodes alike. */
  private isOneOfMany(i: number): boolean {
    const { agents, nodes, outcomes } = this.plan;
    return nodes[i].others.length === 0 && agents.every(({ index }) => !outcomes.at(index, i).running);
  }

  private modelOf(i: number): Site {
    const { agents, nodes, outcomes } = this.plan;
    const { node } = nodes[i];
    const pods = agents.map(({ index }): AgentPod | undefined =>
      outcomes.at(index, i).state === 'Pending' ? {} : undefined,
    );
    const others: PlacedPod[] = [];
    for (const pod of nodes[i].pods) {
      if (pod.agent) {
        pods[pod.agent.index] = { placed: pod };
      } else {
        others.push(pod);
      }
    }
    const decisions = agents.map(({ index }) => outcomes.at(index, i).decision);
    return { node, nodeBefore: node, decisions, others, pods, before: pods, story: this.silence };
  }
}

/** Whether a change has put other taints on the node than it had in the plan. */
export function hasOtherTaints({ node, nodeBefore }: Site): boolean {
  return nodeBefore === undefined || node.taints !== nodeBefore.taints;
}

/** The places of sites that differ in nothing but their names, together. */
export function alikeSites(sites: readonly Site[], agents: readonly PlannedAgent[]): number[][] {
  const classes = classifyNodes(
    sites.map(({ node }) => node),
    agents,
  );
  const shared = [
    sites.map(({ pods }) => pods),
    sites.map(({ before }) => before),
    sites.map(({ others }) => others),
    sites.map(({ story }) => story),
    sites.map(({ decisions }) => decisions),
    sites.map(hasOtherTaints),
  ];
  return alikePlaces(sites.length, [classes, ...shared]);
}
