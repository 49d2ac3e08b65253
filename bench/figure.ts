/** What a figure may be, against its target. */
export interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One measured number. */
export interface Figure {
  readonly what: string;
  readonly unit: 'ms' | 's' | 'MB' | 'MB/s' | 'times' | 'lines' | 'clusters/s';
  readonly value: number;
  /** How far runs lie from it, in percent. */
  readonly spread?: number;
  readonly target?: Target;
  /** How many times longer the plain node-by-node evaluation takes. */
  readonly ratio?: number;
}

/** What a scenario could not measure, and why; it stands in the place of its figures. */
export interface Skipped {
  readonly what: string;
  readonly skipped: string;
}

/** Whether a figure meets its target; undefined where it has none. */
export function isMet({ value, target }: Figure): boolean | undefined {
  return target && value <= (target.atMost ?? Infinity) && value >= (target.atLeast ?? -Infinity);
}
