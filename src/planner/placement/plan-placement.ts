import { placeAgents } from './place-agents';
import { PlacementPlan } from './placement-plan';
import { PlacementPlanOptions } from './placement-plan-options';
import { planAgent } from './planned-agent';
import { mergeClusterObjects, readClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { DaemonSet, daemonSetKey, readDaemonSet } from '../../kubernetes/daemon-set';
import { kubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Fault, throwFaults } from '../../kubernetes/manifest/fault';
import { Manifest, isOfKind } from '../../kubernetes/manifest/manifest';

/**
 * Places every DaemonSet of the manifests on the nodes of the inventory, as Kubernetes would: the controller's decision,
 * admission, then the scheduler.
 *
 * @throws InputError that lists every fault of the manifests.
 */
export function planPlacement(
  inventory: NodeInventory,
  manifests: readonly Manifest[],
  options: PlacementPlanOptions = {},
): PlacementPlan {
  const version = kubernetesVersion(options.kubernetesVersion);
  const faults: Fault[] = [];
  const daemonSets = readDaemonSets(manifests, faults);
  const objects = mergeClusterObjects(inventory._contents.objects, readClusterObjects(manifests, faults));
  throwFaults(faults);
  const agents = daemonSets.map((daemonSet, index) => planAgent(daemonSet, index, objects, version));
  return PlacementPlan._of(placeAgents(inventory, agents, objects, version));
}

/** The DaemonSets among manifests; faults are added for those that cannot be planned. */
export function readDaemonSets(manifests: readonly Manifest[], faults: Fault[]): DaemonSet[] {
  const daemonSets = manifests.filter((each) => isOfKind(each, 'DaemonSet')).map((each) => readDaemonSet(each, faults));
  const seen = new Set<string>();
  for (const daemonSet of daemonSets) {
    const key = daemonSetKey(daemonSet);
    if (seen.has(key)) {
      const { file, locate, describe } = daemonSet.manifest;
      const line = locate?.(['metadata', 'name']);
      faults.push({ file, line, object: describe(), field: 'metadata.name', rule: 'two DaemonSets have this name' });
    }
    seen.add(key);
  }
  return daemonSets;
}
