import { Cohort } from './cohort';
import { NodeAction, countsAsAvailable, nodeAction, takesBudget } from './node-action';
import { NodePods, hasAvailablePod, isLive, nodePods } from '../node-pods';
import { NodeRange, RolloutClass } from '../rollout-class';
import { RolloutRules } from '../rollout-rules';

/** How many nodes are in some state. */
export interface Tally {
  /** Nodes that take of the budget of the rollout. */
  readonly budget: number;
  /** Nodes that the controller sees as available when it surges. */
  readonly available: number;
  /** Nodes with an old pod that is not deleted. */
  readonly old: number;
  /** Nodes with an available new pod. */
  readonly updated: number;
  /** Nodes where the agent is or was wanted, without an available pod. */
  readonly unavailable: number;
  /** Nodes with two pods that are not deleted. */
  readonly doubled: number;
}

/** What the pods on a node of a class count for, and what the controller does there. */
interface Standing {
  readonly counts: Tally;
  readonly action: NodeAction;
}

/** The agent's pods on all nodes, with the counts and the lists of work that the controller needs at every step. */
export class FleetPods {
  readonly peak = { unavailable: 0, doubled: 0 };
  readonly cohorts: Cohort[] = [];

  private readonly counts = { budget: 0, available: 0, old: 0, updated: 0, unavailable: 0, doubled: 0 };
  private readonly standings = new Map<RolloutClass, Map<NodePods, Standing>>();
  private readonly queues = new Map<NodeAction, { readonly cohorts: Cohort[]; head: number }>();

  constructor(
    ranges: readonly NodeRange[],
    private readonly rules: RolloutRules,
  ) {
    for (const range of ranges) {
      const cohort = new Cohort(range);
      this.cohorts.push(cohort);
      this.settle(cohort);
    }
    this.watchPeaks();
  }

  get tally(): Tally {
    return this.counts;
  }

  change(cohort: Cohort, { old = cohort.pods.old, fresh = cohort.pods.fresh }: Partial<NodePods>): void {
    this.count(this.standing(cohort).counts, -cohort.size);
    cohort.pods = nodePods(old, fresh);
    this.settle(cohort);
    this.watchPeaks();
  }

  /** Takes up to so many nodes to which the controller does this; whoever takes nodes must do it. */
  take(action: NodeAction, limit: number): Cohort[] {
    const taken: Cohort[] = [];
    let room = limit;
    for (let first = this.next(action); first && room > 0; first = this.next(action)) {
      const part = first.size > room ? this.split(first, room) : first;
      part.due = 'none';
      room -= part.size;
      taken.push(part);
    }
    return taken;
  }

  /** The nodes to which the controller does this first. */
  next(action: NodeAction): Cohort | undefined {
    const queue = this.queues.get(action);
    while (queue && queue.head < queue.cohorts.length) {
      const first = queue.cohorts[queue.head];
      if (first.due === action) {
        return first;
      }
      queue.head += 1;
    }
    return undefined;
  }

  /** Takes the first nodes of a cohort apart from the others. */
  split(cohort: Cohort, size: number): Cohort {
    const part = cohort.split(size);
    this.cohorts.push(part);
    return part;
  }

  /** Counts a cohort, and puts it where the controller finds it. */
  private settle(cohort: Cohort): void {
    const { counts, action } = this.standing(cohort);
    this.count(counts, cohort.size);
    if (action === cohort.due) {
      return;
    }
    cohort.due = action;
    if (action !== 'none') {
      const queue = this.queues.get(action) ?? { cohorts: [], head: 0 };
      queue.cohorts.push(cohort);
      this.queues.set(action, queue);
    }
  }

  private standing({ nodes, pods }: Cohort): Standing {
    let ofClass = this.standings.get(nodes);
    if (!ofClass) {
      ofClass = new Map();
      this.standings.set(nodes, ofClass);
    }
    let standing = ofClass.get(pods);
    if (!standing) {
      standing = standingOf(nodes, pods, this.rules);
      ofClass.set(pods, standing);
    }
    return standing;
  }

  private count(counts: Tally, times: number): void {
    this.counts.budget += times * counts.budget;
    this.counts.available += times * counts.available;
    this.counts.old += times * counts.old;
    this.counts.updated += times * counts.updated;
    this.counts.unavailable += times * counts.unavailable;
    this.counts.doubled += times * counts.doubled;
  }

  private watchPeaks(): void {
    this.peak.unavailable = Math.max(this.peak.unavailable, this.counts.unavailable);
    this.peak.doubled = Math.max(this.peak.doubled, this.counts.doubled);
  }
}

function standingOf(nodes: RolloutClass, pods: NodePods, rules: RolloutRules): Standing {
  const counts = {
    budget: takesBudget(nodes, pods, rules) ? 1 : 0,
    available: countsAsAvailable(pods) ? 1 : 0,
    old: isLive(pods.old) ? 1 : 0,
    updated: pods.fresh === 'available' ? 1 : 0,
    unavailable: nodes.concerned && !hasAvailablePod(pods) ? 1 : 0,
    doubled: isLive(pods.old) && isLive(pods.fresh) ? 1 : 0,
  };
  return { counts, action: nodeAction(nodes, pods, rules) };
}
