import { fewNames } from './few-names';
import { PlacementReason, PlanFinding } from './placement-document';
import { PlannedAgent, Refusal } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { validateDaemonSet } from '../../kubernetes/validation/validate-daemon-set';

const FIXES: Record<string, (agent: PlannedAgent, message: string) => string> = {
  Priority: ({ pod }) => `declare the PriorityClass ${pod.priorityClassName}, or use system-node-critical`,
  RuntimeClass: ({ pod }) => `declare the RuntimeClass ${pod.runtimeClassName} so that it agrees with the template`,
  LimitRanger: ({ daemonSet }) => `set requests and limits within the LimitRanges of namespace ${daemonSet.namespace}`,
  PodValidation: (_, message) => POD_FIXES.find(([words]) => message.includes(words))![1],
};
const POD_FIXES = [
  ['the host port', 'declare each port of the host once; on the host network every declared port is one'],
  ['matchLabelKeys', 'leave the key out of labelSelector: its value comes from the pod'],
  ['limit', 'set a limit that is at least the request, of each container and of the pod'],
  ['request', 'let the pod request at least as much as its containers do together'],
] as const;

/**
 * What is wrong with an agent as a whole: the API server refuses it or its pods, or they wait for ever behind pods they
 * cannot displace.
 */
export function planFindings(plan: PlannedPlacement, agents: readonly PlannedAgent[] = plan.agents): PlanFinding[] {
  const waiting = plan.outcomes.where(waitsForEver);
  return agents.flatMap((agent) => [
    ...invalidManifest(agent),
    ...agent.refusals.map((refusal) => refusalFinding(agent, refusal)),
    ...pendingForEver(plan, agent, waiting[agent.index]),
  ]);
}

/** The placements of such an agent tell how it would fare if it were accepted as it stands. */
function invalidManifest({ key, daemonSet }: PlannedAgent): PlanFinding[] {
  return validateDaemonSet(daemonSet.manifest.object).map(({ field, detail, fix }) => ({
    rule: 'manifest-refused',
    severity: 'error',
    daemonSet: key,
    message: `the API server refuses it: ${field}: ${detail}`,
    fix: fix ?? `mend ${field}`,
    field,
  }));
}

/** Nodes that have room for the agent, all of it held by pods of its priority or a higher one: kubernetes#140984. */
function pendingForEver(plan: PlannedPlacement, agent: PlannedAgent, waiting: readonly number[] = []): PlanFinding[] {
  const names = plan.outcomes.nodesOf(waiting).map((i) => plan.inventoryNodes[i].name);
  if (names.length === 0) {
    return [];
  }
  const obstacle =
    agent.preemptionPolicy === 'Never'
      ? 'pods that it never preempts'
      : `pods of its priority ${agent.priority} or a higher one`;
  return [
    {
      rule: 'pending-for-ever',
      severity: 'warning',
      daemonSet: agent.key,
      message: `stays Pending on ${fewNames(names)}, filled by ${obstacle}`,
      fix: 'give it a priorityClassName above those of the pods there, or smaller requests',
    },
  ];
}

function waitsForEver(verdict: Verdict): boolean {
  return verdict.state === 'Pending' && (verdict.fitsAlone ?? lacksRoomOnly(verdict));
}

function lacksRoomOnly({ reasons }: Verdict): boolean {
  const full = ({ plugin, requested, capacity }: PlacementReason) =>
    plugin === 'NodeResourcesFit' && requested! <= capacity!;
  return reasons.length > 0 && reasons.every(full);
}

function refusalFinding(agent: PlannedAgent, { plugin, message }: Refusal): PlanFinding {
  return {
    rule: 'pod-refused',
    severity: 'error',
    daemonSet: agent.key,
    message: `no pod is created: ${message}`,
    fix: FIXES[plugin](agent, message),
  };
}
