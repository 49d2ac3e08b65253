import { admitRunningPods } from './admit-running-pods';
import { Crew } from './crew';
import { podIdentity } from './filters/inter-pod-affinity';
import { FleetState } from './fleet-state';
import { classDecisions, classifyNodes } from './node-class';
import { NodeState, PlacedPod } from './node-state';
import { PlacementPlan } from './placement-plan';
import { PlacementPlanOptions } from './placement-plan-options';
import { PlannedAgent, planAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { DaemonPod, settle } from './settle';
import { verdictOfPod } from './verdict';
import { ClusterObjects, mergeClusterObjects, readClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { DaemonSet, daemonSetKey, readDaemonSet } from '../../kubernetes/daemon-set';
import { KubernetesVersion, kubernetesVersion } from '../../kubernetes/kubernetes-version';
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
  return PlacementPlan._of(place(inventory, agents, objects, version));
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

function place(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedPlacement {
  const { nodes } = inventory._contents;
  const classes = classifyNodes(nodes, agents);
  const crews = new Map(
    [...new Set(classes)].map((each) => [each, new Crew(agents, classDecisions(each, agents), each, version)]),
  );
  const crewOf = (i: number) => crews.get(classes[i])!;
  const fleet = new FleetState(
    nodes.map((node) => new NodeState(node)),
    objects.namespaces,
  );
  const { kept, removed } = admitRunningPods(inventory, agents, fleet, crewOf, objects, version);
  const verdicts: Verdict[][] = agents.map(() => new Array<Verdict>(nodes.length));

  const nodeByNode = !reachesBeyondNodes(agents, fleet);
  const contested = fleet.nodes.flatMap((state, i) => {
    const crew = crewOf(i);
    const refused = [...kept[i].keys()].some(({ refusals }) => refusals.length > 0);
    if (!nodeByNode || refused || !crew.fitsBeside(state)) {
      return [i];
    }
    state.await(crew.pods(kept[i]));
    agents.forEach((agent) => (verdicts[agent.index][i] = crew.verdict(agent, kept[i].has(agent))));
    return [];
  });
  const pods = new Map(contested.map((i) => [i, daemonPods(agents, crewOf(i), fleet, i, kept[i])]));
  for (const group of nodeByNode ? contested.map((i) => [i]) : [contested]) {
    settle(
      group.flatMap((i) => [...pods.get(i)!.values()]),
      fleet,
      objects.podDisruptionBudgets,
      version,
    );
  }
  const anyEviction = [...pods.values()].some((onNode) => [...onNode.values()].some(({ evicts }) => evicts.length > 0));
  for (const [i, onNode] of pods) {
    for (const agent of agents) {
      const facts = { decision: crewOf(i).decision(agent), running: kept[i].has(agent) };
      const pod = onNode.get(agent);
      verdicts[agent.index][i] = pod
        ? verdictOfPod({ agent, state: fleet.nodes[i], fleet, version }, facts, pod, anyEviction)
        : crewOf(i).verdict(agent, facts.running);
    }
  }
  return { version, inventory, agents, nodes: fleet.nodes, fleet, classCount: crews.size, objects, verdicts, removed };
}

/** The pods that the controller creates on a node, or finds there. */
function daemonPods(
  agents: readonly PlannedAgent[],
  crew: Crew,
  fleet: FleetState,
  i: number,
  kept: ReadonlyMap<PlannedAgent, PlacedPod>,
): Map<PlannedAgent, DaemonPod> {
  const state = fleet.nodes[i];
  const pods = new Map<PlannedAgent, DaemonPod>();
  for (const agent of agents) {
    const placed = kept.get(agent);
    if (crew.decision(agent).shouldRun && (placed || agent.refusals.length === 0)) {
      pods.set(agent, { agent, state, placed, rejections: [], evicts: [] });
      if (placed) {
        fleet.add(placed, state);
      }
    }
  }
  return pods;
}

/** Whether what happens on one node may matter to an agent on another. */
function reachesBeyondNodes(agents: readonly PlannedAgent[], fleet: FleetState): boolean {
  const apart = ({ pod }: PlannedAgent) =>
    pod.podAffinity.length + pod.podAntiAffinity.length + pod.topologySpread.length;
  return agents.some((agent) => apart(agent) > 0 || fleet.isShunned(podIdentity(agent)));
}
