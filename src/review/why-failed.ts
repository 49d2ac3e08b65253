import { FailOn, fails, troublesOf } from './fail-on';
import { daemonSetKey } from '../kubernetes/daemon-set';
import { PlacementPlanDocument, PlanFinding } from '../planner/placement/placement-document';

/** What a plan fails on, a line each and without repetition; nothing when it does not fail. */
export function whyFailed(plan: PlacementPlanDocument, failOn: FailOn): string[] {
  if (!fails(troublesOf(plan), failOn)) {
    return [];
  }
  const found = (severity: PlanFinding['severity']) =>
    plan.findings
      .filter((finding) => finding.severity === severity)
      .map(({ rule, daemonSet }) => `${severity} ${rule} in ${daemonSet}`);
  const waiting = plan.daemonSets.flatMap(({ pending, refused, ...agent }) => [
    ...(refused > 0 ? [`${refused} refused of ${daemonSetKey(agent)}`] : []),
    ...(pending > 0 ? [`${pending} Pending of ${daemonSetKey(agent)}`] : []),
  ]);
  const why = [
    ...found('error'),
    ...(failOn === 'pending' ? waiting : []),
    ...(failOn === 'warning' ? found('warning') : []),
  ];
  return [...new Set(why)];
}
