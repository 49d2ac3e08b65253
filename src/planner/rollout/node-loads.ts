import { Clashes } from './clashes';
import { isLost } from './lost-node';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { PodFootprint, PodTraits } from '../../inventory/running-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { PODS } from '../../kubernetes/resource-name';
import { countedResources } from '../placement/filters/node-resources-fit';
import { NodeClass, classDecisions } from '../placement/node-class';
import { PlannedAgent } from '../placement/planned-agent';
import { PodColumns } from '../placement/pod-columns';
import { AgentOwnership, runningPriority, sameFootprint } from '../placement/running-pods';
import { StandingPods } from '../placement/standing-pods';

/** What the agents before a change take of each node of a class. */
interface Need {
  readonly wanted: ReadonlySet<PlannedAgent>;
  readonly requests: ReadonlyMap<string, number>;
  /** Places of the nodes of the class that have pods, and are not odd. */
  readonly loaded: number[];
  /** The most that the pods of no agent take of a resource on any of these nodes. */
  readonly mostTaken: Map<string, number>;
}

/** Places of nodes on which agents may fare otherwise than if there were no pods. */
export interface CrampedNodes {
  /** Those whose pods are not what the agents would place, or clash with them. */
  readonly apart: ReadonlySet<number>;
  /** Those that only lack room for all of them. */
  readonly short: ReadonlySet<number>;
  /** Whether a pod of the changed agent cannot stand beside one of another: then it matters which of them found room. */
  readonly contended: boolean;
}

/** What a change may find on nodes with pods, read once for all agents that change. */
export class NodeLoads {
  private readonly pods: PodColumns;
  /** Those of no agent, where nothing is odd. */
  private readonly others: StandingPods;
  /** Places of nodes whose pods are not what the agents would place, or clash with them. */
  private readonly odd = new Set<number>();
  /** Places of the nodes on which an agent's pod runs. */
  private readonly settled = new Map<PlannedAgent, readonly number[]>();
  private readonly needs: ReadonlyMap<NodeClass, Need>;
  private readonly clashes: Clashes;
  /** By agent before the change, those that it cannot stand beside. */
  private readonly clashing: ReadonlyMap<PlannedAgent, readonly PlannedAgent[]>;

  /**
   * @param nodes of the inventory, as a change finds them
   * @param classes of the nodes, in their order
   * @param earlier the agents before the change
   */
  constructor(
    private readonly inventory: NodeInventory,
    nodes: readonly Node[],
    private readonly classes: readonly NodeClass[],
    private readonly earlier: readonly PlannedAgent[],
    objects: ClusterObjects,
    version: KubernetesVersion,
  ) {
    this.pods = PodColumns.of(inventory, version);
    this.others = new StandingPods(this.pods);
    this.needs = new Map([...new Set(classes)].map((nodeClass) => [nodeClass, needOn(nodeClass, earlier)]));
    const ownership = new AgentOwnership(earlier);
    const ownerOf = new Map<number, string>();
    for (const agent of earlier) {
      const own = this.pods.ownedBy(agent, ownership);
      own.forEach((place) => ownerOf.set(place, agent.key));
      this.settle(agent, own, objects);
    }
    this.clashes = new Clashes(inventory, this.pods, ownerOf, objects);
    this.clashing = new Map(earlier.map((agent) => [agent, this.clashingWith(agent)]));
    earlier.flatMap((agent) => this.nodesThatClashWith(agent)).forEach((i) => this.odd.add(i));
    nodes.forEach((node, place) => {
      if (this.pods.count[place] === 0) {
        return;
      }
      // Agents stand on a lost node as they did before it was lost: what they want there now says nothing of that.
      if (isLost(node)) {
        this.odd.add(place);
      } else if (!this.odd.has(place)) {
        this.needs.get(classes[place])!.loaded.push(place);
      }
    });
  }

  /** One pod on a node that is what the agent would place there belongs to the agents, any other makes the node odd. */
  private settle(agent: PlannedAgent, own: readonly number[], objects: ClusterObjects): void {
    const settled = new Set<number>();
    const same = new Map<PodTraits['spec'], boolean>();
    for (const place of own) {
      const { traits } = this.inventory._contents.pods[place];
      const i = this.pods.nodeOf(place)!;
      const asPlanned = same.get(traits.spec) ?? isAsPlanned(traits, this.pods.footprintOf(place), agent, objects);
      same.set(traits.spec, asPlanned);
      if (!asPlanned || settled.has(i) || !this.needs.get(this.classes[i])!.wanted.has(agent)) {
        this.odd.add(i);
      }
      settled.add(i);
      this.others.leaveOut(place);
    }
    this.settled.set(agent, [...settled]);
  }

  /**
   * The nodes with pods on which the agents may fare otherwise than if there were none. On all others there is room beside
   * their pods for the pods of all agents, of either revision of the changed one, and those agents' pods that run are what
   * the agents would place.
   *
   * @param surges whether pods of both revisions may have to stand side by side
   */
  crampedFor(later: PlannedAgent, surges: boolean): CrampedNodes {
    const apart = new Set(this.odd);
    const add = (place: number) => apart.add(place);
    if (!this.earlier.some(({ key }) => key === later.key)) {
      this.adoptedBy(later).forEach(add);
    }
    this.nodesThatClashWith(later).forEach(add);
    const unlike = new Set(this.clashingWith(later));
    this.needs.forEach((need, nodeClass) => this.contested(nodeClass, need, unlike).forEach(add));
    const short = [...this.needs].flatMap(([nodeClass, need]) => this.withoutRoom(nodeClass, need, later, surges));
    const former = this.earlier.find(({ key }) => key === later.key);
    const contended = unlike.size > 0 || (former !== undefined && this.clashing.get(former)!.length > 0);
    return { apart, short: new Set(short.filter((place) => !apart.has(place))), contended };
  }

  /** Places of the nodes of a class with a pod of an agent that clashes with another's: there it matters who came first. */
  private contested(nodeClass: NodeClass, { wanted }: Need, unlike: ReadonlySet<PlannedAgent>): number[] {
    const clashing = [...wanted].filter(
      (agent) => unlike.has(agent) || this.clashing.get(agent)!.some((other) => wanted.has(other)),
    );
    return clashing.flatMap((agent) => this.settled.get(agent)!.filter((place) => this.classes[place] === nodeClass));
  }

  /** The agents before the change that cannot stand beside another one. */
  private clashingWith(agent: PlannedAgent): PlannedAgent[] {
    return this.earlier.filter((other) => other.key !== agent.key && this.clashes.between(agent, other));
  }

  /** Places of the nodes with a pod that an agent cannot stand beside. */
  private nodesThatClashWith(agent: PlannedAgent): number[] {
    return this.clashes.withPods(agent).flatMap((place) => this.pods.nodeOf(place) ?? []);
  }

  /** Places of the nodes with a pod that no agent has yet, and a new one takes for its own. */
  private adoptedBy(later: PlannedAgent): number[] {
    const own = this.pods.ownedBy(later, new AgentOwnership([later]));
    return own.filter((place) => !this.others.isLeftOut(place)).map((place) => this.pods.nodeOf(place)!);
  }

  /** Where the tightest node of the class has room, all have. */
  private withoutRoom(nodeClass: NodeClass, need: Need, later: PlannedAgent, surges: boolean): readonly number[] {
    const { wanted, requests, loaded } = need;
    const former = surges ? undefined : [...wanted].find(({ key }) => key === later.key);
    const amounts = later.footprint.requests;
    const needed = new Map(requests);
    for (const resource of countedResources(amounts)) {
      const more = amounts.get(resource)! - (former?.footprint.requests.get(resource) ?? 0);
      needed.set(resource, (needed.get(resource) ?? 0) + Math.max(0, more));
    }
    needed.set(PODS, former ? wanted.size : wanted.size + 1);
    const { allocatable } = nodeClass.sample;
    const short = [...needed]
      .map(([resource, amount]) => ({
        resource,
        taken: this.others.column(resource),
        most: (allocatable.get(resource) ?? 0) - amount,
      }))
      .filter(({ resource, taken, most }) => mostTaken(need, resource, taken) > most);
    return short.length === 0 ? [] : loaded.filter((place) => short.some(({ taken, most }) => taken[place] > most));
  }
}

/** The most that is taken of a resource on any node of a class. */
function mostTaken({ loaded, mostTaken: known }: Need, resource: string, taken: ArrayLike<number>): number {
  let most = known.get(resource);
  if (most === undefined) {
    most = 0;
    for (const place of loaded) {
      most = Math.max(most, taken[place]);
    }
    known.set(resource, most);
  }
  return most;
}

function isAsPlanned(pod: PodTraits, footprint: PodFootprint, agent: PlannedAgent, objects: ClusterObjects): boolean {
  return runningPriority(pod, objects) === agent.priority && sameFootprint(footprint, agent);
}

function needOn(nodeClass: NodeClass, earlier: readonly PlannedAgent[]): Need {
  const decisions = classDecisions(nodeClass, earlier);
  const wanted = earlier.filter(({ refusals }, i) => decisions[i].shouldRun && refusals.length === 0);
  const requests = new Map<string, number>();
  for (const { footprint } of wanted) {
    for (const resource of countedResources(footprint.requests)) {
      requests.set(resource, (requests.get(resource) ?? 0) + footprint.requests.get(resource)!);
    }
  }
  return { wanted: new Set(wanted), requests, loaded: [], mostTaken: new Map() };
}
