import { PlannedAgent } from './planned-agent';
import { Node } from '../../inventory/node';
import { HostPort } from '../../kubernetes/host-port';
import { Labels } from '../../kubernetes/label-selector';
import { ResourceAmounts } from '../../kubernetes/pod-requests';
import { PodAffinityTerm } from '../../kubernetes/pod-spec';
import { PODS } from '../../kubernetes/resource-name';
import { Toleration } from '../../kubernetes/toleration';

/** A pod on a node, running or planned, with all that the scheduler weighs. */
export interface PlacedPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly priority: number;
  readonly requests: ResourceAmounts;
  readonly hostPorts: readonly HostPort[];
  readonly podAntiAffinity: readonly PodAffinityTerm[];
  readonly tolerations: readonly Toleration[];
  /** When it started, RFC 3339. Planned pods have not: they count as the youngest. */
  readonly startTime?: string;
  /** The planned agent whose pod this is. */
  readonly agent?: PlannedAgent;
  /** Whether it ran before the plan. */
  readonly running: boolean;
}

/** Pods that are on a node without anybody having looked at them: until then their sums are enough. */
export interface AwaitedPods {
  readonly count: number;
  /** What they request together of a resource. */
  requested(resource: string): number;
  pods(): readonly PlacedPod[];
  /** Those that belong to no planned agent. */
  others(): readonly PlacedPod[];
}

/** A node while a plan is made: what runs there, and how much of it is taken. */
export class NodeState {
  /** What has come and gone, but for pods that were awaited. */
  private used?: Map<string, number>;
  private placed: PlacedPod[] = [];
  private isAwaiting: boolean;

  /**
   * @param awaited pods that are added one by one once somebody looks: on most nodes of a large fleet nobody ever does
   */
  constructor(
    readonly node: Node,
    private readonly awaited?: AwaitedPods,
  ) {
    this.isAwaiting = awaited !== undefined;
  }

  get pods(): readonly PlacedPod[] {
    this.arrive();
    return this.placed;
  }

  /** Those that belong to no planned agent; to know them, no agent need have arrived. */
  get others(): readonly PlacedPod[] {
    return this.isAwaiting ? this.awaited!.others() : this.placed.filter(({ agent }) => !agent);
  }

  /** Its pods without those that nobody has looked at. */
  get arrivedPods(): readonly PlacedPod[] {
    return this.placed;
  }

  get podCount(): number {
    return this.isAwaiting ? this.awaited!.count : this.placed.length;
  }

  /** What its pods request of a resource, in the scheduler's units. */
  requested(resource: string): number {
    return (this.awaited?.requested(resource) ?? 0) + (this.used?.get(resource) ?? 0);
  }

  /** What it has to give of a resource; nothing where it names none. */
  allocatable(resource: string): number {
    return this.node.allocatable.get(resource) ?? 0;
  }

  /** What all its pods take of a resource; of `pods`, how many they are. */
  taken(resource: string): number {
    return resource === PODS ? this.podCount : this.requested(resource);
  }

  /** What is left of a resource beside all its pods. */
  left(resource: string): number {
    return this.allocatable(resource) - this.taken(resource);
  }

  /** @param at how many pods it comes after @default - all of them */
  add(pod: PlacedPod, at?: number): void {
    this.arrive();
    if (at === undefined) {
      this.placed.push(pod);
    } else {
      this.placed.splice(at, 0, pod);
    }
    this.count(pod, 1);
  }

  remove(pod: PlacedPod): void {
    this.arrive();
    this.placed.splice(this.placed.indexOf(pod), 1);
    this.count(pod, -1);
  }

  private arrive(): void {
    if (this.isAwaiting) {
      this.isAwaiting = false;
      this.placed = [...this.awaited!.pods()];
    }
  }

  private count(pod: PlacedPod, sign: number): void {
    const used = (this.used ??= new Map<string, number>());
    // An iterator would make a pair of each entry.
    pod.requests.forEach((amount, resource) => used.set(resource, (used.get(resource) ?? 0) + sign * amount));
  }
}
