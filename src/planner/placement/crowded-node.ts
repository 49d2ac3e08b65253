import { NodeRoom, amountOf, fitsRequest } from './filters/node-resources-fit';
import { PlacedPod } from './node-state';
import { PlacementReason } from './placement-document';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { RoomTrial, victimsAmong } from './preemption';
import { NOBODY } from './verdict';
import { PODS } from '../../kubernetes/resource-name';

/** What becomes of all agents on a node. */
export interface PlacedInTurn {
  /** By agent. */
  readonly verdicts: readonly Verdict[];
  /** The running pods that were preempted. */
  readonly evicted: readonly PlacedPod[];
  /** Whether the pods there were looked at one by one, not only what they take together. */
  readonly looksAtPods: boolean;
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
  const { verdicts: usual, arriving } = ground.rosterOf(i);
  const verdicts = usual.slice();
  const room = new TakenRoom(ground, i, evicted);
  const gone: PlacedPod[] = [];
  let othersMayCome = false;
  for (const agent of arriving) {
    if (room.holds(agent)) {
      room.take(agent);
      continue;
    }
    const never = agent.preemptionPolicy === 'Never';
    const { pods, amounts } = never ? NONE : room.podsBelow(agent.priority);
    if (pods.length === 0 || !room.holds(agent, amounts)) {
      verdicts[agent.index] = new WaitingForRoom(usual[agent.index], agent, room.shortFor(agent), room);
      othersMayCome ||= never;
      continue;
    }
    if (othersMayCome || pods.some((pod) => pod.agent)) {
      return undefined;
    }
    const victims = victimsAmong(pods, new RoomTrial(agent, room), ground.objects.podDisruptionBudgets)!;
    victims.forEach((pod) => room.remove(pod));
    gone.push(...victims);
    room.take(agent);
    verdicts[agent.index] = { ...usual[agent.index], evicts: victims };
  }
  return { verdicts, evicted: gone, looksAtPods: room.looksAtPods };
}

/** Pods, and what they take together, by resource of the demand. */
interface PodsTogether {
  readonly pods: readonly PlacedPod[];
  readonly amounts?: Float64Array;
}

const NONE: PodsTogether = { pods: NOBODY };

/** What is taken of a node while members of a crew find their room. */
class TakenRoom implements NodeRoom {
  /** By resource of the demand. */
  private readonly left: Float64Array;
  private present?: readonly PlacedPod[];
  private below?: Map<number, PodsTogether>;

  constructor(
    private readonly ground: PlacementGround,
    private readonly i: number,
    /** Pods that are preempted anywhere in the fleet, once all is settled. */
    private readonly evicted: () => readonly PlacedPod[],
  ) {
    const { load, classes } = ground;
    this.left = load.leftFor(ground.crewOf(i), classes[i], i, ground.rosterOf(i).kept);
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

  /** @param freed what is there besides, once pods are gone */
  holds(agent: PlannedAgent, freed?: Float64Array): boolean {
    return this.ground.demand.fits(agent, this.left, freed);
  }

  /** What there is too little of for an agent. */
  shortFor(agent: PlannedAgent): readonly string[] {
    return this.ground.demand.shortFor(agent, this.left);
  }

  /**
   * Why an agent waits that found these resources short. NodeResourcesFit heeds every pod that goes, wherever it was: then
   * the agent's pod is tried again.
   */
  reasonsOf(agent: PlannedAgent, short: readonly string[]): PlacementReason[] {
    const triedAgain = this.evicted().length > 0;
    return fitsRequest(agent, this, this.ground.version).map(({ reason }) =>
      triedAgain || short.includes(reason.resource!) ? { ...reason, reported: true } : reason,
    );
  }

  take(agent: PlannedAgent): void {
    this.ground.demand.add(agent, -1, this.left);
  }

  get looksAtPods(): boolean {
    return this.present !== undefined;
  }

  /** The pods of a lower priority that ran there before, and have not gone. */
  podsBelow(priority: number): PodsTogether {
    const { load, demand } = this.ground;
    if (priority <= load.lowestPriority) {
      return NONE;
    }
    this.below ??= new Map();
    let below = this.below.get(priority);
    if (!below) {
      this.present ??= [...load.podsOn(this.i), ...load.keptOn(this.i).values()];
      const pods = this.present.filter((pod) => pod.priority < priority);
      const amounts = new Float64Array(demand.resources.length);
      demand.resources.forEach((resource, place) => pods.forEach((pod) => (amounts[place] += amountOf(pod, resource))));
      below = { pods, amounts };
      this.below.set(priority, below);
    }
    return below;
  }

  /** Takes a running pod off. */
  remove(pod: PlacedPod): void {
    this.present = this.present!.filter((each) => each !== pod);
    this.below = undefined;
    this.ground.demand.resources.forEach((resource, place) => (this.left[place] += amountOf(pod, resource)));
  }
}

/** Many agents wait on many nodes, and few are asked why. */
class WaitingForRoom implements Verdict {
  private told?: readonly PlacementReason[];

  constructor(
    private readonly usual: Verdict,
    private readonly agent: PlannedAgent,
    /** What was short when it was tried. */
    private readonly short: readonly string[],
    private readonly room: TakenRoom,
  ) {}

  get state(): 'Pending' {
    return 'Pending';
  }

  get evicts(): readonly PlacedPod[] {
    return NOBODY;
  }

  get decision(): Verdict['decision'] {
    return this.usual.decision;
  }

  get running(): boolean {
    return this.usual.running;
  }

  /** What was not short when it was tried has room for it. */
  get fitsAlone(): boolean {
    const { footprint } = this.agent;
    return this.short.every((resource) => amountOf(footprint, resource) <= this.room.allocatable(resource));
  }

  get reasons(): readonly PlacementReason[] {
    this.told ??= this.room.reasonsOf(this.agent, this.short);
    return this.told;
  }
}
