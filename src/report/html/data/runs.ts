import { Runs } from '../report-data';

/** Values in runs: each, and for how many nodes it holds. */
export function runsOf(values: Iterable<number>): Runs {
  const runs: number[] = [];
  for (const value of values) {
    if (runs.length > 0 && runs[runs.length - 2] === value) {
      runs[runs.length - 1]++;
    } else {
      runs.push(value, 1);
    }
  }
  return runs;
}

/** Numbers distinct things in the order in which they come. */
export class Numbering<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<unknown, number>();

  /** The number of a thing; what has the same key has the same number. */
  of(value: T, key: unknown = value): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
