import { Crew } from './crew';
import { PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { AgentOwnership, placedPod, sameFootprint } from './running-pods';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { PodFootprint, RunningPod, podFootprint } from '../../inventory/running-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** The pods of planned agents that the controller keeps on a node. */
export type KeptPods = ReadonlyMap<PlannedAgent, PlacedPod>;

const NONE: KeptPods = new Map();

/**
 * What runs on the nodes before the plan, in columns. A pod of a planned agent that the controller keeps is left for the
 * plan to place if it would also create it: it is part of it. One that the controller does not keep, or that takes other
 * amounts than the plan's, makes room.
 */
export class RunningLoad {
  /** How many pods stand on a node. */
  readonly podCount: Uint32Array;
  /** The nodes whose running pod of an agent the controller deletes. */
  readonly removed = new Map<PlannedAgent, Set<string>>();

  // Amounts are whole numbers and exact up to 2⁵³: 9 PB of memory on a node.
  private readonly used: ReadonlyMap<string, Float64Array>;
  /** By node, the places of its pods among those of the inventory. */
  private readonly standing = new Map<number, number[]>();
  private readonly kept = new Map<number, KeptPods>();
  private readonly footprints = new Map<RunningPod['spec'], PodFootprint>();

  constructor(
    private readonly inventory: NodeInventory,
    private readonly agents: readonly PlannedAgent[],
    crewOf: (i: number) => Crew,
    private readonly objects: ClusterObjects,
    private readonly version: KubernetesVersion,
  ) {
    const { nodes, pods } = inventory._contents;
    this.podCount = new Uint32Array(nodes.length);
    const resources = new Set(agents.flatMap(({ footprint }) => [...footprint.requests.keys()]));
    this.used = new Map([...resources].map((resource) => [resource, new Float64Array(nodes.length)]));
    if (pods.length > 0) {
      this.admit(crewOf);
    }
  }

  private admit(crewOf: (i: number) => Crew): void {
    const { nodes, pods } = this.inventory._contents;
    const places = new Map(nodes.map(({ name }, i) => [name, i]));
    const ownership = new AgentOwnership(this.agents);
    pods.forEach((pod, place) => {
      const i = places.get(pod.nodeName);
      if (i === undefined) {
        return;
      }
      const agent = ownership.ownerOf(pod);
      if (!agent) {
        this.stand(i, place);
        return;
      }
      const { shouldRun, shouldContinueRunning } = crewOf(i).decision(agent);
      const placed = placedPod(pod, this.objects, this.version, agent, this.footprint(pod));
      const kept = this.keptOn(i);
      if (shouldContinueRunning && !kept.has(agent) && (!shouldRun || sameFootprint(placed, agent))) {
        this.kept.set(i, new Map(kept).set(agent, placed));
        if (!shouldRun) {
          this.stand(i, place);
        }
      } else if (!shouldContinueRunning) {
        this.removed.set(agent, (this.removed.get(agent) ?? new Set()).add(pod.nodeName));
      }
    });
  }

  private stand(i: number, place: number): void {
    const standing = this.standing.get(i);
    if (standing) {
      standing.push(place);
    } else {
      this.standing.set(i, [place]);
    }
    this.podCount[i]++;
    for (const [resource, amount] of this.footprint(this.inventory._contents.pods[place]).requests) {
      const column = this.used.get(resource);
      if (column) {
        column[i] += amount;
      }
    }
  }

  private footprint({ spec }: RunningPod): PodFootprint {
    let footprint = this.footprints.get(spec);
    if (!footprint) {
      footprint = podFootprint(spec, this.version);
      this.footprints.set(spec, footprint);
    }
    return footprint;
  }

  /** The pods of agents that the controller keeps on a node. */
  keptOn(i: number): KeptPods {
    return this.kept.get(i) ?? NONE;
  }

  /** Whether nothing stands on a node, and no agent's pod is kept there. */
  isIdle(i: number): boolean {
    return this.podCount[i] === 0 && !this.kept.has(i);
  }

  /** The pods that stand on a node whatever the plan says, in order of name. */
  podsOn(i: number): PlacedPod[] {
    const { pods } = this.inventory._contents;
    return (this.standing.get(i) ?? []).map((place) => this.placed(i, pods[place]));
  }

  private placed(i: number, pod: RunningPod): PlacedPod {
    for (const placed of this.keptOn(i).values()) {
      if (placed.namespace === pod.namespace && placed.name === pod.name) {
        return placed;
      }
    }
    return placedPod(pod, this.objects, this.version, undefined, this.footprint(pod));
  }

  /** Whether every member of a crew has room on a node beside the pods there, which are not its own. */
  hasRoomFor(crew: Crew, i: number): boolean {
    const { allocatable } = this.inventory._contents.nodes[i];
    if (!crew.compatible || this.podCount[i] + crew.members.length > (allocatable.get('pods') ?? 0)) {
      return false;
    }
    for (const [resource, requested] of crew.requests) {
      if (requested > (allocatable.get(resource) ?? 0) - this.used.get(resource)![i]) {
        return false;
      }
    }
    const { pods } = this.inventory._contents;
    return (
      !(this.standing.get(i) ?? []).some((place) => this.clashes(crew, pods[place])) &&
      // A pod of an older template may have other labels and terms than the planned one.
      ![...this.keptOn(i)].some(([agent, placed]) => crew.isRepelledBy(placed, agent))
    );
  }

  private clashes(crew: Crew, pod: RunningPod): boolean {
    const { namespace, labels, spec } = pod;
    return (
      this.footprint(pod).hostPorts.some((port) => crew.takesPort(port)) ||
      crew.isRepelledBy({ namespace, labels, podAntiAffinity: spec.podAntiAffinity })
    );
  }
}
