import { Option } from 'commander';
import { ExitCode } from './command';

export const FAIL_ON = ['error', 'warning', 'pending', 'never'] as const;

/** What makes a command exit with 1. `error` is part of `warning` and of `pending`. */
export type FailOn = (typeof FAIL_ON)[number];

/** What is wrong with a result, by what it takes to fail on it. */
export interface Troubles {
  readonly error: boolean;
  /** What is no error, and a warning. */
  readonly warning: boolean;
  /** What waits, or is refused. */
  readonly pending: boolean;
}

/** The option `--fail-on`, with what each word means for a command. */
export function failOnOption(meaning: {
  readonly error: string;
  readonly warning: string;
  readonly pending: string;
}): Option {
  return new Option(
    '--fail-on <what>',
    `exit with 1 on ${meaning.error} (error), on these and ${meaning.warning} (warning), ` +
      `on errors and ${meaning.pending} (pending), or not at all (never)`,
  )
    .choices(FAIL_ON)
    .default('error');
}

export function exitCodeOf({ error, warning, pending }: Troubles, failOn: FailOn): ExitCode {
  const fails = { error, warning: error || warning, pending: error || pending, never: false };
  return fails[failOn] ? 1 : 0;
}
