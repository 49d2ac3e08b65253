import { PlanFinding } from './placement-document';
import { PlannedAgent, Refusal } from './planned-agent';
import { PlannedPlacement } from './planned-placement';

const FIXES: Record<string, (agent: PlannedAgent) => string> = {
  Priority: ({ pod }) => `declare the PriorityClass ${pod.priorityClassName}, or use system-node-critical`,
  RuntimeClass: ({ pod }) => `declare the RuntimeClass ${pod.runtimeClassName} so that it agrees with the template`,
  LimitRanger: ({ daemonSet }) => `set requests and limits within the LimitRanges of namespace ${daemonSet.namespace}`,
  PodValidation: () => 'set a limit that is at least the request',
};

/** What admission refuses: the controller wants pods, and none is ever created. */
export function planFindings(plan: PlannedPlacement): PlanFinding[] {
  return plan.agents.flatMap((agent) => agent.refusals.map((refusal) => refusalFinding(agent, refusal)));
}

function refusalFinding(agent: PlannedAgent, { plugin, message }: Refusal): PlanFinding {
  return {
    rule: 'pod-refused',
    severity: 'error',
    daemonSet: agent.key,
    message: `no pod is created: ${message}`,
    fix: FIXES[plugin](agent),
  };
}
