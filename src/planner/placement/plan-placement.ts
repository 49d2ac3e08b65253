import { FleetState } from './fleet-state';
import { ClassDecision, ControllerDecisions, classifyNodes } from './node-class';
import { NodeState, PlacedPod } from './node-state';
import { PlacementReason } from './placement-document';
import { PlacementPlan } from './placement-plan';
import { PlacementPlanOptions } from './placement-plan-options';
import { PlannedAgent, planAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { AgentOwnership, placedPod, sameFootprint } from './running-pods';
import { DaemonPod, settle } from './settle';
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
      const decision = decide(agent, i);
      return verdict(agent, decision, wanted[agent.index][i], running.get(state)?.has(agent) ?? false);
    }),
  );
  return { version, agents, nodes: states, classCount: new Set(classes).size, objects, verdicts };
}

function verdict(agent: PlannedAgent, decision: ClassDecision, pod: DaemonPod | undefined, running: boolean): Verdict {
  if (!decision.shouldRun) {
    return { state: 'Excluded', reasons: decision.reasons, evicts: [], decision, running };
  }
  if (!pod) {
    const reasons = agent.refusals.map((refusal): PlacementReason => ({ decider: 'admission', ...refusal }));
    return { state: 'Refused', reasons, evicts: [], decision, running };
  }
  const { placed, rejections, evicts } = pod;
  return placed
    ? { state: 'Scheduled', reasons: [], evicts, decision, running }
    : { state: 'Pending', reasons: rejections.map(({ reason }) => reason), evicts, decision, running };
}

/**
 * Puts the running pods on their nodes and returns, by node, those of planned agents that keep their place. A pod of a
 * planned agent that the controller does not keep, or that takes other amounts than the plan's, makes room.
 */
function admitRunningPods(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  fleet: FleetState,
  decide: (agent: PlannedAgent, i: number) => ClassDecision,
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
