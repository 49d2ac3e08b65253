import { NodeRoom, countedResources, fitsRequest, hasRoom } from './filters/node-resources-fit';
import { PlacedPod } from './node-state';
import { PlacementReason } from './placement-document';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/**
 * The verdicts on a node with too little room for all agents, where nothing but room keeps any off: the scheduler tries
 * them in their order, and one that finds too little waits for ever. Undefined where one might make room by preemption.
 *
 * @param evicted pods that are preempted anywhere in the fleet, once all is settled
 */
export function placeInTurn(
  ground: PlacementGround,
  i: number,
  evicted: () => readonly PlacedPod[],
): Verdict[] | undefined {
  const crew = ground.crewOf(i);
  const kept = ground.load.keptOn(i);
  const room = new TakenRoom(ground, i);
  const waiting = new Map<PlannedAgent, readonly string[]>();
  crew.members.forEach((agent) => kept.has(agent) && room.take(agent));
  for (const agent of crew.queue) {
    if (kept.has(agent)) {
      continue;
    }
    if (hasRoom(room, agent.footprint.requests)) {
      room.take(agent);
      continue;
    }
    const short = room.shortFor(agent);
    if (agent.preemptionPolicy !== 'Never' && short.every((resource) => room.sufficesAbove(agent, resource))) {
      return undefined;
    } else {
      waiting.set(agent, short);
    }
  }
  const verdicts = crew.allVerdicts(kept);
  for (const [agent, short] of waiting) {
    verdicts[agent.index] = new WaitingForRoom(verdicts[agent.index], agent, short, room, ground.version, evicted);
  }
  return verdicts;
}

function amountOf({ footprint }: PlannedAgent, resource: string): number {
  return resource === 'pods' ? 1 : footprint.requests.get(resource)!;
}

/** What is taken of a node while members find their room. */
class TakenRoom implements NodeRoom {
  private readonly taken = new Map<string, number>();
  private pods: number;

  constructor(
    private readonly ground: PlacementGround,
    private readonly i: number,
  ) {
    this.pods = ground.load.podCount(i);
  }

  get podCount(): number {
    return this.pods;
  }

  allocatable(resource: string): number {
    return this.ground.nodes[this.i].allocatable.get(resource) ?? 0;
  }

  requested(resource: string): number {
    return this.ground.load.requested(this.i, resource) + (this.taken.get(resource) ?? 0);
  }

  left(resource: string): number {
    return this.allocatable(resource) - (resource === 'pods' ? this.pods : this.requested(resource));
  }

  /** What there is too little of for an agent. */
  shortFor(agent: PlannedAgent): string[] {
    const counted = ['pods', ...countedResources(agent.footprint.requests)];
    return counted.filter((resource) => this.left(resource) < amountOf(agent, resource));
  }

  /** Whether there would be enough of a resource for an agent if every running pod of a lower priority went. */
  sufficesAbove(agent: PlannedAgent, resource: string): boolean {
    const below = this.ground.load.requestedBelow(agent.priority, this.i, resource);
    return this.left(resource) + below >= amountOf(agent, resource);
  }

  take(agent: PlannedAgent): void {
    this.pods++;
    for (const [resource, amount] of agent.footprint.requests) {
      this.taken.set(resource, (this.taken.get(resource) ?? 0) + amount);
    }
  }
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
    private readonly room: NodeRoom,
    private readonly version: KubernetesVersion,
    private readonly evicted: () => readonly PlacedPod[],
  ) {
    this.decision = decision;
    this.running = running;
  }

  /** What was not short when it was tried has room for it. */
  get fitsAlone(): boolean {
    return this.short.every((resource) => amountOf(this.agent, resource) <= this.room.allocatable(resource));
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
