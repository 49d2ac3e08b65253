import { hostPortToString, hostPortsConflict } from '../../kubernetes/host-port';
import { PlacedPod } from '../../planner/placement/node-state';
import { LintAgent, sharedGroups } from '../lint-agent';
import { LintContext } from '../lint-context';
import { nodesInState } from '../nodes-in-state';
import { LintRule, Remark } from '../rule';
import { firstOf, groupNames, listed } from '../words';

export const hostPortClash: LintRule = {
  id: 'host-port-clash',
  severity: 'error',
  title: 'Two agents, or an agent and a running pod, want one host port of a node.',
  why:
    'A port of a node goes to one pod; on the host network every declared port is one. The second pod stays Pending ' +
    'on NodePorts, and which of the two that is depends on who came first.',
  see: [
    'prometheus-operator/prometheus-operator#1612',
    'prometheus/node_exporter#2871',
    'dell/csm#1783',
    'grafana/k8s-monitoring-helm#2653',
    'prometheus-community/helm-charts#2983',
  ],
  check: (agent, context) =>
    agent.planned.footprint.hostPorts.length === 0
      ? []
      : [
          ...context.agents.slice(0, context.agents.indexOf(agent)).flatMap((other) => betweenAgents(agent, other)),
          ...withRunningPods(agent, context),
        ],
};

const FIX = 'give one of them another port, or keep them off the same nodes by node affinity';

function portsInCommon({ planned }: LintAgent, { hostPorts }: Pick<PlacedPod, 'hostPorts'>): string[] {
  return planned.footprint.hostPorts
    .filter((port) => hostPorts.some((other) => hostPortsConflict(port, other)))
    .map(hostPortToString);
}

function betweenAgents(agent: LintAgent, other: LintAgent): Remark[] {
  const ports = portsInCommon(agent, other.planned.footprint);
  const groups = ports.length > 0 ? sharedGroups(agent, other) : [];
  return groups.length > 0
    ? [{ message: `wants host port ${listed(ports)} that ${other.key} wants too, on ${groupNames(groups)}`, fix: FIX }]
    : [];
}

/** Pods of somebody else that stay: the agent waits for their ports. */
function withRunningPods(agent: LintAgent, { placement }: LintContext): Remark[] {
  const holders = nodesInState(placement, agent.planned, 'Pending')
    .flatMap((i) => placement.stateOn(i).others.map((pod) => ({ pod, on: placement.inventoryNodes[i].name })))
    .map((holder) => ({ ...holder, ports: portsInCommon(agent, holder.pod) }))
    .filter(({ ports }) => ports.length > 0);
  const told = holders.map(({ pod, on }) => `${pod.namespace}/${pod.name} on ${on}`);
  const ports = listed(holders.flatMap((holder) => holder.ports));
  return holders.length > 0
    ? [{ message: `wants host port ${ports} that running pods hold: ${firstOf(told)}`, fix: FIX }]
    : [];
}
