import { Crew } from './crew';
import { NodeRoom, amountOf, fitsRequest } from './filters/node-resources-fit';
import { PlacedPod } from './node-state';
import { PlacementReason } from './placement-document';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { PreemptionTrial, victimsAmong } from './preemption';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { PODS } from '../../kubernetes/resource-name';

/** What becomes of all agents on a node. */
export interface PlacedInTurn {
  /** By agent. */
  readonly verdicts: readonly Verdict[];
  /** The running pods that were preempted. */
  readonly evicted: readonly PlacedPod[];
}

/**
 * The verdicts on a node with too little room for all agents, where nothing but room keeps any off: the scheduler tries
 * them in their order, and one that finds too little preempts pods of other owners, or waits for ever. Undefined where it
 * might preempt an agent's own pod, which is made anew, or where the room that it makes may go to another that waits.
 *
 * @param evicted pods that are preempted anywhere in the fleet, once all is settled
 */
export function placeInTurn(
  ground: PlacementGround,
  i: number,
  evicted: () => readonly PlacedPod[],
): PlacedInTurn | undefined {
  const crew = ground.crewOf(i);
  const verdicts = [...ground.verdictsWithRoom(i)];
  const room = new TakenRoom(ground, crew, i);
  crew.members.forEach((agent) => verdicts[agent.index].running && room.take(agent));
  const gone: PlacedPod[] = [];
  let othersMayCome = false;
  for (const agent of crew.queue) {
    const usual = verdicts[agent.index];
    if (usual.running) {
      continue;
    }
    if (room.holds(agent)) {
      room.take(agent);
      continue;
    }
    const never = agent.preemptionPolicy === 'Never';
    const lower = never ? [] : room.podsBelow(agent.priority);
    if (lower.length === 0 || !room.wouldHold(agent, lower)) {
      verdicts[agent.index] = new WaitingForRoom(usual, agent, room.shortFor(agent), room, ground.version, evicted);
      othersMayCome ||= never;
      continue;
    }
    if (othersMayCome || lower.some((pod) => pod.agent)) {
      return undefined;
    }
    const victims = victimsAmong(lower, room.trialOf(agent), ground.objects.podDisruptionBudgets)!;
    victims.forEach((pod) => room.remove(pod));
    gone.push(...victims);
    room.take(agent);
    verdicts[agent.index] = { ...usual, evicts: victims };
  }
  return { verdicts, evicted: gone };
}

/** What is taken of a node while members of a crew find their room. */
class TakenRoom implements NodeRoom {
  /** By resource of the demand. */
  private readonly left: Float64Array;
  private present?: readonly PlacedPod[];

  constructor(
    private readonly ground: PlacementGround,
    crew: Crew,
    private readonly i: number,
  ) {
    this.left = ground.load.leftFor(crew, ground.classes[i], i);
  }

  get podCount(): number {
    return this.requested(PODS);
  }

  allocatable(resource: string): number {
    return this.ground.nodes[this.i].allocatable.get(resource) ?? 0;
  }

  requested(resource: string): number {
    return this.allocatable(resource) - this.left[this.ground.demand.resources.indexOf(resource)];
  }

  holds(agent: PlannedAgent): boolean {
    const needs = this.ground.demand.of(agent);
    for (let resource = 0; resource < needs.length; resource++) {
      if (isShort(needs[resource], this.left[resource])) {
        return false;
      }
    }
    return true;
  }

  /** Whether it would if pods were gone. */
  wouldHold(agent: PlannedAgent, pods: readonly PlacedPod[]): boolean {
    return this.shortFor(agent).every((resource) => {
      const freed = pods.reduce((sum, pod) => sum + amountOf(pod, resource), 0);
      return amountOf(agent.footprint, resource) <= this.allocatable(resource) - this.requested(resource) + freed;
    });
  }

  /** What there is too little of for an agent. */
  shortFor(agent: PlannedAgent): string[] {
    const needs = this.ground.demand.of(agent);
    return this.ground.demand.resources.filter((_, resource) => isShort(needs[resource], this.left[resource]));
  }

  take(agent: PlannedAgent): void {
    const needs = this.ground.demand.of(agent);
    for (let resource = 0; resource < needs.length; resource++) {
      this.left[resource] -= needs[resource];
    }
  }

  /** The pods of a lower priority that ran there before, and have not gone. */
  podsBelow(priority: number): readonly PlacedPod[] {
    const { load } = this.ground;
    if (priority <= load.lowestPriority) {
      return [];
    }
    this.present ??= [...load.podsOn(this.i), ...load.keptOn(this.i).values()];
    return this.present.filter((pod) => pod.priority < priority);
  }

  /** Takes a running pod off. */
  remove(pod: PlacedPod): void {
    this.present = this.present!.filter((each) => each !== pod);
    this.count(pod, 1);
  }

  trialOf(agent: PlannedAgent): PreemptionTrial {
    return {
      add: (pod) => this.count(pod, -1),
      remove: (pod) => this.count(pod, 1),
      fits: () => this.holds(agent),
    };
  }

  private count(pod: PlacedPod, sign: number): void {
    this.ground.demand.resources.forEach((resource, place) => (this.left[place] += sign * amountOf(pod, resource)));
  }
}

/** What is not requested is never short, even where more is taken than there is. */
function isShort(amount: number, left: number): boolean {
  return amount > left && amount > 0;
}

/** Many agents wait on many nodes, and few are asked why. */
class WaitingForRoom implements Verdict {
  readonly state = 'Pending';
  readonly evicts: readonly PlacedPod[] = [];
  readonly decision: Verdict['decision'];
  readonly running: boolean;
  private told?: readonly PlacementReason[];

  constructor(
    { decision, running }: Verdict,
    private readonly agent: PlannedAgent,
    /** What was short when it was tried. */
    private readonly short: readonly string[],
    private readonly room: TakenRoom,
    private readonly version: KubernetesVersion,
    private readonly evicted: () => readonly PlacedPod[],
  ) {
    this.decision = decision;
    this.running = running;
  }

  /** What was not short when it was tried has room for it. */
  get fitsAlone(): boolean {
    const { footprint } = this.agent;
    return this.short.every((resource) => amountOf(footprint, resource) <= this.room.allocatable(resource));
  }

  get reasons(): readonly PlacementReason[] {
    this.told ??= this.tell();
    return this.told;
  }

  /** NodeResourcesFit heeds every pod that goes, wherever it was: then the pod is tried again. */
  private tell(): PlacementReason[] {
    const triedAgain = this.evicted().length > 0;
    return fitsRequest(this.agent, this.room, this.version).map(({ reason }) =>
      triedAgain || this.short.includes(reason.resource!) ? { ...reason, reported: true } : reason,
    );
  }
}
