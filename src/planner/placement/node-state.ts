import { PlannedAgent } from './planned-agent';
import { Node } from '../../inventory/node';
import { HostPort } from '../../kubernetes/host-port';
import { Labels } from '../../kubernetes/label-selector';
import { ResourceAmounts } from '../../kubernetes/pod-requests';
import { PodAffinityTerm } from '../../kubernetes/pod-spec';

/** A pod on a node, running or planned, with all that the scheduler weighs. */
export interface PlacedPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly priority: number;
  readonly requests: ResourceAmounts;
  readonly hostPorts: readonly HostPort[];
  readonly podAntiAffinity: readonly PodAffinityTerm[];
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
  /** What they request together. */
  readonly requests: ResourceAmounts;
  readonly pods: () => readonly PlacedPod[];
}

/** A node while a plan is made: what runs there, and how much of it is taken. */
export class NodeState {
  private readonly used = new Map<string, number>();
  private readonly placed: PlacedPod[] = [];
  private awaited?: AwaitedPods;

  constructor(readonly node: Node) {}

  get pods(): readonly PlacedPod[] {
    this.arrive();
    return this.placed;
  }

  /** Those that belong to no planned agent; to know them, no agent need have arrived. */
  get others(): readonly PlacedPod[] {
    return this.placed.filter(({ agent }) => !agent);
  }

  /** Its pods without those that nobody has looked at. */
  get arrivedPods(): readonly PlacedPod[] {
    return this.placed;
  }

  get podCount(): number {
    return this.placed.length + (this.awaited?.count ?? 0);
  }

  /** What its pods request of a resource, in the scheduler's units. */
  requested(resource: string): number {
    return (this.used.get(resource) ?? 0) + (this.awaited?.requests.get(resource) ?? 0);
  }

  /** What it has to give of a resource; nothing where it names none. */
  allocatable(resource: string): number {
    return this.node.allocatable.get(resource) ?? 0;
  }

  add(pod: PlacedPod): void {
    this.placed.push(pod);
    this.count(pod, 1);
  }

  remove(pod: PlacedPod): void {
    this.arrive();
    this.placed.splice(this.placed.indexOf(pod), 1);
    this.count(pod, -1);
  }

  /** Adds pods one by one once somebody looks: on most nodes of a large fleet nobody ever does. */
  await(pods: AwaitedPods): void {
    this.awaited = pods;
  }

  private arrive(): void {
    if (this.awaited) {
      const { pods } = this.awaited;
      this.awaited = undefined;
      pods().forEach((pod) => this.add(pod));
    }
  }

  private count(pod: PlacedPod, sign: number): void {
    for (const [resource, amount] of pod.requests) {
      this.used.set(resource, (this.used.get(resource) ?? 0) + sign * amount);
    }
  }
}
