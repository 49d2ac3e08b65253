import { isLost } from './lost-node';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { RunningPod, podFootprint } from '../../inventory/running-pod';
import { HostPort, hostPortsConflict } from '../../kubernetes/host-port';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { countedResources } from '../placement/filters/node-resources-fit';
import { NodeClass, classDecisions } from '../placement/node-class';
import { PlannedAgent } from '../placement/planned-agent';
import { AgentOwnership, placedPod, sameFootprint } from '../placement/running-pods';

/** What the pods of others take of a node on which the agents stand as they would place themselves. */
interface Load {
  readonly requests: Map<string, number>;
  pods: number;
  /** The agents whose pod runs there. */
  readonly settled: Set<PlannedAgent>;
}

/** What the agents before a change take of each node of a class. */
interface Need {
  readonly wanted: ReadonlySet<PlannedAgent>;
  readonly requests: ReadonlyMap<string, number>;
  /** Places of the nodes of the class that are loaded, and not odd. */
  readonly loaded: number[];
  /** The least that the loads leave of a resource on any of these nodes. */
  readonly leastLeft: Map<string, number>;
}

/** What a change may find on nodes with pods, read once for all agents that change. */
export class NodeLoads {
  private readonly loads = new Map<number, Load>();
  /** Places of nodes whose pods are not what the agents would place, or clash with them. */
  private readonly odd = new Set<number>();
  private readonly needs: ReadonlyMap<NodeClass, Need>;
  /** Pods of no agent. */
  private readonly others: { readonly pod: RunningPod; readonly place: number }[] = [];
  private readonly portsInUse = new Map<string, { readonly port: HostPort; readonly places: number[] }>();

  /**
   * @param classes of the nodes, in their order
   * @param earlier the agents before the change
   */
  constructor(
    private readonly nodes: readonly Node[],
    pods: readonly RunningPod[],
    placeOf: (name: string) => number | undefined,
    private readonly classes: readonly NodeClass[],
    private readonly earlier: readonly PlannedAgent[],
    objects: ClusterObjects,
    version: KubernetesVersion,
  ) {
    this.needs = new Map([...new Set(classes)].map((nodeClass) => [nodeClass, needOn(nodeClass, earlier)]));
    const ownership = new AgentOwnership(earlier);
    for (const pod of pods) {
      const place = placeOf(pod.nodeName);
      if (place === undefined) {
        continue;
      }
      const load = this.loads.get(place) ?? { requests: new Map(), pods: 0, settled: new Set() };
      this.loads.set(place, load);
      const agent = ownership.ownerOf(pod);
      // Agents stand on a lost node as they did before it was lost: what they want there now says nothing of that.
      if (
        isLost(nodes[place]) ||
        (agent && !this.settles(agent, placedPod(pod, objects, version, agent), place, load))
      ) {
        this.odd.add(place);
      }
      if (!agent && !this.odd.has(place)) {
        this.count(pod, place, load, version);
      }
    }
    for (const place of this.loads.keys()) {
      if (!this.odd.has(place)) {
        this.needs.get(classes[place])!.loaded.push(place);
      }
    }
  }

  /**
   * The places of the nodes with pods on which the agents may fare otherwise than if there were none. On all others there
   * is room beside their pods for the pods of all agents, for both revisions of the changed one, and those agents' pods
   * that run are what the agents would place.
   */
  crampedFor(later: PlannedAgent): Set<number> {
    const cramped = new Set(this.odd);
    const add = (place: number) => cramped.add(place);
    if (!this.earlier.some(({ key }) => key === later.key)) {
      const ownership = new AgentOwnership([later]);
      this.others.filter(({ pod }) => ownership.ownerOf(pod)).forEach(({ place }) => add(place));
    }
    const ports = [...this.earlier, later].flatMap(({ footprint }) => footprint.hostPorts);
    for (const { port: used, places } of this.portsInUse.values()) {
      if (ports.some((port) => hostPortsConflict(port, used))) {
        places.forEach(add);
      }
    }
    for (const [nodeClass, need] of this.needs) {
      this.withoutRoom(need, later).forEach(add);
      const clashing = clashingOn(nodeClass, need, later);
      if (clashing.size > 0) {
        need.loaded
          .filter((place) => [...this.loads.get(place)!.settled].some((each) => clashing.has(each)))
          .forEach(add);
      }
    }
    return cramped;
  }

  private settles(agent: PlannedAgent, placed: ReturnType<typeof placedPod>, place: number, load: Load): boolean {
    const settles =
      this.needs.get(this.classes[place])!.wanted.has(agent) &&
      !load.settled.has(agent) &&
      placed.priority === agent.priority &&
      sameFootprint(placed, agent);
    load.settled.add(agent);
    return settles;
  }

  private count(pod: RunningPod, place: number, load: Load, version: KubernetesVersion): void {
    const { requests, hostPorts } = podFootprint(pod.spec, version);
    requests.forEach((amount, resource) => load.requests.set(resource, (load.requests.get(resource) ?? 0) + amount));
    load.pods += 1;
    this.others.push({ pod, place });
    for (const port of hostPorts) {
      const key = JSON.stringify([port.hostIP, port.port, port.protocol]);
      const use = this.portsInUse.get(key) ?? { port, places: [] };
      use.places.push(place);
      this.portsInUse.set(key, use);
    }
  }

  /** Where the tightest node of the class has room, all have. */
  private withoutRoom(need: Need, later: PlannedAgent): readonly number[] {
    const { wanted, requests, loaded } = need;
    const amounts = later.footprint.requests;
    const needed = new Map(requests);
    for (const resource of countedResources(amounts)) {
      needed.set(resource, (needed.get(resource) ?? 0) + amounts.get(resource)!);
    }
    needed.set(PODS, wanted.size + 1);
    const short = [...needed].filter(([resource, amount]) => this.leastLeft(need, resource) < amount);
    return short.length === 0
      ? []
      : loaded.filter((place) => short.some(([resource, amount]) => this.left(place, resource) < amount));
  }

  private leastLeft(need: Need, resource: string): number {
    const least =
      need.leastLeft.get(resource) ??
      need.loaded.reduce((low, place) => Math.min(low, this.left(place, resource)), Infinity);
    need.leastLeft.set(resource, least);
    return least;
  }

  private left(place: number, resource: string): number {
    const { requests, pods } = this.loads.get(place)!;
    const taken = resource === PODS ? pods : (requests.get(resource) ?? 0);
    return (this.nodes[place].allocatable.get(resource) ?? 0) - taken;
  }
}

const PODS = 'pods';

/** The agents on nodes of the class that another one keeps off by a host port: whose pod came first matters there. */
function clashingOn(nodeClass: NodeClass, { wanted }: Need, later: PlannedAgent): Set<PlannedAgent> {
  const users = [...wanted].filter(({ footprint }) => footprint.hostPorts.length > 0);
  const usesLater = later.footprint.hostPorts.length > 0 && classDecisions(nodeClass, [later])[0].shouldRun;
  const all = usesLater ? [...users, later] : users;
  return new Set(
    users.filter((agent) =>
      all.some(
        (other) =>
          other.key !== agent.key &&
          agent.footprint.hostPorts.some((port) =>
            other.footprint.hostPorts.some((used) => hostPortsConflict(port, used)),
          ),
      ),
    ),
  );
}

function needOn(nodeClass: NodeClass, earlier: readonly PlannedAgent[]): Need {
  const decisions = classDecisions(nodeClass, earlier);
  const wanted = earlier.filter(({ refusals }, i) => decisions[i].shouldRun && refusals.length === 0);
  const requests = new Map<string, number>();
  for (const { footprint } of wanted) {
    for (const resource of countedResources(footprint.requests)) {
      requests.set(resource, (requests.get(resource) ?? 0) + footprint.requests.get(resource)!);
    }
  }
  return { wanted: new Set(wanted), requests, loaded: [], leastLeft: new Map() };
}
