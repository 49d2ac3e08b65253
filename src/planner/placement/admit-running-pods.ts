import { Crew } from './crew';
import { FleetState } from './fleet-state';
import { PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { AgentOwnership, placedPod, sameFootprint } from './running-pods';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/**
 * Puts the running pods on their nodes, and returns by node those of planned agents that the controller keeps. Of these,
 * the ones it would also create are left for the plan to place: they are part of it. A pod of a planned agent that the
 * controller does not keep, or that takes other amounts than the plan's, makes room.
 */
export function admitRunningPods(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  fleet: FleetState,
  crewOf: (i: number) => Crew,
  objects: ClusterObjects,
  version: KubernetesVersion,
): RunningAgents {
  const indexes = new Map(fleet.nodes.map(({ node }, i) => [node.name, i]));
  const ownership = new AgentOwnership(agents);
  const kept: Map<PlannedAgent, PlacedPod>[] = fleet.nodes.map(() => NONE);
  const removed = new Map<PlannedAgent, Set<string>>();
  for (const pod of inventory._contents.pods) {
    const i = indexes.get(pod.nodeName);
    if (i === undefined) {
      continue;
    }
    const agent = ownership.ownerOf(pod);
    const placed = placedPod(pod, objects, version, agent);
    if (!agent) {
      fleet.add(placed, fleet.nodes[i]);
      continue;
    }
    const { shouldRun, shouldContinueRunning } = crewOf(i).decision(agent);
    if (shouldContinueRunning && !kept[i].has(agent) && (!shouldRun || sameFootprint(placed, agent))) {
      kept[i] = new Map(kept[i]).set(agent, placed);
      if (!shouldRun) {
        fleet.add(placed, fleet.nodes[i]);
      }
    } else if (!shouldContinueRunning) {
      removed.set(agent, (removed.get(agent) ?? new Set()).add(pod.nodeName));
    }
  }
  return { kept, removed };
}

/** The pods of planned agents that run before the plan. */
interface RunningAgents {
  /** By node, those that the controller keeps. */
  readonly kept: readonly ReadonlyMap<PlannedAgent, PlacedPod>[];
  /** The nodes whose pod the controller deletes. */
  readonly removed: ReadonlyMap<PlannedAgent, ReadonlySet<string>>;
}

const NONE = new Map<PlannedAgent, PlacedPod>();
