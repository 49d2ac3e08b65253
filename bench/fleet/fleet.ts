import { AGENTS_PRIORITY, benchAgents } from './agents';
import { benchNode } from './nodes';
import { benchPod, benchPodCount } from './pods';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { Fault, throwFaults } from '../../src/kubernetes/manifest/fault';
import { Manifest } from '../../src/kubernetes/manifest/manifest';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';

/** The parsed objects of a fleet: its nodes and, if wanted, the pods on half of them. */
export function fleetObjects(nodes: number, { pods = false } = {}): object[] {
  return [
    AGENTS_PRIORITY,
    ...Array.from({ length: nodes }, (_, i) => benchNode(i)),
    ...Array.from({ length: pods ? benchPodCount(nodes) : 0 }, (_, i) => benchPod(i, nodes)),
  ];
}

/** A fleet, read. */
export function fleetInventory(nodes: number, options?: { readonly pods?: boolean }): NodeInventory {
  return NodeInventory.fromManifests(fleetObjects(nodes, options));
}

/** The manifests of so many agents. */
export function agentManifests(count: number): Manifest[] {
  const faults: Fault[] = [];
  const manifests = manifestsOf(benchAgents(count), faults);
  throwFaults(faults);
  return manifests;
}
