import { Cohort } from './cohort';
import { FleetPods, Tally } from './fleet-pods';
import { Logbook, Page } from './logbook';
import { NodePods } from '../node-pods';

/** A moment when no pod is on its way, and the controller is about to take the next nodes. */
export interface Rest {
  readonly at: number;
  /** The nodes it takes first. */
  readonly next: Cohort;
  /** The place of the first of them. */
  readonly place: number;
  /** The nodes that it took since the rest before, and their pods at this one. */
  readonly done?: { readonly cohort: Cohort; readonly pods: NodePods };
  readonly tally: Tally;
  readonly cohorts: number;
  readonly page: Page;
}

/** The rest at this moment, after another; undefined when no nodes are offered. */
export function restAt(at: number, fleet: FleetPods, logbook: Logbook, before: Rest | undefined): Rest | undefined {
  const next = fleet.next('offer');
  const taken = before && fleet.cohorts.slice(before.cohorts);
  const [cohort] = taken ?? [];
  return (
    next && {
      at,
      next,
      place: next.from,
      done: taken?.length === 1 ? { cohort, pods: cohort.pods } : undefined,
      tally: { ...fleet.tally },
      cohorts: fleet.cohorts.length,
      page: logbook.page,
    }
  );
}

/**
 * What came to pass between two rests comes to pass again, as long as the next nodes are of the same class and as many.
 * Does that at once, for as many nodes as there are.
 *
 * @returns the time when it is done; undefined where the next nodes may fare otherwise
 */
export function repeat(before: Rest, rest: Rest, fleet: FleetPods, logbook: Logbook): number | undefined {
  const { next, done } = rest;
  const size = next.from - before.place;
  const seconds = rest.at - before.at;
  const times = Math.floor(next.size / Math.max(1, size));
  if (next !== before.next || !done || !before.done || seconds === 0 || times === 0 || evictsOthers(next)) {
    return undefined;
  }
  if (!hasOnlyReplaced(size, before, rest)) {
    return undefined;
  }
  const settled = before.done.cohort.pods;
  const updated = rest.tally.updated - before.tally.updated;
  logbook.repeat(before.page, times, { seconds, places: size, old: -size, updated });
  // The nodes taken last are where those taken before them were a rest ago.
  const passed = [done.cohort, ...fleet.take('offer', size * (times - 1))];
  const last = fleet.take('offer', size);
  passed.forEach((cohort) => fleet.change(cohort, settled));
  last.forEach((cohort) => fleet.change(cohort, done.pods));
  [...passed, ...last].forEach((cohort) => (cohort.isUnderWay = true));
  return rest.at + times * seconds;
}

function evictsOthers({ nodes: { prospects } }: Cohort): boolean {
  return prospects.alone.evictsOthers || prospects.beside.evictsOthers;
}

/** Whether all stands as it did a rest before, but for one wave more that is done. */
function hasOnlyReplaced(size: number, before: Rest, { done, next, tally }: Rest): boolean {
  const former = before.done!;
  return (
    [former, done!].every(({ cohort }) => cohort.size === size && cohort.nodes === next.nodes) &&
    former.pods === done!.pods &&
    tally.old === before.tally.old - size &&
    tally.budget === before.tally.budget &&
    tally.available === before.tally.available &&
    tally.unavailable === before.tally.unavailable &&
    tally.doubled === before.tally.doubled
  );
}
