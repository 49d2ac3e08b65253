import { Agenda } from './agenda';
import { Cohort, PodChange, PodEvent } from './cohort';
import { FleetPods } from './fleet-pods';
import { Logbook } from './logbook';
import { Pace } from './pace';
import { Rest, repeat, restAt } from './rest';
import { NodePods, isLive } from '../node-pods';
import { PodProspects } from '../pod-prospect';
import { NodeRange, nodesIn } from '../rollout-class';
import { RolloutRules } from '../rollout-rules';

/** A rollout as it was played. */
export interface Simulation {
  /** The nodes with the pods they hold when nothing moves any more, in the order of the nodes. */
  readonly left: readonly Cohort[];
  /** When the last thing happened. */
  readonly seconds: number;
  readonly log: Pick<Logbook, 'waveCount' | 'nodesOf' | 'waves' | 'timeline'>;
  /** The most at one moment, in this order of nodes. */
  readonly peak: { readonly unavailable: number; readonly doubled: number };
  /** In the order in which it comes to pass. */
  readonly evicting: readonly Evicting[];
}

/** Nodes on which pods of others made room for the new one, beside the old one or alone. */
export interface Evicting {
  readonly from: number;
  readonly to: number;
  readonly when: keyof PodProspects;
}

/** Creations, and likewise deletions, that the controller makes in one go. */
const BURST_REPLICAS = 250;

/**
 * Plays the DaemonSet controller over the nodes, in their order, until nothing moves any more. Whenever a pod has
 * changed, its core loop comes first; the rolling update has its turn when that has nothing left to do.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/daemon_controller.go updateDaemonSet
 */
export function simulate(ranges: readonly NodeRange[], rules: RolloutRules, pace: Pace): Simulation {
  const fleet = new FleetPods(ranges, rules);
  const agenda = new Agenda<PodEvent>();
  const logbook = new Logbook();
  const evicting: Evicting[] = [];
  let now = 0;
  /** Until then the controller sends what it has decided on; only then it looks again. */
  let busyUntil = 0;
  let rest: Rest | undefined;
  fleet.cohorts.forEach(awaitEnd);

  for (;;) {
    repeatWaves();
    while (now >= busyUntil && sync()) {}
    logbook.mark(now, fleet.tally);
    const due = agenda.next();
    if (!due) {
      break;
    }
    now = due.time;
    due.events.forEach(happen);
  }
  const left = fleet.cohorts.sort((a, b) => a.from - b.from);
  return { left, seconds: now, log: logbook, peak: fleet.peak, evicting };

  /** Does at once what would come again wave by wave, where it has come twice and will come again. */
  function repeatWaves(): void {
    if (!agenda.isEmpty || fleet.next('create')) {
      return;
    }
    const before = rest;
    rest = restAt(now, fleet, logbook, before);
    const done = before && rest && repeat(before, rest, fleet, logbook);
    if (done !== undefined) {
      now = done;
      rest = undefined;
    }
  }

  /** One sync of the controller; whether it has done anything. */
  function sync(): boolean {
    return manage() || (rules.strategy.maxSurge > 0 ? surge() : deleteFirst());
  }

  function manage(): boolean {
    const created = fleet.take('create', BURST_REPLICAS);
    const pruned = fleet.take('prune', BURST_REPLICAS);
    return send([...created, ...pruned], () => {
      created.forEach(create);
      pruned.forEach(prune);
    });
  }

  function deleteFirst(): boolean {
    const room = Math.max(0, rules.strategy.maxUnavailable - fleet.tally.budget);
    const deleted = forcedAndOffered(room);
    return send(deleted, () => deleted.forEach(remove));
  }

  function surge(): boolean {
    const room = Math.max(0, rules.strategy.maxSurge - fleet.tally.budget);
    const spare = Math.max(0, fleet.tally.available - rules.desired);
    const created = forcedAndOffered(room);
    const dropped = fleet.take('drop', BURST_REPLICAS);
    const removed = [...dropped, ...fleet.take('sunset', Math.min(spare, BURST_REPLICAS - nodesIn(dropped)))];
    return send([...created, ...removed], () => {
      created.forEach(create);
      removed.forEach(remove);
    });
  }

  function forcedAndOffered(room: number): Cohort[] {
    const forced = fleet.take('force', BURST_REPLICAS);
    return [...forced, ...fleet.take('offer', Math.min(room, BURST_REPLICAS - nodesIn(forced)))];
  }

  /** Sends a request for each node: what they cause starts when the last of them is sent. */
  function send(cohorts: readonly Cohort[], act: () => void): boolean {
    const seconds = pace.requestSeconds(nodesIn(cohorts));
    if (seconds > 0) {
      busyUntil = now + seconds;
      // An event that nobody awaits: it only lets the time come.
      agenda.add(busyUntil, { change: 'fresh-available', cohorts: [] });
    }
    act();
    return cohorts.length > 0;
  }

  function create(cohort: Cohort): void {
    const { old } = cohort.pods;
    logbook.note(now, isLive(old) ? 'Surge' : 'Create', cohort);
    fleet.change(cohort, { fresh: 'pending' });
    const accompanied = old !== 'absent' && old !== 'pending';
    if (accompanied && cohort.nodes.prospects.beside.evictsOwn) {
      end(cohort, 'old');
    } else {
      schedule(cohort, accompanied ? 'beside' : 'alone');
    }
  }

  function schedule(cohort: Cohort, when: Evicting['when']): void {
    const { nodes, from, to } = cohort;
    const prospect = nodes.prospects[when];
    if (prospect.state !== 'bound') {
      return;
    }
    if (prospect.evictsOthers) {
      evicting.push({ from, to, when });
    }
    fleet.change(cohort, { fresh: 'unready' });
    if (nodes.becomesReady && !nodes.lost) {
      foresee(cohort, 'fresh-available', pace.availableAfter(nodes));
    }
  }

  function prune(cohort: Cohort): void {
    if (!cohort.nodes.decision.shouldContinueRunning) {
      logbook.note(now, 'Remove', cohort);
      end(cohort, 'fresh');
    }
    end(cohort, 'old');
  }

  function remove(cohort: Cohort): void {
    logbook.note(now, cohort.nodes.decision.shouldRun ? 'Replace' : 'Remove', cohort);
    end(cohort, 'old');
  }

  /** Deletes a pod: one that is not bound is gone at once, and one whose kubelet is gone never is. */
  function end(cohort: Cohort, which: keyof NodePods): void {
    const pod = cohort.pods[which];
    if (pod === 'pending') {
      gone(cohort, which);
    } else if (isLive(pod)) {
      fleet.change(cohort, { [which]: 'terminating' });
      if (!cohort.nodes.lost) {
        foresee(cohort, which === 'old' ? 'old-gone' : 'fresh-gone', pace.stopSeconds);
      }
    }
  }

  /** Pods that were deleted before the change are gone in time. */
  function awaitEnd(cohort: Cohort): void {
    const { nodes, pods } = cohort;
    for (const which of ['old', 'fresh'] as const) {
      if (pods[which] === 'terminating' && !nodes.lost) {
        foresee(cohort, which === 'old' ? 'old-gone' : 'fresh-gone', pace.stopSeconds);
      }
    }
  }

  function foresee(cohort: Cohort, change: PodChange, seconds: number): void {
    const event: PodEvent = { change, cohorts: [] };
    cohort.await(event);
    agenda.add(Math.max(now, busyUntil) + seconds, event);
  }

  function happen(event: PodEvent): void {
    for (const cohort of event.cohorts) {
      cohort.met(event);
      if (event.change !== 'fresh-available') {
        gone(cohort, event.change === 'old-gone' ? 'old' : 'fresh');
      } else if (cohort.pods.fresh === 'unready') {
        fleet.change(cohort, { fresh: 'available' });
      }
    }
  }

  function gone(cohort: Cohort, which: keyof NodePods): void {
    fleet.change(cohort, { [which]: 'absent' });
    if (which === 'old' && cohort.pods.fresh === 'pending') {
      schedule(cohort, 'alone');
    }
  }
}
