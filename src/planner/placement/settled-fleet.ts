import { FleetState } from './fleet-state';
import { AwaitedPods, NodeState, PlacedPod } from './node-state';
import type { Placed } from './place-apart';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { plannedPod } from './settle';
import { ResourceAmounts, sumOfAmounts } from '../../kubernetes/pod-requests';

/** The nodes as they stand once the agents are placed. */
export function settledFleet(ground: PlacementGround, { outcomes, settled }: Placed): FleetState {
  const arrivals = new Arrivals(ground.agents, outcomes);
  const states = ground.nodes.map(
    (node, i) => settled.get(i) ?? new NodeState(node, new UnseenPods(ground, arrivals.on(i), i)),
  );
  const fleet = new FleetState(states, ground.objects.namespaces);
  states.forEach((state, i) => {
    if (settled.has(i) || ground.load.keepsOthersOff(i)) {
      state.pods.forEach((pod) => fleet.enlist(pod, state));
    }
  });
  return fleet;
}

/** What an outcome makes of the pods on a node. */
interface Arrival {
  /** The agents that run there. */
  readonly agents: readonly PlannedAgent[];
  /** The pods that they have preempted. */
  readonly gone: readonly PlacedPod[];
  /** What the agents take together, without what those that went have left. */
  readonly requests: ResourceAmounts;
}

class Arrivals {
  private readonly ofOutcome: Arrival[] = [];

  constructor(
    private readonly agents: readonly PlannedAgent[],
    private readonly outcomes: Placed['outcomes'],
  ) {}

  on(i: number): Arrival {
    const outcome = this.outcomes.of(i);
    this.ofOutcome[outcome] ??= this.arrivalOn(i);
    return this.ofOutcome[outcome];
  }

  private arrivalOn(i: number): Arrival {
    const agents = this.agents.filter(({ index }) => this.outcomes.at(index, i).state === 'Scheduled');
    const gone = agents.flatMap(({ index }) => this.outcomes.at(index, i).evicts);
    const requests = new Map(sumOfAmounts(agents.map(({ footprint }) => footprint.requests)));
    sumOfAmounts(gone.map((pod) => pod.requests)).forEach((amount, resource) =>
      requests.set(resource, (requests.get(resource) ?? 0) - amount),
    );
    return { agents, gone, requests };
  }
}

/** What stands on a node that was not looked at by itself, and the agents that come to it. */
class UnseenPods implements AwaitedPods {
  constructor(
    private readonly ground: PlacementGround,
    private readonly arrival: Arrival,
    private readonly i: number,
  ) {}

  get count(): number {
    const { agents, gone } = this.arrival;
    return this.ground.load.podCount(this.i) + agents.length - gone.length;
  }

  requested(resource: string): number {
    return this.ground.load.requested(this.i, resource) + (this.arrival.requests.get(resource) ?? 0);
  }

  pods(): readonly PlacedPod[] {
    const kept = this.ground.load.keptOn(this.i);
    return [...this.stayingPods(), ...this.arrival.agents.map((agent) => kept.get(agent) ?? plannedPod(agent))];
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
