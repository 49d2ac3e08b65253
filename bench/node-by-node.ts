import { readClusterObjects, mergeClusterObjects } from '../src/inventory/cluster-objects';
import { NodeInventory } from '../src/inventory/node-inventory';
import { kubernetesVersion } from '../src/kubernetes/kubernetes-version';
import { Manifest } from '../src/kubernetes/manifest/manifest';
import { controllerReasons, nodeShouldRunDaemonPod } from '../src/planner/placement/controller';
import { FleetState } from '../src/planner/placement/fleet-state';
import { NodeState, PlacedPod } from '../src/planner/placement/node-state';
import { readDaemonSets } from '../src/planner/placement/plan-placement';
import { PlannedAgent, planAgent } from '../src/planner/placement/planned-agent';
import { Verdict } from '../src/planner/placement/planned-placement';
import { AgentOwnership, placedPod, sameFootprint } from '../src/planner/placement/running-pods';
import { DaemonPod, besideNominated, settle } from '../src/planner/placement/settle';
import { verdictBeforeScheduling, verdictOfPod } from '../src/planner/placement/verdict';

/**
 * A plan in the plainest way: every agent is asked of every node, and one scheduler places every pod. Nothing is shared
 * between nodes that are alike. By agent, then by node in order of name.
 */
export function planNodeByNode(inventory: NodeInventory, manifests: readonly Manifest[]): Verdict[][] {
  const version = kubernetesVersion(undefined);
  const { nodes, pods } = inventory._contents;
  const objects = mergeClusterObjects(inventory._contents.objects, readClusterObjects(manifests, []));
  const agents = readDaemonSets(manifests, []).map((each, index) => planAgent(each, index, objects, version));
  const states = nodes.map((node) => new NodeState(node));
  const fleet = FleetState.of(states, objects.namespaces);
  const decisions = nodes.map((node) =>
    agents.map((agent) => {
      const { spec } = agent.daemonSet.template;
      const decision = nodeShouldRunDaemonPod(spec, agent.tolerations, node);
      return { ...decision, reasons: decision.shouldRun ? [] : controllerReasons(spec, agent.tolerations, node) };
    }),
  );

  const placeOf = new Map(nodes.map(({ name }, i) => [name, i]));
  const ownership = new AgentOwnership(agents);
  const kept = nodes.map(() => new Map<PlannedAgent, PlacedPod>());
  for (const pod of pods) {
    const i = placeOf.get(pod.nodeName);
    const agent = ownership.ownerOf(pod.traits);
    if (i === undefined) {
      continue;
    }
    const placed = placedPod(pod, objects, version, agent);
    if (!agent) {
      fleet.add(placed, states[i]);
      continue;
    }
    const { shouldRun, shouldContinueRunning } = decisions[i][agent.index];
    if (shouldContinueRunning && !kept[i].has(agent) && (!shouldRun || sameFootprint(placed, agent))) {
      kept[i].set(agent, placed);
      fleet.add(placed, states[i]);
    }
  }

  const daemonPods = nodes.map((_, i) =>
    agents.map((agent): DaemonPod | undefined => {
      const placed = kept[i].get(agent);
      return decisions[i][agent.index].shouldRun && (placed || agent.refusals.length === 0)
        ? { agent, state: states[i], placed, rejections: [], evicts: [] }
        : undefined;
    }),
  );
  const created = daemonPods.flat().filter((pod) => pod !== undefined);
  settle(created, fleet, objects.podDisruptionBudgets, version);

  const evicted = created.flatMap(({ evicts }) => evicts);
  const nominated = created.filter((pod) => pod.nominated);
  return agents.map((agent) =>
    nodes.map((_, i) => {
      const facts = { decision: decisions[i][agent.index], running: kept[i].has(agent) };
      const pod = daemonPods[i][agent.index];
      return pod
        ? besideNominated(pod, nominated, fleet, () =>
            verdictOfPod({ agent, state: states[i], fleet, version }, facts, pod, evicted),
          )
        : verdictBeforeScheduling(agent, facts)!;
    }),
  );
}
