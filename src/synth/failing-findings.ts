import { Review } from './reviewed-plan';
import { Severity, isAsGraveAs } from '../lint/severity';
import { planFindings } from '../planner/placement/findings';
import { PlanFinding } from '../planner/placement/placement-document';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { PlannedAgent } from '../planner/placement/planned-agent';

/** Such pods are told as pods that do not run. */
const REFUSED_POD = 'pod-refused';
const TOLD_BY_AGENT: ReadonlySet<string> = new Set([
  'manifest-refused',
  'surge-host-port',
  'non-integer-comparison',
  'bidirectional-not-privileged',
]);

/**
 * The findings of a plan that fail a synth, without those that it tells of anyway: composed agents validate themselves.
 *
 * @param composed whether an agent is one of those
 * @param failOn the least severity that fails
 */
export function failingFindings(
  plan: PlacementPlan,
  review: Review,
  composed: (agent: PlannedAgent) => boolean,
  failOn: Severity,
): PlanFinding[] {
  const { agents } = plan._placement;
  const keys = new Set(agents.filter(composed).map(({ key }) => key));
  // Of composed agents, the errors that a plan finds by itself are told elsewhere; finding them costs as much again.
  const toldByPlan = failOn === 'error' ? agents.filter(({ key }) => !keys.has(key)) : agents;
  return [...planFindings(plan._placement, toldByPlan), ...review(plan, failOn)]
    .filter(({ severity }) => isAsGraveAs(severity, failOn))
    .filter(({ rule, daemonSet }) => rule !== REFUSED_POD && !(keys.has(daemonSet) && TOLD_BY_AGENT.has(rule)));
}
