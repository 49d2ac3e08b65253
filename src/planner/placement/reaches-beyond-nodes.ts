import { podIdentity } from './filters/inter-pod-affinity';
import { FleetState, isLocalTopology } from './fleet-state';
import { PlannedAgent } from './planned-agent';
import { Node } from '../../inventory/node';
import { PodTraits } from '../../inventory/running-pod';
import { Labels, labelSelectorMatches } from '../../kubernetes/label-selector';
import { PodAffinityTerm } from '../../kubernetes/pod-spec';

const NO_LABELS: Labels = new Map();

/**
 * Whether what happens on one node may matter to an agent on another.
 *
 * @param repellent the running pods that keep others off
 */
export function reachesBeyondNodes(
  nodes: readonly Node[],
  agents: readonly PlannedAgent[],
  repellent: readonly PodTraits[],
  namespaces: ReadonlyMap<string, Labels>,
): boolean {
  // What may leave a pod waiting that would fit is a matter of what happens anywhere, until something wakes it.
  const isLocal = ({ topologyKey, namespaceSelector }: PodAffinityTerm, terms: readonly PodAffinityTerm[]) =>
    isLocalTopology(topologyKey, nodes) &&
    terms.length === 1 &&
    (!namespaceSelector || labelSelectorMatches(namespaceSelector, NO_LABELS));
  const reaches = ({ pod: { podAffinity, podAntiAffinity, topologySpread } }: PlannedAgent) =>
    podAffinity.length > 0 ||
    !podAntiAffinity.every((term) => isLocal(term, podAntiAffinity)) ||
    // Where node affinity is honoured, the one node that a daemon pod may run on is all that counts.
    topologySpread.some(({ nodeAffinityPolicy }) => nodeAffinityPolicy !== 'Honor');
  const fleet = FleetState.of([], namespaces);
  return (
    agents.some(reaches) ||
    repellent.some((pod) => {
      const terms = pod.spec.podAntiAffinity;
      return terms.some(
        (term) => !isLocal(term, terms) && agents.some((agent) => fleet.selects(term, pod, podIdentity(agent))),
      );
    })
  );
}
