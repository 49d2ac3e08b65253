import { Figure, Skipped } from './figure';

/** Something to measure, in a process of its own. */
export interface Scenario {
  readonly name: string;
  /** Takes minutes or gigabytes. */
  readonly large?: boolean;
  readonly run: () => Promise<(Figure | Skipped)[]>;
}
