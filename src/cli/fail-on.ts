import { Option } from 'commander';
import { ExitCode } from './command';
import { PlacementPlanDocument } from '../planner/placement/placement-document';

const FAIL_ON = ['error', 'warning', 'pending', 'never'] as const;

/** What makes a plan fail, with exit code 1. `error` is part of `warning` and of `pending`. */
export type FailOn = (typeof FAIL_ON)[number];

/** The option `--fail-on`. */
export function failOnOption(): Option {
  return new Option(
    '--fail-on <what>',
    'exit with 1 on findings that are errors (error), on warnings too (warning), on errors and pods that are Pending ' +
      'or refused (pending), or not at all (never)',
  )
    .choices(FAIL_ON)
    .default('error');
}

/** The exit code of a plan. */
export function exitCodeOf({ findings, daemonSets }: PlacementPlanDocument, failOn: FailOn): ExitCode {
  const found = (severity: string) => findings.some((finding) => finding.severity === severity);
  const fails = {
    error: found('error'),
    warning: found('error') || found('warning'),
    pending: found('error') || daemonSets.some(({ pending, refused }) => pending + refused > 0),
    never: false,
  };
  return fails[failOn] ? 1 : 0;
}
