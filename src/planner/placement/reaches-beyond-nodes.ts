import { podIdentity } from './filters/inter-pod-affinity';
import { FleetState, isLocalTopology } from './fleet-state';
import { PlannedAgent } from './planned-agent';
import { PodColumns } from './pod-columns';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** Whether what happens on one node may matter to an agent on another. */
export function reachesBeyondNodes(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  { namespaces }: ClusterObjects,
  version: KubernetesVersion,
): boolean {
  const { nodes, pods } = inventory._contents;
  const known = new Map<string, boolean>();
  const isLocal = ({ topologyKey }: { readonly topologyKey: string }) => {
    const local = known.get(topologyKey) ?? isLocalTopology(topologyKey, nodes);
    known.set(topologyKey, local);
    return local;
  };
  const reaches = ({ pod }: PlannedAgent) =>
    pod.podAffinity.length > 0 ||
    !pod.podAntiAffinity.every(isLocal) ||
    // Where node affinity is honoured, the one node that a daemon pod may run on is all that counts.
    pod.topologySpread.some(({ nodeAffinityPolicy }) => nodeAffinityPolicy !== 'Honor');
  const fleet = new FleetState([], namespaces);
  return (
    agents.some(reaches) ||
    PodColumns.of(inventory, version).repellent.some((place) =>
      pods[place].spec.podAntiAffinity.some(
        (term) => !isLocal(term) && agents.some((agent) => fleet.selects(term, pods[place], podIdentity(agent))),
      ),
    )
  );
}
