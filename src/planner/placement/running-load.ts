import { Crew } from './crew';
import { Demand } from './demand';
import { NodeClass } from './node-class';
import { PlacedPod } from './node-state';
import { pairing } from './pairing';
import { PlannedAgent } from './planned-agent';
import { PodColumns } from './pod-columns';
import { AgentOwnership, lowestPriority, placedPod, runningPriority, sameFootprint } from './running-pods';
import { StandingPods } from './standing-pods';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { PodTraits, RunningPod } from '../../inventory/running-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** The pods of planned agents that the controller keeps on a node. */
export type KeptPods = ReadonlyMap<PlannedAgent, PlacedPod>;

const NONE: KeptPods = new Map();

/** By resource, what nodes of a class have to give. */
interface Allowance {
  readonly allocatable: Float64Array;
  /** How much may be taken such that every agent that is wanted there has room beside it. */
  readonly spare: Float64Array;
}

/**
 * What runs on the nodes before the plan, in columns. A pod of a planned agent that the controller keeps is left for the
 * plan to place if it would also create it: it is part of it. One that the controller does not keep, or that takes other
 * amounts than the plan's, makes room.
 */
export class RunningLoad {
  /** The nodes whose running pod of an agent the controller deletes. */
  readonly removed = new Map<PlannedAgent, Set<string>>();

  private readonly all: PodColumns;
  private readonly standing: StandingPods;
  /** By pod, the agent for which the controller keeps it, counted from 1. */
  private readonly keptFor: Int32Array;
  /** By node, a number that nodes share on which pods of the same agents are kept; 0 where none is. */
  private readonly keptSets: Int32Array;
  /** By node, whether a pod is kept there that is not just like the planned one. */
  private readonly odd: Uint8Array;
  private readonly repellent = new Map<Crew, Uint8Array>();
  /** By class. */
  private readonly allowances: Allowance[] = [];
  private columns?: readonly Float64Array[];
  private lowest?: number;
  private sums?: readonly ReturnType<typeof pairing>[];

  constructor(
    private readonly inventory: NodeInventory,
    private readonly agents: readonly PlannedAgent[],
    private readonly demand: Demand,
    private readonly crewOf: (i: number) => Crew,
    private readonly objects: ClusterObjects,
    private readonly version: KubernetesVersion,
  ) {
    const { nodes, pods } = inventory._contents;
    this.all = PodColumns.of(inventory, version);
    this.standing = new StandingPods(this.all);
    this.keptFor = new Int32Array(pods.length);
    this.keptSets = new Int32Array(nodes.length);
    this.odd = new Uint8Array(nodes.length);
    if (pods.length > 0) {
      this.admit();
    }
  }

  /** Agent by agent, so that what is kept on a node is numbered alike whatever the names of the pods. */
  private admit(): void {
    const ownership = new AgentOwnership(this.agents);
    const together = pairing();
    const keptLast = new Int32Array(this.keptSets.length);
    for (const agent of this.agents) {
      const mark = agent.index + 1;
      const same = new Map<PodTraits['spec'], boolean>();
      for (const place of this.all.ownedBy(agent, ownership)) {
        const { nodeName, traits } = this.podAt(place);
        const i = this.all.nodeOf(place)!;
        const { shouldRun, shouldContinueRunning } = this.crewOf(i).decision(agent);
        let asPlanned = same.get(traits.spec);
        if (asPlanned === undefined) {
          asPlanned = sameFootprint(this.all.footprint(traits.spec), agent);
          same.set(traits.spec, asPlanned);
        }
        const kept = shouldContinueRunning && keptLast[i] !== mark && (!shouldRun || asPlanned);
        if (kept) {
          keptLast[i] = mark;
          this.keptFor[place] = mark;
          this.keptSets[i] = 1 + together(this.keptSets[i], agent.index);
          if (isOdd(traits, agent, this.objects)) {
            this.odd[i] = 1;
          }
        } else if (!shouldContinueRunning) {
          this.removed.set(agent, (this.removed.get(agent) ?? new Set()).add(nodeName));
        }
        if (!kept || shouldRun) {
          this.standing.leaveOut(place);
        }
      }
    }
  }

  private podAt(place: number): RunningPod {
    return this.inventory._contents.pods[place];
  }

  /** The pods of agents that the controller keeps on a node. */
  keptOn(i: number): KeptPods {
    return this.keptSets[i] === 0
      ? NONE
      : new Map(this.keptPlaces(i).map((place) => [this.keeperOf(place)!, this.placed(place)]));
  }

  /** A number that nodes share on which pods of the same agents are kept. */
  keptSet(i: number): number {
    return this.keptSets[i];
  }

  /** Whether the pods that are kept on a node are just like those that the plan would place. */
  keepsAsPlanned(i: number): boolean {
    return this.odd[i] === 0;
  }

  private keptPlaces(i: number): number[] {
    return [...this.all.on(i)].filter((place) => this.keptFor[place] > 0);
  }

  private keeperOf(place: number): PlannedAgent | undefined {
    return this.agents[this.keptFor[place] - 1];
  }

  private placed(place: number): PlacedPod {
    const pod = this.podAt(place);
    return placedPod(pod, this.objects, this.version, this.keeperOf(place), this.all.footprint(pod.traits.spec));
  }

  /** Whether nothing stands on a node, and no agent's pod is kept there. */
  isIdle(i: number): boolean {
    return this.standing.countOn(i) === 0 && this.keptSets[i] === 0;
  }

  /** A number that nodes share on which what stands there takes the same. */
  takenSet(i: number): number {
    const { taken } = this;
    this.sums ??= taken.map(() => pairing());
    let set = 0;
    for (let resource = 0; resource < taken.length; resource++) {
      set = this.sums[resource](set, taken[resource][i]);
    }
    return set;
  }

  /** How many pods stand on a node whatever the plan says. */
  podCount(i: number): number {
    return this.standing.countOn(i);
  }

  /** By node, what they take of a resource. */
  column(resource: string): Float64Array {
    return this.standing.column(resource);
  }

  /** What they request of a resource. */
  requested(i: number, resource: string): number {
    return this.standing.requested(i, resource);
  }

  /** The pods that stand on a node whatever the plan says, in order of name. */
  podsOn(i: number): PlacedPod[] {
    return this.standing.on(i).map((place) => this.placed(place));
  }

  /** The lowest priority of a pod that ran before on any node. */
  get lowestPriority(): number {
    this.lowest ??= lowestPriority(this.all.specs, this.objects);
    return this.lowest;
  }

  /** Whether every member of a crew has room on a node of a class beside the pods there, which are not its own. */
  hasRoomFor(crew: Crew, nodeClass: NodeClass, i: number): boolean {
    const { spare } = this.allowance(crew, nodeClass);
    const { taken } = this;
    for (let resource = 0; resource < taken.length; resource++) {
      if (taken[resource][i] > spare[resource]) {
        return false;
      }
    }
    return true;
  }

  /** By resource, what is left of a node of a class beside the pods there, and what else is taken. */
  leftFor(crew: Crew, nodeClass: NodeClass, i: number, beside: Float64Array): Float64Array {
    const { allocatable } = this.allowance(crew, nodeClass);
    const { taken } = this;
    const left = new Float64Array(taken.length);
    for (let resource = 0; resource < left.length; resource++) {
      left[resource] = allocatable[resource] - taken[resource][i] - beside[resource];
    }
    return left;
  }

  private allowance(crew: Crew, { index, sample }: NodeClass): Allowance {
    let allowance = this.allowances[index];
    if (!allowance) {
      const amounts = this.demand.resources.map((resource) => sample.allocatable.get(resource) ?? 0);
      const allocatable = new Float64Array(amounts);
      allowance = {
        allocatable,
        spare: allocatable.map((amount, resource) => spareOf(amount, crew.requests[resource])),
      };
      this.allowances[index] = allowance;
    }
    return allowance;
  }

  /** By resource, then by node, what stands there takes. */
  private get taken(): readonly Float64Array[] {
    this.columns ??= this.demand.resources.map((resource) => this.standing.column(resource));
    return this.columns;
  }

  /** The nodes of the pods that keep others off. */
  nodesOfRepellentPods(): number[] {
    return this.all.repellent.map((place) => this.all.nodeOf(place)!);
  }

  /** Whether a pod on a node and a member of a crew may keep each other off, however much room there is. */
  clashesWith(crew: Crew, i: number): boolean {
    if (crew.spreads && !this.isIdle(i)) {
      return true;
    }
    const { all } = this;
    if (all.keepsOff[i] === 1 || (crew.hostPorts.length > 0 && all.hasPorts[i] === 1)) {
      return all.some(i, (place) => this.clashes(crew, place));
    }
    return (
      crew.keepsOthersOff && all.hasIn(this.repelledBy(crew), i) && all.some(i, (place) => this.clashes(crew, place))
    );
  }

  /** By namespace of the pods, whether a member of a crew may keep off pods of it. */
  private repelledBy(crew: Crew): Uint8Array {
    let repels = this.repellent.get(crew);
    if (!repels) {
      repels = new Uint8Array(this.all.namespaces.map((namespace) => (crew.repelsIn(namespace) ? 1 : 0)));
      this.repellent.set(crew, repels);
    }
    return repels;
  }

  private clashes(crew: Crew, place: number): boolean {
    const stands = !this.standing.isLeftOut(place);
    const keeper = this.keeperOf(place);
    if (!stands && !keeper) {
      return false;
    }
    const { namespace, labels, spec } = this.podAt(place).traits;
    return (
      (stands && this.all.footprint(spec).hostPorts.some((port) => crew.takesPort(port))) ||
      // A pod of an older template may have other labels and terms than the planned one.
      crew.isRepelledBy({ namespace, labels, podAntiAffinity: spec.podAntiAffinity }, keeper)
    );
  }
}

/** Of what is not requested there may be any amount, even more than there is. */
function spareOf(allocatable: number, requested: number): number {
  return requested > 0 ? allocatable - requested : Infinity;
}

/** Whether the scheduler weighs a running pod otherwise than the agent's planned one, though it takes the same. */
function isOdd(pod: PodTraits, agent: PlannedAgent, objects: ClusterObjects): boolean {
  return pod.spec.podAntiAffinity.length > 0 || runningPriority(pod, objects) !== agent.priority;
}
