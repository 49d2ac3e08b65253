import { PlacementPlanDocument } from '../planner/placement/placement-document';

export const FAIL_ON = ['error', 'warning', 'pending', 'never'] as const;

/** What fails a result. `error` is part of `warning` and of `pending`. */
export type FailOn = (typeof FAIL_ON)[number];

/** What is wrong with a result, by what it takes to fail on it. */
export interface Troubles {
  readonly error: boolean;
  /** What is no error, and a warning. */
  readonly warning: boolean;
  /** What waits, or is refused. */
  readonly pending: boolean;
}

export function fails({ error, warning, pending }: Troubles, failOn: FailOn): boolean {
  return { error, warning: error || warning, pending: error || pending, never: false }[failOn];
}

/** What is wrong with a plan. */
export function troublesOf({ findings, daemonSets }: PlacementPlanDocument): Troubles {
  return {
    error: findings.some(({ severity }) => severity === 'error'),
    warning: findings.some(({ severity }) => severity === 'warning'),
    pending: daemonSets.some(({ pending, refused }) => pending + refused > 0),
  };
}
