import { NodeSort } from './node-sort';
import { ClassOverhead, HeldPort } from './overhead-document';
import { tightestNodes } from './tightest-node';
import { sumOfAmounts } from '../../../kubernetes/pod-requests';
import { PlannedAgent } from '../planned-agent';

/** What the agents take from each node of a sort. */
export function classOverhead({ kind, states, agents, pending }: NodeSort): ClassOverhead {
  const requests = agentsRequests(agents);
  const { allocatable } = states[0].node;
  return {
    kind,
    nodes: states.map(({ node }) => node.name),
    agents: agents.map(({ key }) => key),
    pending: pending.map(({ key }) => key),
    requests: Object.fromEntries(requests),
    allocatable: Object.fromEntries(allocatable),
    shares: sharesOf(requests, allocatable),
    hostPorts: heldPorts(agents),
    tightest: tightestNodes(states, requests.keys()),
  };
}

/** What the pods of agents request together, with their number. */
export function agentsRequests(agents: readonly PlannedAgent[]): Map<string, number> {
  return new Map([['pods', agents.length], ...sumOfAmounts(agents.map(({ footprint }) => footprint.requests))]);
}

/** Shares of what there is; a resource of which there is nothing has none. */
export function sharesOf(
  requests: ReadonlyMap<string, number>,
  allocatable: ReadonlyMap<string, number>,
): { [resource: string]: number } {
  const shares = [...requests].map(([resource, amount]): [string, number] => [
    resource,
    amount / (allocatable.get(resource) ?? 0),
  ]);
  return Object.fromEntries(shares.filter(([, share]) => Number.isFinite(share)));
}

/** The ports that the agents hold, in order of port. */
export function heldPorts(agents: readonly PlannedAgent[]): HeldPort[] {
  return agents
    .flatMap(({ key, footprint }) => footprint.hostPorts.map((port) => ({ ...port, daemonSet: key })))
    .sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : 0));
}
