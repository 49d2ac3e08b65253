import { ControllerDecision } from './controller';
import { FleetState } from './fleet-state';
import { NodeState, PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { AgentOwnership, placedPod, sameFootprint } from './running-pods';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/**
 * Puts the running pods on their nodes and returns, by node, those of planned agents that keep their place. A pod of a
 * planned agent that the controller does not keep, or that takes other amounts than the plan's, makes room.
 */
export function admitRunningPods(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  fleet: FleetState,
  decide: (agent: PlannedAgent, i: number) => ControllerDecision,
  objects: ClusterObjects,
  version: KubernetesVersion,
): Map<NodeState, Map<PlannedAgent, PlacedPod>> {
  const indexes = new Map(fleet.nodes.map(({ node }, i) => [node.name, i]));
  const ownership = new AgentOwnership(agents);
  const kept = new Map<NodeState, Map<PlannedAgent, PlacedPod>>();
  for (const pod of inventory._contents.pods) {
    const i = indexes.get(pod.nodeName);
    if (i === undefined) {
      continue;
    }
    const state = fleet.nodes[i];
    const agent = ownership.ownerOf(pod);
    const placed = { ...placedPod(pod, objects, version), agent };
    if (agent) {
      const { shouldRun, shouldContinueRunning } = decide(agent, i);
      const present = kept.get(state) ?? new Map<PlannedAgent, PlacedPod>();
      const stays = shouldContinueRunning && !present.has(agent) && (!shouldRun || sameFootprint(placed, agent));
      if (!stays) {
        continue;
      }
      kept.set(state, present.set(agent, placed));
    }
    fleet.add(placed, state);
  }
  return kept;
}
