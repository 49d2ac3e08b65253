import { PlanFinding } from '../planner/placement/placement-document';

export type Severity = PlanFinding['severity'];

const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether something of this severity is as grave as the other one, or graver. */
export function isAsGraveAs(severity: Severity, other: Severity): boolean {
  return GRAVEST_FIRST.indexOf(severity) <= GRAVEST_FIRST.indexOf(other);
}
