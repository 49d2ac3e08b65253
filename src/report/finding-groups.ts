import { PlanFinding } from '../planner/placement/placement-document';

/** The same finding of several DaemonSets. */
export interface FindingGroup extends Omit<PlanFinding, 'daemonSet'> {
  /** As `namespace/name`, in the order of the findings. */
  readonly daemonSets: readonly string[];
}

const SEVERITIES: readonly PlanFinding['severity'][] = ['error', 'warning', 'info'];

/** Findings worst first, those that read the same together. */
export function groupFindings(findings: readonly PlanFinding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup & { daemonSets: string[] }>();
  for (const { daemonSet, ...finding } of findings) {
    const key = JSON.stringify([finding.severity, finding.rule, finding.message, finding.fix]);
    const group = groups.get(key);
    if (group) {
      group.daemonSets.push(daemonSet);
    } else {
      groups.set(key, { ...finding, daemonSets: [daemonSet] });
    }
  }
  return SEVERITIES.flatMap((severity) => [...groups.values()].filter((group) => group.severity === severity));
}
