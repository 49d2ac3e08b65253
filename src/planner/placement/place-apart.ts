import { Contest } from './contest';
import { placeInTurn } from './crowded-node';
import { FilterContext } from './filters/filter';
import { nodeResourcesFit } from './filters/node-resources-fit';
import { NodeState, PlacedPod } from './node-state';
import { Outcomes } from './outcomes';
import { pairing } from './pairing';
import { PlacementGround } from './placement-ground';
import { Verdict } from './planned-placement';

/** Agents once they are placed. */
export interface Placed {
  readonly outcomes: Outcomes;
  /** By place, the nodes that were looked at by themselves, as they stand afterwards. */
  readonly settled: ReadonlyMap<number, NodeState>;
}

/** Nodes on which the verdicts of one are not those of all. */
const NOT_ALIKE = -1;

/**
 * Places the agents where what happens on one node does not matter on another: once for all nodes that are alike, and one
 * by one only where not all agents have room.
 */
export function placeApart(ground: PlacementGround): Placed {
  const { nodes, agents, classes, load } = ground;
  const verdicts: (readonly Verdict[])[] = [];
  const contests = new Map<number, Contest>();
  const settled = new Map<number, NodeState>();
  const evicted: PlacedPod[] = [];
  const ofRoomy: number[] = [];
  const ofIdle = new Map<unknown, number>();
  const ofCrowded: number[] = [];
  const crowds = [pairing(), pairing()];
  const refused = agents.filter(({ refusals }) => refusals.length > 0);

  const ofNode = new Uint32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    ofNode[i] = outcomeOn(i);
  }
  for (const [outcome, contest] of contests) {
    [verdicts[outcome]] = contest.verdicts(evicted);
  }
  return { outcomes: new Outcomes(ofNode, verdicts), settled };

  function outcomeOn(i: number): number {
    const crew = ground.crewOf(i);
    if (keepsRefused(i) || load.clashesWith(crew, i)) {
      return contested(i);
    }
    if (load.hasRoomFor(crew, classes[i], i)) {
      return roomy(i);
    }
    const outcome =
      (load.isIdle(i) ? ofIdle.get(classes[i]) : undefined) ?? (crew.compatible ? crowded(i) : contested(i));
    if (load.isIdle(i)) {
      ofIdle.set(classes[i], outcome);
    }
    return outcome;
  }

  /** Whether a pod runs there that the API server would not create today. */
  function keepsRefused(i: number): boolean {
    return refused.length > 0 && load.keptSet(i) !== 0 && refused.some((agent) => load.keptOn(i).has(agent));
  }

  /** With room for all, the pods that stand there do not matter. */
  function roomy(i: number): number {
    const crew = ground.crewOf(i);
    if (!crew.compatible && load.keptSet(i) !== 0 && (crew.keepsOthersOff || !load.keepsAsPlanned(i))) {
      return contested(i);
    }
    const kind = ground.kindOf(i);
    ofRoomy[kind] ??= crew.compatible ? verdicts.push(ground.rosterOf(i).verdicts) - 1 : contestedAlike(i);
    return ofRoomy[kind] === NOT_ALIKE ? contested(i) : ofRoomy[kind];
  }

  /** Who is preempted differs from node to node, even if no more than the name does. */
  function contestedAlike(i: number): number {
    const contest = new Contest(ground, [i], () => []);
    return contest.evicted.length > 0 ? NOT_ALIKE : add(contest);
  }

  /** Where nobody thinks of preemption, it only matters how much is taken. */
  function crowded(i: number): number {
    const crowd = crowds[0](crowds[1](classes[i].index, load.keptSet(i)), load.takenSet(i));
    if (ofCrowded[crowd] !== undefined) {
      return ofCrowded[crowd];
    }
    const inTurn = placeInTurn(ground, i, () => evicted);
    if (!inTurn) {
      return contested(i, [nodeResourcesFit]);
    }
    evicted.push(...inTurn.evicted);
    const outcome = verdicts.push(inTurn.verdicts) - 1;
    if (!inTurn.looksAtPods) {
      ofCrowded[crowd] = outcome;
    }
    return outcome;
  }

  function contested(i: number, filters?: FilterContext['filters']): number {
    const contest = new Contest(ground, [i], (place) => load.podsOn(place), filters);
    settled.set(i, contest.states[0]);
    evicted.push(...contest.evicted);
    return add(contest);
  }

  function add(contest: Contest): number {
    const outcome = verdicts.push([]) - 1;
    contests.set(outcome, contest);
    return outcome;
  }
}
