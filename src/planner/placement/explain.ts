import { findAgent, findNode } from './find-agent';
import { PlacementReason } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { reasonInWords } from './shortfall';
import { tolerationToString } from '../../kubernetes/toleration';

/** The plan's answer for one agent on one node, in one to five sentences. */
export function explainPlacement(plan: PlannedPlacement, agentName: string, nodeName: string): string {
  const agent = findAgent(plan, agentName);
  const i = findNode(plan, nodeName);
  return sentences(agent, nodeName, plan.verdicts[agent.index][i]).join(' ');
}

function sentences(agent: PlannedAgent, node: string, verdict: Verdict): string[] {
  const { state, reasons, evicts } = verdict;
  switch (state) {
    case 'Scheduled':
      return [
        `${agent.key} runs on ${node}.`,
        ...(evicts.length > 0
          ? [`It takes the place of ${evicts.map((pod) => `${pod.namespace}/${pod.name}`).join(', ')}.`]
          : []),
      ];
    case 'Excluded':
      return [
        `The DaemonSet controller creates no pod of ${agent.key} on ${node}: ${messages(reasons)}.`,
        verdict.decision.shouldContinueRunning
          ? 'A pod that already runs there stays, but is not replaced when it ends.'
          : 'A pod that runs there is deleted.',
        ...changes(reasons),
      ];
    case 'Refused':
      return [`The API server creates no pod of ${agent.key} for ${node}: ${messages(reasons)}.`];
    case 'Pending':
      return [
        `The pod of ${agent.key} for ${node} stays Pending: ${messages(reasons)}.`,
        ...(agent.preemptionPolicy === 'Never'
          ? ['Its preemptionPolicy is Never, so no pod makes room for it.']
          : reasons.some(({ resource }) => resource)
            ? [`It has priority ${agent.priority}, and evicting the pods there of lower priority would not help.`]
            : []),
      ];
  }
}

function messages(reasons: readonly PlacementReason[]): string {
  return reasons.map(reasonInWords).join('; ');
}

/** What would let the controller create a pod: the tolerations that are missing. */
function changes(reasons: readonly PlacementReason[]): string[] {
  const taints = reasons.flatMap(({ taint }) => (taint ? [taint] : []));
  if (taints.length === 0) {
    return [];
  }
  const tolerations = taints.map(({ key, value, effect }) =>
    tolerationToString({ key, effect, ...(value ? { operator: 'Equal', value } : { operator: 'Exists' }) }),
  );
  const selected = reasons.every(({ taint }) => taint !== undefined);
  return [
    `${selected ? 'It would run there' : 'It would also need to be selected, and'} with a toleration of ${tolerations.join(' and ')}.`,
  ];
}
