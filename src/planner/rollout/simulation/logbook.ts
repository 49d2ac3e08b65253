import { Cohort } from './cohort';
import { Tally } from './fleet-pods';
import { RolloutAction, RolloutMoment } from '../rollout-document';

/** Nodes that are dealt with in the same way at the same time, by their places. */
export interface Wave {
  readonly at: number;
  readonly action: RolloutAction;
  readonly ranges: { readonly from: number; readonly to: number }[];
}

/** A stage of the rollout that comes again: how far each time is from the one before. */
export interface Step {
  readonly seconds: number;
  /** Nodes, in the order shown. */
  readonly places: number;
  /** How the counts of nodes change. */
  readonly old: number;
  readonly updated: number;
}

/** Where the logbook stands. */
export interface Page {
  readonly waves: number;
  readonly moments: number;
}

/** Things in their order, of which a stretch that comes again and again is kept once. */
class Refrains<T> {
  private readonly past: {
    readonly items: readonly T[];
    readonly again: (n: number) => readonly T[];
    times: number;
  }[] = [];
  /** What has come since the last stretch that came again. */
  readonly present: T[] = [];

  get count(): number {
    return this.past.reduce((sum, { items, times }) => sum + items.length * times, this.present.length);
  }

  /** All of them, one after the other. */
  all(): T[] {
    const whole: T[] = [];
    for (const { items, again, times } of this.past) {
      items.forEach((item) => whole.push(item));
      for (let n = 1; n < times; n++) {
        again(n).forEach((item) => whole.push(item));
      }
    }
    return whole.concat(this.present);
  }

  /** How much there is in all of something that is the same each time. */
  sum(amount: (item: T) => number): number {
    const of = (items: readonly T[]) => items.reduce((sum, item) => sum + amount(item), 0);
    return this.past.reduce((sum, { items, times }) => sum + of(items) * times, of(this.present));
  }

  /** All from a place on comes so many times again. */
  repeat(from: number, times: number, moved: (item: T, n: number) => T): void {
    const stretch = this.present.slice(from);
    const again = (n: number) => stretch.map((item) => moved(item, n));
    this.past.push({ items: this.present.slice(0, from), again: () => [], times: 1 });
    this.past.push({ items: stretch, again, times });
    // What comes last stands by itself: it is looked back at.
    this.present.splice(0, Infinity, ...again(times));
  }
}

/** What happens in a rollout, in the order in which it happens. */
export class Logbook {
  private readonly noted = new Refrains<Wave>();
  private readonly marked = new Refrains<RolloutMoment>();
  private readonly open = new Map<RolloutAction, Wave>();

  /** Where it stands now. */
  get page(): Page {
    return { waves: this.noted.present.length, moments: this.marked.present.length };
  }

  get waveCount(): number {
    return this.noted.count;
  }

  waves(): Wave[] {
    return this.noted.all();
  }

  timeline(): RolloutMoment[] {
    return this.marked.all();
  }

  /** How many nodes stand in waves of an action. */
  nodesOf(action: RolloutAction): number {
    return this.noted.sum((wave) =>
      wave.action === action ? wave.ranges.reduce((sum, { from, to }) => sum + to - from, 0) : 0,
    );
  }

  /** Notes what is done to a cohort; only the first time, for what follows is part of it. */
  note(at: number, action: RolloutAction, cohort: Cohort): void {
    if (cohort.isUnderWay) {
      return;
    }
    cohort.isUnderWay = true;
    let wave = this.open.get(action);
    if (wave?.at !== at) {
      wave = { at, action, ranges: [] };
      this.noted.present.push(wave);
      this.open.set(action, wave);
    }
    wave!.ranges.push({ from: cohort.from, to: cohort.to });
  }

  /** Notes how things stand. */
  mark(at: number, { old, updated, unavailable }: Tally): void {
    const { present } = this.marked;
    if (present[present.length - 1]?.at === at) {
      present.pop();
    }
    const before = present[present.length - 1];
    if (!before || before.old !== old || before.updated !== updated || before.unavailable !== unavailable) {
      present.push({ at, old, updated, unavailable });
    }
  }

  /** Notes that all since a page comes so many times again. */
  repeat(from: Page, times: number, { seconds, places, old, updated }: Step): void {
    this.noted.repeat(from.waves, times, ({ at, action, ranges }, n) => ({
      at: at + n * seconds,
      action,
      ranges: ranges.map((range) => ({ from: range.from + n * places, to: range.to + n * places })),
    }));
    this.marked.repeat(from.moments, times, (moment, n) => ({
      at: moment.at + n * seconds,
      old: moment.old + n * old,
      updated: moment.updated + n * updated,
      unavailable: moment.unavailable,
    }));
  }
}
