import { hasAvailablePod, isLive } from './node-pods';
import { ClassCount, RolloutClass, canBecomeAvailable } from './rollout-class';
import { RolloutPeak } from './rollout-document';
import { RolloutRules } from './rollout-rules';
import { nodeAction } from './simulation/node-action';

/** The most that can happen at one moment, whatever order the controller takes the nodes in. */
export interface WorstCase {
  readonly peakUnavailable: number;
  readonly peakSurge: number;
  readonly perZone: RolloutPeak[];
  readonly perPool: RolloutPeak[];
}

/** How many nodes of a group play each part; nodes of one part are exchangeable. */
interface Crowd {
  /** Nodes where the agent is or was wanted. */
  concerned: number;
  /** Of these, where there is no available pod at first and none is wanted any more, or it is deleted at once. */
  gone: number;
  /** Wanted, without an available pod at first, and with one in time. */
  recovering: number;
  /** Of these, nodes without any pod at first. */
  joining: number;
  /** Wanted, without an available pod at first, and for ever. */
  stuck: number;
  /** Of these, nodes without any pod at first. */
  stuckJoining: number;
  /** Not wanted, and yet holding a pod that is deleted and never gone. */
  haunted: number;
  /** Of these, nodes whose pod the core loop deletes, before the rolling update looks. */
  hauntedAtOnce: number;
  /** Wanted, with an available old pod that is to be replaced. */
  replaceable: number;
  /** Of these, nodes whose new pod throws the old one out. */
  selfEvicting: number;
  /** Not wanted any more, with an available old pod that goes when there is room for it, concerned or not. */
  leaving: number;
  /** Of these, nodes where the agent was wanted. */
  leavingConcerned: number;
  /** Nodes on which the old pod is not available, and a new one is created or awaited regardless of the budget. */
  forced: number;
  /** Nodes that may take of maxSurge. */
  offered: number;
}

/** The worst case over all nodes, and in each zone and pool. */
export function worstCase(counts: readonly ClassCount[], rules: RolloutRules): WorstCase {
  const all = emptyCrowd();
  const zones = new Map<string, Crowd>();
  const pools = new Map<string, Crowd>();
  for (const { nodes, size } of counts) {
    const part = partOf(nodes, rules);
    for (const crowd of [all, crowdOf(zones, nodes.zone), crowdOf(pools, nodes.pool)]) {
      if (crowd) {
        admit(crowd, part, size);
      }
    }
  }
  const peaks = (crowds: ReadonlyMap<string, Crowd>): RolloutPeak[] =>
    [...crowds]
      .filter(([, { concerned }]) => concerned > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, crowd]) => ({
        name,
        nodes: crowd.concerned,
        peakUnavailable: peakUnavailable(crowd, all, rules),
      }));
  return {
    peakUnavailable: peakUnavailable(all, all, rules),
    peakSurge: rules.strategy.maxSurge > 0 ? all.forced + Math.min(rules.strategy.maxSurge, all.offered) : 0,
    perZone: peaks(zones),
    perPool: peaks(pools),
  };
}

/** The parts that a node of a class plays. */
function partOf(nodes: RolloutClass, rules: RolloutRules): Partial<Record<keyof Crowd, boolean>> {
  const { decision, concerned, pods, lost, prospects } = nodes;
  const action = nodeAction(nodes, pods, rules);
  const available = hasAvailablePod(pods);
  const ends = pods.old === 'terminating' || pods.fresh === 'terminating';
  const common = { concerned, forced: action === 'force', offered: action === 'offer' };
  if (!decision.shouldRun) {
    const leaving = available && (action === 'offer' || action === 'sunset');
    const deleted = action !== 'none' && (pods.old === 'unready' || pods.fresh === 'unready');
    const haunted = lost && (ends || deleted);
    return {
      ...common,
      gone: concerned && (!available || action === 'prune'),
      leaving,
      leavingConcerned: leaving && concerned,
      haunted,
      hauntedAtOnce: haunted && (ends || action === 'prune'),
    };
  }
  if (available) {
    const replaceable = action === 'offer';
    return { ...common, replaceable, selfEvicting: replaceable && prospects.beside.evictsOwn };
  }
  const recovering = (action === 'create' || action === 'force' || ends) && canBecomeAvailable(nodes);
  const joins = !isLive(pods.old);
  return {
    ...common,
    recovering,
    joining: recovering && joins,
    stuck: !recovering,
    stuckJoining: !recovering && joins,
  };
}

function admit(crowd: Crowd, part: Partial<Record<keyof Crowd, boolean>>, size: number): void {
  for (const count of Object.keys(part) as (keyof Crowd)[]) {
    crowd[count] += part[count] ? size : 0;
  }
}

function peakUnavailable(crowd: Crowd, all: Crowd, rules: RolloutRules): number {
  return rules.strategy.maxSurge > 0 ? peakOfSurge(crowd, all, rules) : peakOfDeleteFirst(crowd, all, rules);
}

/**
 * Deleting first: all that is down at the start; or, once enough of that has recovered for the budget to have room, the
 * nodes that the agent leaves for good, which take no budget once their pods are gone, and the whole budget beside them.
 */
function peakOfDeleteFirst(crowd: Crowd, all: Crowd, { strategy, brokenPodsTakeBudget }: RolloutRules): number {
  const { gone, recovering, joining, stuck, replaceable, leavingConcerned } = crowd;
  const atFirst = gone + recovering + stuck;
  const room = strategy.maxUnavailable - all.stuck - all.haunted;
  const later =
    room > 0 && replaceable + leavingConcerned > 0
      ? gone + leavingConcerned + stuck + Math.min(room, Math.min(recovering, room - 1) + replaceable)
      : 0;
  // Where broken pods take no budget, the first step deletes them and as many others as the budget allows.
  const firstRoom = strategy.maxUnavailable - joining - all.stuckJoining - all.hauntedAtOnce;
  const firstStep = brokenPodsTakeBudget ? 0 : Math.min(Math.max(0, firstRoom), replaceable + leavingConcerned);
  return Math.max(atFirst + firstStep, later);
}

/**
 * Surging: what is down at the start, nodes whose new pod throws out the old one, and those that the agent leaves. The
 * pods of the latter go only as far as more nodes are available than want the agent.
 */
function peakOfSurge(crowd: Crowd, all: Crowd, { surgeLeavesUnwantedNodes }: RolloutRules): number {
  const { gone, recovering, stuck, selfEvicting, leavingConcerned } = crowd;
  const spare = Math.max(0, all.leaving - all.stuck - recovering);
  const left = surgeLeavesUnwantedNodes ? Math.min(leavingConcerned, spare) : 0;
  return gone + recovering + stuck + selfEvicting + left;
}

function crowdOf(crowds: Map<string, Crowd>, name: string | undefined): Crowd | undefined {
  if (name === undefined) {
    return undefined;
  }
  const crowd = crowds.get(name) ?? emptyCrowd();
  crowds.set(name, crowd);
  return crowd;
}

function emptyCrowd(): Crowd {
  return {
    concerned: 0,
    gone: 0,
    recovering: 0,
    joining: 0,
    stuck: 0,
    stuckJoining: 0,
    haunted: 0,
    hauntedAtOnce: 0,
    replaceable: 0,
    selfEvicting: 0,
    leaving: 0,
    leavingConcerned: 0,
    forced: 0,
    offered: 0,
  };
}
