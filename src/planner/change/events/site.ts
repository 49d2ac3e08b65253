import { endsPods, secondsUntilEviction } from './taint-eviction';
import { Node } from '../../../inventory/node';
import { alikePlaces } from '../../placement/alike';
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

/** A node that changes reach, with all that stands on it. Lists are by agent where they say so. */
export interface Site {
  readonly node: Node;
  /** By agent: what the controller decides; undefined while it has not looked at the node. */
  readonly decisions?: readonly ClassDecision[];
  /** Pods of others than the planned agents; undefined while they are those of the plan and nobody had to look at them. */
  readonly others?: readonly PlacedPod[];
  /** By agent; undefined where the controller has made none. */
  readonly pods: readonly (AgentPod | undefined)[];
  /** By agent: the pods of the plan, before anything happened. */
  readonly before: readonly (AgentPod | undefined)[];
  /** The node as the plan has it; undefined for one that joined. */
  readonly nodeBefore?: Node;
  /** Its place in the plan while its pods stand for those of all nodes on which the agents fare alike. */
  readonly standsFor?: number;
  /** By agent: what made its pod go and come, in order. */
  readonly story: readonly (readonly string[])[];
}

/** What is left of the pods of others on a node that all have left, and on a new one; sites share it. */
export const NO_PODS: readonly PlacedPod[] = [];

/**
 * Makes the sites of a plan. Nodes on which the agents fare alike share their pods until somebody has to look at those of
 * one: most changes move none.
 */
export class SitePlan {
  private readonly nothing: readonly undefined[];
  private readonly silence: readonly (readonly string[])[];
  private readonly models = new Map<number, Omit<Site, 'node'>>();
  private readonly columns: PodColumns;

  constructor(private readonly plan: PlannedPlacement) {
    this.columns = PodColumns.of(plan.inventory, plan.version);
    this.nothing = plan.agents.map(() => undefined);
    this.silence = plan.agents.map(() => []);
  }

  /** A node of the plan, as the plan leaves it. */
  planned(i: number): Site {
    const outcome = this.plan.outcomes.of(i);
    const model = this.models.get(outcome) ?? this.modelOf(i);
    this.models.set(outcome, model);
    const node = this.plan.inventoryNodes[i];
    return { ...model, node, nodeBefore: node, standsFor: i };
  }

  /** A node that joins; one of its name may have been there before. */
  joining(node: Node, previous?: Site): Site {
    const { nothing, silence } = this;
    return { node, others: NO_PODS, pods: nothing, before: previous?.before ?? nothing, story: silence };
  }

  /** The site with the pods that are its own. */
  lookedAt(site: Site): Site {
    const { standsFor } = site;
    if (standsFor === undefined) {
      return site;
    }
    if (this.columns.count[standsFor] === 0) {
      return { ...site, others: NO_PODS };
    }
    const before = [...site.before];
    const others: PlacedPod[] = [];
    for (const pod of this.plan.nodes[standsFor].pods) {
      if (pod.agent) {
        before[pod.agent.index] = { placed: pod };
      } else {
        others.push(pod);
      }
    }
    const pods = before.map((pod, index) => site.pods[index] && pod);
    return { ...site, pods, before, others: site.others ?? others, standsFor: undefined };
  }

  /** The pods of others on a site, without those that its new taints drive away. */
  othersThatStay(site: Site, { taints }: Node): Site['others'] {
    const added = site.node.taints.filter((taint) => taint.effect === 'NoExecute' && !taints.includes(taint));
    if (added.length === 0 || !endsPods(site.node)) {
      return site.others;
    }
    const others = site.others ?? this.othersOn(site.standsFor!);
    const staying = others.filter(({ tolerations }) => secondsUntilEviction(added, tolerations) !== 0);
    return staying.length === others.length ? site.others : staying.length === 0 ? NO_PODS : staying;
  }

  private othersOn(i: number): readonly PlacedPod[] {
    return this.columns.count[i] === 0 ? NO_PODS : this.plan.nodes[i].others;
  }

  private modelOf(i: number): Omit<Site, 'node'> {
    const { agents, outcomes } = this.plan;
    const verdicts = agents.map(({ index }) => outcomes.at(index, i));
    const pods = verdicts.map((verdict, index): AgentPod | undefined => {
      if (verdict.state === 'Pending') {
        return {};
      }
      return verdict.state === 'Scheduled' || isMisplaced(verdict) ? { placed: plannedPod(agents[index]) } : undefined;
    });
    return { decisions: verdicts.map(({ decision }) => decision), pods, before: pods, story: this.silence };
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
