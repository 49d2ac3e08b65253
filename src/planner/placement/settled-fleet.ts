import { FleetNodes, FleetState } from './fleet-state';
import { AwaitedPods, NodeState, PlacedPod } from './node-state';
import type { Placed } from './place-apart';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { plannedPod } from './settle';
import { Node } from '../../inventory/node';
import { PODS } from '../../kubernetes/resource-name';

/** The nodes as they stand once the agents are placed. How one stands is made when somebody first asks for it. */
export class SettledFleet implements FleetNodes {
  private readonly arrivals: Arrivals;
  private made?: (NodeState | undefined)[];
  private everywhere?: readonly NodeState[];
  private all?: FleetState;

  constructor(
    private readonly ground: PlacementGround,
    private readonly placed: Placed,
  ) {
    this.arrivals = new Arrivals(ground.agents, placed.outcomes);
  }

  get nodes(): readonly Node[] {
    return this.ground.nodes;
  }

  get states(): readonly NodeState[] {
    this.everywhere ??= this.nodes.map((_, i) => this.at(i));
    return this.everywhere;
  }

  /** How a node stands, by its place. */
  at(i: number): NodeState {
    this.made ??= new Array<NodeState | undefined>(this.nodes.length);
    this.made[i] ??=
      this.placed.settled.get(i) ?? new NodeState(this.nodes[i], new UnseenPods(this.ground, this.arrivals, i));
    return this.made[i];
  }

  /** All of them, with what reaches from one to others. */
  get fleet(): FleetState {
    this.all ??= this.makeFleet();
    return this.all;
  }

  /** What is left of a resource, by node; it can be told without their pods. */
  left(resource: string): (i: number) => number {
    const { classes, load } = this.ground;
    const { settled } = this.placed;
    const standing = load.column(resource);
    return (i) =>
      settled.get(i)?.left(resource) ??
      (classes[i].sample.allocatable.get(resource) ?? 0) - standing[i] - this.arrivals.on(i).requested(resource);
  }

  private makeFleet(): FleetState {
    const { objects, load } = this.ground;
    const fleet = new FleetState(this, objects.namespaces);
    const places = new Set([...this.placed.settled.keys(), ...load.nodesOfRepellentPods()]);
    for (const i of [...places].sort((a, b) => a - b)) {
      const state = this.at(i);
      state.pods.forEach((pod) => fleet.enlist(pod, state));
    }
    return fleet;
  }
}

/** What an outcome makes of the pods on a node. */
class Arrival {
  private readonly requests = new Map<string, number>();

  constructor(
    /** Those of agents that run there. */
    readonly pods: readonly PlacedPod[],
    /** Those that were preempted for them. */
    readonly gone: readonly PlacedPod[],
  ) {}

  /** How many more there are. */
  get count(): number {
    return this.pods.length - this.gone.length;
  }

  /** What has come of a resource is taken, and what has gone is not; of `pods`, how many more there are. */
  requested(resource: string): number {
    let sum = this.requests.get(resource);
    if (sum === undefined) {
      sum = resource === PODS ? this.count : sumOf(this.pods, resource) - sumOf(this.gone, resource);
      this.requests.set(resource, sum);
    }
    return sum;
  }
}

function sumOf(pods: readonly PlacedPod[], resource: string): number {
  return pods.reduce((sum, { requests }) => sum + (requests.get(resource) ?? 0), 0);
}

class Arrivals {
  private readonly ofOutcome: Arrival[] = [];
  private readonly planned: readonly PlacedPod[];

  constructor(
    private readonly agents: readonly PlannedAgent[],
    private readonly outcomes: Placed['outcomes'],
  ) {
    this.planned = agents.map(plannedPod);
  }

  on(i: number): Arrival {
    const outcome = this.outcomes.of(i);
    this.ofOutcome[outcome] ??= this.arrivalOn(i);
    return this.ofOutcome[outcome];
  }

  private arrivalOn(i: number): Arrival {
    const agents = this.agents.filter(({ index }) => this.outcomes.at(index, i).state === 'Scheduled');
    return new Arrival(
      agents.map(({ index }) => this.planned[index]),
      agents.flatMap(({ index }) => this.outcomes.at(index, i).evicts),
    );
  }
}

/** What stands on a node that was not looked at by itself, and the agents that come to it. */
class UnseenPods implements AwaitedPods {
  constructor(
    private readonly ground: PlacementGround,
    private readonly arrivals: Arrivals,
    private readonly i: number,
  ) {}

  private get arrival(): Arrival {
    return this.arrivals.on(this.i);
  }

  get count(): number {
    return this.ground.load.podCount(this.i) + this.arrival.count;
  }

  requested(resource: string): number {
    return this.ground.load.requested(this.i, resource) + this.arrival.requested(resource);
  }

  pods(): readonly PlacedPod[] {
    const kept = this.ground.load.keptOn(this.i);
    return [...this.stayingPods(), ...this.arrival.pods.map((pod) => kept.get(pod.agent!) ?? pod)];
  }

  others(): readonly PlacedPod[] {
    return this.stayingPods().filter(({ agent }) => !agent);
  }

  private stayingPods(): PlacedPod[] {
    const { gone } = this.arrival;
    const pods = this.ground.load.podsOn(this.i);
    return pods.filter((pod) => !gone.some(({ namespace, name }) => namespace === pod.namespace && name === pod.name));
  }
}
