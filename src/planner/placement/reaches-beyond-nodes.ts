import { podIdentity } from './filters/inter-pod-affinity';
import { FleetState, isLocalTopology } from './fleet-state';
import { PlannedAgent } from './planned-agent';
import { Node } from '../../inventory/node';
import { RunningPod } from '../../inventory/running-pod';
import { Labels } from '../../kubernetes/label-selector';

/**
 * Whether what happens on one node may matter to an agent on another.
 *
 * @param repellent the running pods that keep others off
 */
export function reachesBeyondNodes(
  nodes: readonly Node[],
  agents: readonly PlannedAgent[],
  repellent: readonly RunningPod[],
  namespaces: ReadonlyMap<string, Labels>,
): boolean {
  const isLocal = ({ topologyKey }: { readonly topologyKey: string }) => isLocalTopology(topologyKey, nodes);
  const reaches = ({ pod }: PlannedAgent) =>
    pod.podAffinity.length > 0 ||
    !pod.podAntiAffinity.every(isLocal) ||
    // Where node affinity is honoured, the one node that a daemon pod may run on is all that counts.
    pod.topologySpread.some(({ nodeAffinityPolicy }) => nodeAffinityPolicy !== 'Honor');
  const fleet = new FleetState([], namespaces);
  return (
    agents.some(reaches) ||
    repellent.some((pod) =>
      pod.spec.podAntiAffinity.some(
        (term) => !isLocal(term) && agents.some((agent) => fleet.selects(term, pod, podIdentity(agent))),
      ),
    )
  );
}
