import { countText } from './units';
import { daemonSetKey } from '../kubernetes/daemon-set';
import { ClusterDaemonSet, FleetPlanDocument } from '../planner/fleet/fleet-document';

/** What the plan is about. */
export function fleetHeadline(plan: FleetPlanDocument): string {
  const { totals, kubernetesVersion, shard } = plan;
  const agents = countText(fleetAgents(plan).length, 'agent');
  const fleet = `${countText(totals.clusters, 'cluster')} with ${countText(totals.nodes, 'node')}`;
  const part = shard ? `, part ${shard.index} of ${shard.count}, from 0 on` : '';
  return `${agents} on ${fleet}, Kubernetes ${kubernetesVersion}${part}`;
}

/** The plan in a few sentences: what fails, and how many clusters are unlike the others. */
export function fleetClosing({ totals, groups }: FleetPlanDocument): string {
  const { clusters, failed, unreadable } = totals;
  const [usual, ...others] = groups;
  const differing = others.reduce((sum, group) => sum + group.clusters.length, 0);
  const sentences = [
    unreadable > 0 && `${countText(unreadable, 'cluster')} cannot be planned: mend the files that are named.`,
    failed > 0 && `${countText(failed, 'cluster')} ${failed === 1 ? 'fails' : 'fail'}: fix first.`,
    differing > 0 &&
      `${countText(differing, 'cluster')} ${differing === 1 ? 'fares' : 'fare'} unlike the other ${usual.clusters.length}.`,
    clusters === 0 && 'No cluster is in this part of the fleet.',
  ].filter((sentence) => sentence !== false);
  return sentences.join(' ') || 'Nothing fails, and no cluster is unlike the others.';
}

/** What becomes of an agent on all clusters together. */
export interface FleetAgent extends ClusterDaemonSet {
  /** On how many clusters it is planned. */
  readonly clusters: number;
}

/** The agents of a fleet, in the order of the first cluster that has them. */
export function fleetAgents({ clusters }: FleetPlanDocument): FleetAgent[] {
  const agents = new Map<string, FleetAgent>();
  for (const agent of clusters.flatMap(({ daemonSets }) => daemonSets)) {
    const key = daemonSetKey(agent);
    const sofar = agents.get(key);
    agents.set(key, sofar ? added(sofar, agent) : { ...agent, clusters: 1 });
  }
  return [...agents.values()];
}

function added(sofar: FleetAgent, agent: ClusterDaemonSet): FleetAgent {
  return {
    ...sofar,
    clusters: sofar.clusters + 1,
    desired: sofar.desired + agent.desired,
    scheduled: sofar.scheduled + agent.scheduled,
    pending: sofar.pending + agent.pending,
    refused: sofar.refused + agent.refused,
    excluded: sofar.excluded + agent.excluded,
  };
}
