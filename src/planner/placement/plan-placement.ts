import { admitRunningPods } from './admit-running-pods';
import { FleetState } from './fleet-state';
import { ControllerDecisions, classifyNodes } from './node-class';
import { NodeState } from './node-state';
import { PlacementPlan } from './placement-plan';
import { PlacementPlanOptions } from './placement-plan-options';
import { PlannedAgent, planAgent } from './planned-agent';
import { PlannedPlacement } from './planned-placement';
import { DaemonPod, settle } from './settle';
import { settledVerdict } from './verdict';
import { ClusterObjects, mergeClusterObjects, readClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { DaemonSet, daemonSetKey, readDaemonSet } from '../../kubernetes/daemon-set';
import { KubernetesVersion, kubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Fault, throwFaults } from '../../kubernetes/manifest/fault';
import { Manifest } from '../../kubernetes/manifest/manifest';

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
  return PlacementPlan._of(place(inventory, agents, objects, version));
}

function readDaemonSets(manifests: readonly Manifest[], faults: Fault[]): DaemonSet[] {
  const daemonSets = manifests.filter(({ kind }) => kind === 'DaemonSet').map((each) => readDaemonSet(each, faults));
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

function place(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedPlacement {
  const { nodes } = inventory._contents;
  const states = nodes.map((node) => new NodeState(node));
  const fleet = new FleetState(states, objects.namespaces);
  const classes = classifyNodes(nodes, agents);
  const decisions = new ControllerDecisions(agents);
  const decide = (agent: PlannedAgent, i: number) => decisions.of(agent, classes[i]);

  const running = admitRunningPods(inventory, agents, fleet, decide, objects, version);
  const wanted = agents.map((agent) =>
    states.map((state, i): DaemonPod | undefined => {
      const placed = running.get(state)?.get(agent);
      const created = decide(agent, i).shouldRun && (placed || agent.refusals.length === 0);
      return created ? { agent, state, placed, rejections: [], evicts: [] } : undefined;
    }),
  );
  settle(
    wanted.flat().filter((pod) => pod !== undefined),
    fleet,
    objects.podDisruptionBudgets,
    version,
  );

  const verdicts = agents.map((agent) =>
    states.map((state, i) => {
      const facts = { decision: decide(agent, i), running: running.get(state)?.has(agent) ?? false };
      return settledVerdict({ agent, state, fleet, version }, facts, wanted[agent.index][i]);
    }),
  );
  return { version, agents, nodes: states, fleet, classCount: new Set(classes).size, objects, verdicts };
}
