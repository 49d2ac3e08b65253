import { placeApart } from './place-apart';
import { placeTogether } from './place-together';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement } from './planned-placement';
import { PodColumns } from './pod-columns';
import { reachesBeyondNodes } from './reaches-beyond-nodes';
import { SettledFleet } from './settled-fleet';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** Places the agents on the nodes of an inventory. */
export function placeAgents(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedPlacement {
  const ground = new PlacementGround(inventory, agents, objects, version);
  const { repellentPods } = PodColumns.of(inventory, version);
  const together = reachesBeyondNodes(ground.nodes, agents, repellentPods, objects.namespaces);
  const placed = together ? placeTogether(ground) : placeApart(ground);
  const settled = new SettledFleet(ground, placed);
  return {
    version,
    inventory,
    agents,
    inventoryNodes: ground.nodes,
    classCount: new Set(ground.classes).size,
    objects,
    removed: ground.load.removed,
    outcomes: placed.outcomes,
    left: (resource) => settled.left(resource),
    stateOn: (i) => settled.at(i),
    get fleet() {
      return settled.fleet;
    },
    get nodes() {
      return this.fleet.nodes;
    },
  };
}
