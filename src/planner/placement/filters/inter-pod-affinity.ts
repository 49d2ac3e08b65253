import { FleetState, PodIdentity } from '../fleet-state';
import { NodeState } from '../node-state';
import { PlannedAgent } from '../planned-agent';
import { Filter, Rejection, rejection } from './filter';

const PLUGIN = 'InterPodAffinity';

/**
 * Required pod affinity and anti-affinity, of the pod and, against it, of the pods that are there.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/interpodaffinity/filtering.go
 */
export const interPodAffinity: Filter = ({ agent, state, fleet }) => {
  const rejections: Rejection[] = [];
  const pod = podIdentity(agent);
  if (!satisfiesAffinity(agent, pod, state, fleet)) {
    rejections.push(rejection(PLUGIN, "node(s) didn't match pod affinity rules", false));
  }
  if (violatesAntiAffinity(agent, pod, state, fleet)) {
    rejections.push(rejection(PLUGIN, "node(s) didn't match pod anti-affinity rules", true));
  }
  if (fleet.isShunnedOn(state, pod)) {
    rejections.push(rejection(PLUGIN, "node(s) didn't satisfy existing pods anti-affinity rules", true));
  }
  return rejections;
};

/** What terms of other pods see of an agent's pod. */
export function podIdentity({ daemonSet }: PlannedAgent): PodIdentity {
  return { namespace: daemonSet.namespace, labels: daemonSet.template.labels };
}

/** A pod counts for affinity only if every term selects it; the first of its kind may found a group by itself. */
function satisfiesAffinity(agent: PlannedAgent, pod: PodIdentity, state: NodeState, fleet: FleetState): boolean {
  const terms = agent.pod.podAffinity;
  if (terms.length === 0) {
    return true;
  }
  const matchesAll = (other: PodIdentity) => terms.every((term) => fleet.selects(term, pod, other));
  if (terms.some((term) => !state.node.labels.has(term.topologyKey))) {
    return false;
  }
  const company = terms.every((term) =>
    fleet.domainAround(state, term.topologyKey).some((other) => other.pods.some(matchesAll)),
  );
  return company || (matchesAll(pod) && !fleet.nodes.some((other) => hasKeyAndMatch(other)));

  function hasKeyAndMatch(other: NodeState): boolean {
    return terms.some((term) => other.node.labels.has(term.topologyKey)) && other.pods.some(matchesAll);
  }
}

function violatesAntiAffinity(agent: PlannedAgent, pod: PodIdentity, state: NodeState, fleet: FleetState): boolean {
  return agent.pod.podAntiAffinity.some((term) =>
    fleet
      .domainAround(state, term.topologyKey)
      .some((other) => other.pods.some((present) => fleet.selects(term, pod, present))),
  );
}
