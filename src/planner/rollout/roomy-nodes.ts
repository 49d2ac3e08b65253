import { isLost } from './lost-node';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { RunningPod, podFootprint } from '../../inventory/running-pod';
import { hostPortsConflict } from '../../kubernetes/host-port';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { countedResources } from '../placement/filters/node-resources-fit';
import { NodeClass, classDecisions } from '../placement/node-class';
import { PlannedAgent } from '../placement/planned-agent';
import { AgentOwnership, placedPod, sameFootprint } from '../placement/running-pods';

/** The agents before a change, and the changed one after it. */
export interface RolloutAgents {
  readonly earlier: readonly PlannedAgent[];
  readonly later: PlannedAgent;
}

/** What stands on a node. */
interface Load {
  /** What the pods of others request there. */
  readonly requests: Map<string, number>;
  pods: number;
  /** The agents whose pod runs there as they would place it. */
  readonly settled: Set<PlannedAgent>;
}

/** What the agents take of each node of a class, both revisions of the changed one together. */
interface Need {
  readonly wanted: ReadonlySet<PlannedAgent>;
  readonly requests: ReadonlyMap<string, number>;
  /** Whether two of them want one host port: who has it depends on who runs already. */
  readonly portsClash: boolean;
}

/**
 * The names of the nodes with pods on which the agents fare as if there were none: there is room beside them for the pods
 * of all agents, for both revisions of the changed one, and those agents' pods that run are what the agents would place.
 *
 * @param classes of the nodes, in their order
 */
export function roomyNodes(
  inventory: NodeInventory,
  nodes: readonly Node[],
  classes: readonly NodeClass[],
  agents: RolloutAgents,
  objects: ClusterObjects,
  version: KubernetesVersion,
): Set<string> {
  const places = new Map(nodes.map(({ name }, i) => [name, i]));
  const needs = new Map([...new Set(classes)].map((nodeClass) => [nodeClass, needOn(nodeClass, agents)]));
  const loads = new Map<number, Load>();
  const odd = new Set<number>();
  const settles = settling(agents, objects, version);
  for (const pod of inventory._contents.pods) {
    const place = places.get(pod.nodeName);
    if (place === undefined || odd.has(place)) {
      continue;
    }
    // Agents stand on a lost node as they did before it was lost: what they want there now says nothing of that.
    if (isLost(nodes[place])) {
      odd.add(place);
      continue;
    }
    const load = loads.get(place) ?? { requests: new Map(), pods: 0, settled: new Set() };
    loads.set(place, load);
    if (!settles(pod, load, needs.get(classes[place])!)) {
      odd.add(place);
    }
  }
  const roomy = [...loads].filter(
    ([place, load]) => !odd.has(place) && hasRoom(nodes[place], load, needs.get(classes[place])!),
  );
  return new Set(roomy.map(([place]) => nodes[place].name));
}

function needOn(nodeClass: NodeClass, { earlier, later }: RolloutAgents): Need {
  const decisions = classDecisions(nodeClass, earlier);
  const wanted = earlier.filter(({ refusals }, i) => decisions[i].shouldRun && refusals.length === 0);
  const requests = new Map<string, number>();
  for (const { footprint } of [...wanted, later]) {
    for (const resource of countedResources(footprint.requests)) {
      requests.set(resource, (requests.get(resource) ?? 0) + footprint.requests.get(resource)!);
    }
  }
  return { wanted: new Set(wanted), requests, portsClash: anyPortsClash([...wanted, later]) };
}

/** Whether two agents want one host port; the revisions of one agent meet on every node alike. */
function anyPortsClash(agents: readonly PlannedAgent[]): boolean {
  return agents.some((one, i) =>
    agents
      .slice(i + 1)
      .filter(({ key }) => key !== one.key)
      .some((other) =>
        one.footprint.hostPorts.some((port) => other.footprint.hostPorts.some((used) => hostPortsConflict(port, used))),
      ),
  );
}

/** Adds a pod to what stands on its node; false for one that is not like what the agents place, or clashes with them. */
function settling(
  { earlier, later }: RolloutAgents,
  objects: ClusterObjects,
  version: KubernetesVersion,
): (pod: RunningPod, load: Load, need: Need) => boolean {
  const all = [...earlier, later];
  const ownership = new AgentOwnership(all);
  const ports = all.flatMap(({ footprint }) => footprint.hostPorts);
  return (pod, load, { wanted }) => {
    const agent = ownership.ownerOf(pod);
    if (agent) {
      const placed = placedPod(pod, objects, version, agent);
      const settles =
        wanted.has(agent) &&
        !load.settled.has(agent) &&
        placed.priority === agent.priority &&
        sameFootprint(placed, agent);
      load.settled.add(agent);
      return settles;
    }
    const { requests, hostPorts } = podFootprint(pod.spec, version);
    requests.forEach((amount, resource) => load.requests.set(resource, (load.requests.get(resource) ?? 0) + amount));
    load.pods += 1;
    return !hostPorts.some((used) => ports.some((port) => hostPortsConflict(port, used)));
  };
}

function hasRoom({ allocatable }: Node, load: Load, { wanted, requests, portsClash }: Need): boolean {
  const fits = [...requests].every(
    ([resource, needed]) => (load.requests.get(resource) ?? 0) + needed <= (allocatable.get(resource) ?? 0),
  );
  const undecided = portsClash && load.settled.size > 0;
  return fits && !undecided && load.pods + wanted.size + 1 <= (allocatable.get('pods') ?? 0);
}
