import { endsPods, secondsUntilEviction } from './taint-eviction';
import { Node } from '../../../inventory/node';
import { alikePlaces } from '../../placement/alike';
import { ByParts } from '../../placement/by-parts';
import { ClassDecision, classifyNodes } from '../../placement/node-class';
import { PlacedPod } from '../../placement/node-state';
import { PlannedAgent } from '../../placement/planned-agent';
import { PlannedPlacement, Verdict } from '../../placement/planned-placement';
import { PodColumns } from '../../placement/pod-columns';
import { plannedPod } from '../../placement/settle';

/** A pod of an agent for a node; not placed while it is pending. */
export interface AgentPod {
  readonly placed?: PlacedPod;
}

/** What stands on a node, and how that came; sites share it on which the agents fare alike. */
export interface Stand {
  /** By agent: what the controller decides; undefined while it has not looked at the node. */
  readonly decisions?: readonly ClassDecision[];
  /** Pods of others than the planned agents; undefined while they are those of the plan and nobody had to look at them. */
  readonly others?: readonly PlacedPod[];
  /** By agent; undefined where the controller has made none. */
  readonly pods: readonly (AgentPod | undefined)[];
  /** By agent: the pods of the plan, before anything happened. */
  readonly before: readonly (AgentPod | undefined)[];
  /** By agent: what made its pod go and come, in order. */
  readonly story: readonly (readonly string[])[];
  /** Whether the pods of one node of the plan stand for those of all nodes on which the agents fare alike. */
  readonly isModel: boolean;
  /** Whether nothing has happened since the scheduler was last asked that it heeds for pods that wait. */
  readonly isSettled: boolean;
}

/** A node that changes reach. */
export interface Site {
  /** Its place in the plan; one that joined comes after all of these. */
  readonly place: number;
  readonly node: Node;
  /** The node as the plan has it; undefined for one that joined. */
  readonly nodeBefore?: Node;
  readonly stand: Stand;
}

/** What is left of the pods of others on a node that all have left, and on a new one; sites share it. */
const NO_PODS: readonly PlacedPod[] = [];

/**
 * Makes the sites of a plan. Nodes on which the agents fare alike share their pods until somebody has to look at those of
 * one: most changes move none.
 */
export class SitePlan {
  private readonly nothing: readonly undefined[];
  private readonly silence: readonly (readonly string[])[];
  private readonly models = new Map<number, Stand>();
  private readonly joined = new ByParts<Stand>();
  private readonly disturbed = new ByParts<Stand>();
  private readonly columns: PodColumns;

  constructor(private readonly plan: PlannedPlacement) {
    this.columns = PodColumns.of(plan.inventory, plan.version);
    this.nothing = plan.agents.map(() => undefined);
    this.silence = plan.agents.map(() => []);
  }

  /** A node of the plan, as the plan leaves it. */
  planned(place: number): Site {
    const outcome = this.plan.outcomes.of(place);
    const stand = this.models.get(outcome) ?? this.modelOf(place);
    this.models.set(outcome, stand);
    const node = this.plan.inventoryNodes[place];
    return { place, node, nodeBefore: node, stand };
  }

  /** A node that joins; one of its name may have been there before. */
  joining(node: Node, place: number): Site {
    const { nothing, silence } = this;
    const before = place < this.plan.inventoryNodes.length ? this.planned(place).stand.before : nothing;
    const stand = this.joined.get([before], () => {
      return { others: NO_PODS, pods: nothing, before, story: silence, isModel: false, isSettled: false };
    });
    return { place, node, nodeBefore: undefined, stand };
  }

  /**
   * The site with its node changed.
   *
   * @param drains whether the pods of others go
   */
  edited({ place, node, nodeBefore, stand }: Site, edited: Node, drains: boolean): Site {
    const others = drains ? NO_PODS : this.othersThatStay(place, stand, node, edited);
    const isStill = others === stand.others && edited.labels === node.labels;
    return { place, node: edited, nodeBefore, stand: isStill ? stand : this.disturb(stand, others) };
  }

  /** The site with the pods that are its own. */
  lookedAt(site: Site): Site {
    const { place, node, nodeBefore, stand } = site;
    if (!stand.isModel) {
      return site;
    }
    if (this.columns.count[place] === 0) {
      return { place, node, nodeBefore, stand: this.disturb(stand, NO_PODS) };
    }
    const before = [...stand.before];
    const others: PlacedPod[] = [];
    for (const pod of this.plan.stateOn(place).pods) {
      if (pod.agent) {
        before[pod.agent.index] = { placed: pod };
      } else {
        others.push(pod);
      }
    }
    const pods = before.map((pod, index) => stand.pods[index] && pod);
    const own = { ...stand, pods, before, others: stand.others ?? others, isModel: false };
    return { place, node, nodeBefore, stand: own };
  }

  /** The same for sites that shared it, and still share the pods of others. */
  private disturb(stand: Stand, others: Stand['others']): Stand {
    return this.disturbed.get([stand, others], () => ({ ...stand, others, isSettled: false }));
  }

  /** The pods of others on a node, without those that its new taints drive away. */
  private othersThatStay(place: number, stand: Stand, node: Node, edited: Node): Stand['others'] {
    const added = edited.taints.filter((taint) => taint.effect === 'NoExecute' && !node.taints.includes(taint));
    if (added.length === 0 || !endsPods(edited)) {
      return stand.others;
    }
    const others = stand.others ?? this.othersOn(place);
    const staying = others.filter(({ tolerations }) => secondsUntilEviction(added, tolerations) !== 0);
    return staying.length === others.length ? stand.others : staying.length === 0 ? NO_PODS : staying;
  }

  private othersOn(place: number): readonly PlacedPod[] {
    return this.columns.count[place] === 0 ? NO_PODS : this.plan.stateOn(place).others;
  }

  private modelOf(place: number): Stand {
    const { agents, outcomes } = this.plan;
    const verdicts = outcomes.verdictsOn(place);
    const pods = verdicts.map((verdict, index): AgentPod | undefined => {
      if (verdict.state === 'Pending') {
        return {};
      }
      return verdict.state === 'Scheduled' || isMisplaced(verdict) ? { placed: plannedPod(agents[index]) } : undefined;
    });
    const decisions = verdicts.map(({ decision }) => decision);
    return { decisions, others: undefined, pods, before: pods, story: this.silence, isModel: true, isSettled: true };
  }
}

/** Whether the pod runs where the controller would not create one. */
export function isMisplaced({ state, running }: Verdict): boolean {
  return state === 'Excluded' && running;
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
  return alikePlaces(sites.length, [classes, sites.map(({ stand }) => stand), sites.map(hasOtherTaints)]);
}
