import { Option } from 'commander';
import { ExitCode } from './command';
import { FAIL_ON, FailOn, fails, Troubles } from '../review/fail-on';

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

export function exitCodeOf(troubles: Troubles, failOn: FailOn): ExitCode {
  return fails(troubles, failOn) ? 1 : 0;
}
