import { CrampedNodes, NodeLoads } from './node-loads';
import { FormerPlacement, KindOutlook, NodeOutlook, RevisedAgent, likeness, nodeOutlook } from './node-outlook';
import { ObservedPods } from './observed-pods';
import { PlacementBefore, StandingOf } from './placement-before';
import { NodeCell, RolloutNodes } from './rollout-nodes';
import { RolloutPlanOptions } from './rollout-plan-options';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { PODS } from '../../kubernetes/resource-name';
import { ByParts } from '../placement/by-parts';
import { ControllerDecision } from '../placement/controller';
import { FilterContext } from '../placement/filters/filter';
import { amountOf, countedResources } from '../placement/filters/node-resources-fit';
import { NodeClass, classDecisions, classifyNodes } from '../placement/node-class';
import { NodeState } from '../placement/node-state';
import { PlannedAgent } from '../placement/planned-agent';
import { PlannedPlacement } from '../placement/planned-placement';
import { PodColumns } from '../placement/pod-columns';
import { reachesBeyondNodes } from '../placement/reaches-beyond-nodes';
import { lowestPriority } from '../placement/running-pods';
import { FILTERS_OF_ROOM } from '../placement/scheduler';

/** What rollouts are planned against. */
export interface RolloutSetting {
  readonly inventory: NodeInventory;
  /** The manifests before the change: every agent in them stands where it is placed. */
  readonly manifests: readonly Manifest[];
  readonly earlierAgents: readonly PlannedAgent[];
  /** These agents on this inventory, where they are placed already. */
  readonly placed?: PlannedPlacement;
  /** The objects beside the agents, with those that come with the change. */
  readonly objects: ClusterObjects;
  readonly version: KubernetesVersion;
  readonly options: RolloutPlanOptions;
}

/** How an agent fares on the nodes of each class, and on those that are a kind of their own. */
export interface AgentOutlooks {
  readonly ofClass: ReadonlyMap<NodeClass, NodeOutlook>;
  /** By place in order of name. */
  readonly ofNode: ReadonlyMap<number, NodeOutlook>;
}

/** The ground that changes are rolled out on: what is the same for every agent that changes is worked out once. */
export class RolloutGround {
  readonly nodes: RolloutNodes;
  readonly observed: ObservedPods;
  readonly before: PlacementBefore;
  private readonly standing = new Map<readonly NodeClass[], StandingAgents>();

  /** @throws Error when the options name a node or a pool that there is not. */
  constructor(readonly setting: RolloutSetting) {
    const { inventory, manifests, version, options, placed } = setting;
    this.nodes = new RolloutNodes(inventory, options);
    this.observed = new ObservedPods(inventory, version);
    this.before = new PlacementBefore(inventory, manifests, version, placed);
  }

  /** The agents before a change, by the classes of nodes that they and a changed one tell apart. */
  standingFor(later: PlannedAgent): StandingAgents {
    const classes = classifyNodes(this.nodes.nodes, [later, ...this.setting.earlierAgents]);
    const standing = this.standing.get(classes) ?? new StandingAgents(this, classes);
    this.standing.set(classes, standing);
    return standing;
  }
}

/** The agents as they stand before a change, on nodes of these classes. */
export class StandingAgents {
  readonly nodes: RolloutNodes;
  readonly observed: ObservedPods;
  readonly cells: readonly NodeCell[];
  /** By place in the order shown, the number of the cell. */
  readonly cellOf: Int32Array;

  private readonly membersOf = new Map<NodeClass, number[]>();
  private readonly loads?: NodeLoads;

  constructor(
    private readonly ground: RolloutGround,
    private readonly classes: readonly NodeClass[],
  ) {
    const { nodes, observed, setting } = ground;
    const { inventory, earlierAgents, objects, version } = setting;
    this.nodes = nodes;
    this.observed = observed;
    classes.forEach((nodeClass, i) => {
      const members = this.membersOf.get(nodeClass);
      if (members) {
        members.push(i);
      } else {
        this.membersOf.set(nodeClass, [i]);
      }
    });
    this.cells = nodes.cells(classes);
    this.cellOf = new Int32Array(classes.length);
    this.cells.forEach(({ places }, number) => places.forEach((place) => (this.cellOf[place] = number)));
    if (!this.isFarSighted(earlierAgents)) {
      this.loads = new NodeLoads(inventory, nodes.nodes, classes, earlierAgents, objects, version);
    }
  }

  /** The cell of the node at a place in the order shown. */
  cellAt(place: number): NodeCell {
    return this.cells[this.cellOf[place]];
  }

  /**
   * How an agent that changes fares; nodes where it stands alike share the object of their kind. The scheduler is asked
   * once for all nodes of a class that have no pods, or room beside them for all that the agents do, as long as none looks
   * beyond its own node.
   *
   * @param surges whether pods of both revisions may have to stand side by side
   */
  outlooks(later: PlannedAgent, surges: boolean): AgentOutlooks {
    const cramped = this.isFarSighted([later]) ? undefined : this.loads?.crampedFor(later, surges);
    const samples = cramped && this.samplesBeside(cramped);
    const standingOf = samples
      ? this.ground.before.on([...samples.values(), ...cramped.apart, ...cramped.short])
      : this.ground.before.everywhere();
    const stand = new RevisedStand(this.ground, later, surges, standingOf, this.classes);
    const alike = new Map<string, KindOutlook>();
    const outlookOn = (i: number, filters?: FilterContext['filters']): NodeOutlook => {
      const { kind, prospects } = stand.outlookOn(i, filters);
      const key = likeness(kind);
      const like = alike.get(key) ?? kind;
      alike.set(key, like);
      return { kind: like, prospects };
    };
    if (!samples) {
      return { ofClass: new Map(), ofNode: new Map(this.classes.map((_, i) => [i, outlookOn(i)])) };
    }
    const ofClass = new Map([...samples].map(([nodeClass, i]) => [nodeClass, outlookOn(i)]));
    const ofNode = new Map([...cramped.apart].map((i) => [i, outlookOn(i)]));
    const ofShort = new ByParts<NodeOutlook>();
    // Pods of both revisions may clash with each other.
    const filters = cramped.contended || surges ? undefined : FILTERS_OF_ROOM;
    for (const i of cramped.short) {
      // Not all agents have found their room there, and so there may be enough for this one.
      const shortage = cramped.contended ? undefined : stand.shortageOn(i);
      const ask = () => outlookOn(i, filters);
      ofNode.set(i, shortage === undefined ? ask() : ofShort.get([this.classes[i], shortage], ask));
    }
    return { ofClass, ofNode };
  }

  /** By class, one of the nodes on which agents fare alike. */
  private samplesBeside({ apart, short }: CrampedNodes): Map<NodeClass, number> {
    const samples = new Map<NodeClass, number>();
    for (const [nodeClass, members] of this.membersOf) {
      const sample = members.find((i) => !apart.has(i) && !short.has(i));
      if (sample !== undefined) {
        samples.set(nodeClass, sample);
      }
    }
    return samples;
  }

  /** Whether more counts for the agents than what stands on the one node. */
  private isFarSighted(agents: readonly PlannedAgent[]): boolean {
    const { inventory, objects, version } = this.ground.setting;
    const { repellentPods } = PodColumns.of(inventory, version);
    return (
      agents.some(({ pod }) => pod.topologySpread.length > 0) ||
      reachesBeyondNodes(inventory._contents.nodes, agents, repellentPods, objects.namespaces)
    );
  }
}

/** An agent that changes, where nodes stand before. */
interface RevisedPlacement extends RevisedAgent {
  readonly planned: FormerPlacement;
  /** The lowest priority of any pod there. */
  readonly lowestPriority: number;
}

/** An agent that changes, on the nodes as they stand before. */
class RevisedStand {
  private readonly decisions = new ByParts<ControllerDecision>();
  private readonly revised = new Map<PlannedPlacement, RevisedPlacement>();

  constructor(
    private readonly ground: RolloutGround,
    private readonly later: PlannedAgent,
    private readonly surges: boolean,
    private readonly standingOf: StandingOf,
    private readonly classes: readonly NodeClass[],
  ) {}

  /** @param filters those that may say no there; all of them by default */
  outlookOn(i: number, filters?: FilterContext['filters']): NodeOutlook {
    const { placement, place } = this.standingOf(i);
    const revised = this.revisedIn(placement);
    const decisionOf = (agent: PlannedAgent) => this.decision(agent, this.classes[i]);
    const node = this.ground.nodes.nodes[i];
    return nodeOutlook(node, placement.stateOn(place), revised, revised.planned, place, decisionOf, filters);
  }

  /**
   * How the agent stands on a node, and what its pods of either revision lack there: the same text on nodes of a class on
   * which it fares alike, as long as it clashes with nobody. Undefined where others may have to make room.
   */
  shortageOn(i: number): string | undefined {
    const { placement, place } = this.standingOf(i);
    const { former, later, surges, lowestPriority: lowest } = this.revisedIn(placement);
    const state = placement.stateOn(place);
    const stands = former && placement.outcomes.at(former.index, place).state;
    const gone = stands === 'Scheduled' ? former : undefined;
    let shortages = `${stands}`;
    for (const agent of former ? [former, later] : [later]) {
      // There is never a pod of it.
      if (!this.decision(agent, this.classes[i]).shouldRun || agent.refusals.length > 0) {
        continue;
      }
      const other = agent === later ? former : later;
      const alone = lackOf(agent, state, gone);
      const beside = surges && other ? lackOf(agent, state, gone, other) : '';
      if (alone + beside !== '' && agent.preemptionPolicy !== 'Never' && lowest < agent.priority) {
        return undefined;
      }
      shortages += `\n${alone}\n${beside}`;
    }
    return shortages;
  }

  private decision(agent: PlannedAgent, nodeClass: NodeClass): ControllerDecision {
    return this.decisions.get([agent, nodeClass], () => classDecisions(nodeClass, [agent])[0]);
  }

  private revisedIn(placement: PlannedPlacement): RevisedPlacement {
    const known = this.revised.get(placement);
    if (known) {
      return known;
    }
    const { later, surges } = this;
    const { agents, inventory, fleet, objects, outcomes, version } = placement;
    const revised = {
      former: agents.find(({ key }) => key === later.key),
      later,
      surges,
      planned: { fleet, outcomes, version, objects: this.ground.setting.objects },
      lowestPriority: Math.min(
        lowestPriority(PodColumns.of(inventory, version).specs, objects),
        ...[later, ...agents].map(({ priority }) => priority),
      ),
    };
    this.revised.set(placement, revised);
    return revised;
  }
}

/**
 * What a pod of an agent lacks on a node; empty where it has what it needs.
 *
 * @param gone an agent whose pod is taken to have gone
 * @param come one whose pod is taken to have come
 */
function lackOf(agent: PlannedAgent, state: NodeState, gone?: PlannedAgent, come?: PlannedAgent): string {
  let lacks = '';
  for (const resource of [PODS, ...countedResources(agent.footprint.requests)]) {
    const more = (come ? amountOf(come.footprint, resource) : 0) - (gone ? amountOf(gone.footprint, resource) : 0);
    const left = state.left(resource) - more;
    if (amountOf(agent.footprint, resource) > left) {
      lacks += `${resource} ${left} `;
    }
  }
  return lacks;
}
