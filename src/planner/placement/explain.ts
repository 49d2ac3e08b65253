import { FilterContext } from './filters/filter';
import { findAgent, findNode } from './find-agent';
import { PlacementReason } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { Remedy, controllerRemedies, remedyToString, schedulerRemedies } from './remedies';
import { allRejections } from './scheduler';
import { reasonInWords } from './shortfall';
import { hostPortToString, hostPortsConflict } from '../../kubernetes/host-port';

/** An answer stays an answer: five sentences at most. */
const SENTENCES = 5;

/** The plan's answer for one agent on one node: what each decider says, and what would change it. */
export function explainPlacement(plan: PlannedPlacement, agentName: string, nodeName: string): string {
  return explainVerdict(plan, findAgent(plan, agentName), findNode(plan, nodeName));
}

/** The same by the index of the node, which may be called otherwise: what fits many nodes can then be told once. */
export function explainVerdict(
  plan: PlannedPlacement,
  agent: PlannedAgent,
  i: number,
  called = plan.inventoryNodes[i].name,
): string {
  const context = { agent, state: plan.stateOn(i), fleet: plan.fleet, version: plan.version };
  return sentences(context, plan.outcomes.at(agent.index, i), called).slice(0, SENTENCES).join(' ');
}

function sentences(context: FilterContext, verdict: Verdict, node: string): string[] {
  const { agent } = context;
  const { reasons, evicts } = verdict;
  switch (verdict.state) {
    case 'Scheduled':
      return evicts.length > 0
        ? [
            `${agent.key} runs on ${node}.`,
            `It has priority ${agent.priority} and takes the place of ${evicts.map((pod) => `${pod.namespace}/${pod.name}`).join(', ')}.`,
          ]
        : [`${agent.key} runs on ${node}.`];
    case 'Excluded':
      return [
        `The DaemonSet controller creates no pod of ${agent.key} on ${node}: ${inWords(reasons)}.`,
        verdict.decision.shouldContinueRunning
          ? 'A pod that already runs there stays, but is not replaced when it ends.'
          : 'A pod that runs there is deleted.',
        ...controllerRemedies(context, reasons, node).map(remedyToString),
        ...furtherObstacles(context),
      ];
    case 'Refused':
      return [
        `The controller wants a pod of ${agent.key} on ${node}, and the API server refuses it: ${inWords(reasons)}.`,
        'The refusal shows only as FailedCreate events of the DaemonSet.',
      ];
    case 'Pending':
      return [
        `The pod of ${agent.key} for ${node} stays Pending: ${inWords(reasons)}.`,
        ...portHolders(context),
        whyNoPreemption(context),
        ...schedulerRemedies(context, reasons).map((remedy: Remedy) => remedyToString(remedy)),
      ];
  }
}

function inWords(reasons: readonly PlacementReason[]): string {
  return reasons.map(reasonInWords).join('; ');
}

/** What the next deciders would say of a pod there, so that a reader does not mend one thing to meet the next. */
function furtherObstacles(context: FilterContext): string[] {
  const refused = context.agent.refusals.map(({ message }) => message);
  const rejected = allRejections(context)
    .filter(({ reason }) => reason.plugin !== 'TaintToleration' && reason.plugin !== 'NodeAffinity')
    .map(({ reason }) => reasonInWords(reason));
  return [
    ...refused.map((message) => `Admission would refuse its pod: ${message}.`),
    ...(rejected.length > 0 ? [`The scheduler would then have no room for it: ${rejected.join('; ')}.`] : []),
  ];
}

/** Which pods hold the host ports that it needs; the event of a cluster does not say. */
function portHolders({ agent, state }: FilterContext): string[] {
  const held = agent.footprint.hostPorts.flatMap((port) =>
    state.pods
      .filter((pod) => pod.hostPorts.some((used) => hostPortsConflict(port, used)))
      .map((pod) => `${hostPortToString(port)} is held by ${pod.namespace}/${pod.name}`),
  );
  return held.length > 0 ? [`Its host port ${held.join(', ')}.`] : [];
}

function whyNoPreemption({ agent, state }: FilterContext): string {
  if (agent.preemptionPolicy === 'Never') {
    return 'Its preemptionPolicy is Never, so no pod makes room for it.';
  }
  return state.pods.some((pod) => pod.priority < agent.priority)
    ? `Evicting the pods there whose priority is lower than its ${agent.priority} would not help.`
    : `No pod there has a priority lower than its ${agent.priority}, so none makes room for it.`;
}
