import { findAgent } from './find-agent';
import { FleetState } from './fleet-state';
import { NodeState, PlacedPod } from './node-state';
import { GuaranteedPlacement } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement } from './planned-placement';
import { allRejections } from './scheduler';
import { plannedPod } from './settle';
import { reasonInWords } from './shortfall';
import { podPriority } from '../../kubernetes/priority-class';

/**
 * On which nodes an agent fits whatever else runs there: pods of lower priority make room for it, so only what outranks
 * it counts: other agents, and running pods, of its priority or a higher one.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled
 */
export function guaranteedPlacement(plan: PlannedPlacement, name: string): GuaranteedPlacement {
  const agent = findAgent(plan, name);
  const general = generalDoubt(plan, agent);
  const fleet = outrankingFleet(plan, agent);
  const nodes: string[] = [];
  const doubts = new Map<string, string[]>();
  fleet.nodes.forEach((state, i) => {
    if (!plan.outcomes.at(agent.index, i).decision.shouldRun) {
      return;
    }
    const rejections = allRejections({ agent, state, fleet, version: plan.version });
    const doubt = general ?? rejections.map(({ reason }) => reasonInWords(reason)).join('; ');
    if (doubt) {
      doubts.set(doubt, [...(doubts.get(doubt) ?? []), state.node.name]);
    } else {
      nodes.push(state.node.name);
    }
  });
  return { daemonSet: agent.key, nodes, doubtful: [...doubts].map(([why, names]) => ({ why, nodes: names })) };
}

/** What holds on every node: the pod is refused, never preempts, or has no more priority than any workload. */
function generalDoubt({ objects }: PlannedPlacement, agent: PlannedAgent): string | undefined {
  if (agent.refusals.length > 0) {
    return `admission refuses its pod: ${agent.refusals[0].message}`;
  }
  if (agent.preemptionPolicy === 'Never') {
    return 'its preemptionPolicy is Never: pods that came before it stay';
  }
  const workload = podPriority(undefined, objects.priorityClasses);
  const ordinary = 'refused' in workload ? 0 : workload.priority;
  return agent.priority > ordinary
    ? undefined
    : `its priority ${agent.priority} is not above the ${ordinary} of a pod without a class: such pods may fill the node first`;
}

/** The fleet with the pods only that the agent cannot displace: they run, or are those of agents that come first. */
function outrankingFleet(plan: PlannedPlacement, agent: PlannedAgent): FleetState {
  const states = plan.nodes.map(({ node }) => new NodeState(node));
  const fleet = FleetState.of(states, plan.objects.namespaces);
  plan.nodes.forEach(({ pods }, i) => {
    const outranking = (pod: PlacedPod) => pod.agent === undefined && pod.priority >= agent.priority;
    pods.filter(outranking).forEach((pod) => fleet.add(pod, states[i]));
    for (const other of plan.agents) {
      const wanted = plan.outcomes.at(other.index, i).decision.shouldRun && other.refusals.length === 0;
      if (other !== agent && wanted && other.priority >= agent.priority) {
        fleet.add(plannedPod(other), states[i]);
      }
    }
  });
  return fleet;
}
