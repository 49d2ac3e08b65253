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

/** What happens in a rollout, in the order in which it happens. */
export class Logbook {
  readonly waves: Wave[] = [];
  readonly timeline: RolloutMoment[] = [];

  private readonly open = new Map<RolloutAction, Wave>();

  /** Where it stands now. */
  get page(): Page {
    return { waves: this.waves.length, moments: this.timeline.length };
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
      this.waves.push(wave);
      this.open.set(action, wave);
    }
    wave!.ranges.push({ from: cohort.from, to: cohort.to });
  }

  /** Notes how things stand. */
  mark(at: number, { old, updated, unavailable }: Tally): void {
    if (this.timeline[this.timeline.length - 1]?.at === at) {
      this.timeline.pop();
    }
    const before = this.timeline[this.timeline.length - 1];
    if (!before || before.old !== old || before.updated !== updated || before.unavailable !== unavailable) {
      this.timeline.push({ at, old, updated, unavailable });
    }
  }

  /** Notes that all between two pages comes so many times again. */
  repeat(from: Page, to: Page, times: number, { seconds, places, old, updated }: Step): void {
    const waves = this.waves.slice(from.waves, to.waves);
    const moments = this.timeline.slice(from.moments, to.moments);
    for (let n = 1; n <= times; n++) {
      for (const { at, action, ranges } of waves) {
        const moved = ranges.map((range) => ({ from: range.from + n * places, to: range.to + n * places }));
        this.waves.push({ at: at + n * seconds, action, ranges: moved });
      }
      for (const moment of moments) {
        this.timeline.push({
          at: moment.at + n * seconds,
          old: moment.old + n * old,
          updated: moment.updated + n * updated,
          unavailable: moment.unavailable,
        });
      }
    }
  }
}
