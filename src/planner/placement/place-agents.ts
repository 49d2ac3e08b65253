import { Crew } from './crew';
import { podIdentity } from './filters/inter-pod-affinity';
import { FleetState, isLocalTopology } from './fleet-state';
import { lazyList } from './lazy-list';
import { classifyNodes } from './node-class';
import { AwaitedPods, NodeState, PlacedPod } from './node-state';
import { Outcomes } from './outcomes';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { KeptPods, RunningLoad } from './running-load';
import { DaemonPod, settle } from './settle';
import { verdictOfPod } from './verdict';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { sumOfAmounts } from '../../kubernetes/pod-requests';

/** A node on which agents have to be placed one by one, with what has become of them. */
interface Contest {
  readonly crew: Crew;
  readonly state: NodeState;
  readonly fleet: FleetState;
  readonly kept: KeptPods;
  readonly pods: ReadonlyMap<PlannedAgent, DaemonPod>;
}

/** Places the agents on the nodes: once for all idle nodes of a class, and one by one only where not all have room. */
export function placeAgents(
  inventory: NodeInventory,
  agents: readonly PlannedAgent[],
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedPlacement {
  const { nodes } = inventory._contents;
  const classes = classifyNodes(nodes, agents);
  const crews = new Map<number, Crew>();
  const crewOf = (i: number): Crew => {
    let crew = crews.get(classes[i].identity);
    if (!crew) {
      crew = new Crew(agents, classes[i], version, objects.namespaces);
      crews.set(classes[i].identity, crew);
    }
    return crew;
  };
  const load = new RunningLoad(inventory, agents, crewOf, objects, version);
  const wide = reachesBeyondNodes(inventory, agents, objects);
  const wideFleet = wide ? fleetOf(nodes, load, objects) : undefined;

  const ofNode = new Uint32Array(nodes.length);
  const verdicts: Verdict[][] = [];
  const outcomes = new Map<unknown, number>();
  const contests = new Map<number, Contest>();
  const outcome = (key: unknown, make: (number: number) => void): number => {
    let number = outcomes.get(key);
    if (number === undefined) {
      number = outcomes.size;
      outcomes.set(key, number);
      make(number);
    }
    return number;
  };
  const contest = (i: number) => (number: number) => {
    const fleet = wideFleet ?? fleetOf([nodes[i]], { podsOn: () => load.podsOn(i) }, objects);
    const state = wideFleet ? wideFleet.nodes[i] : fleet.nodes[0];
    const kept = load.keptOn(i);
    contests.set(number, {
      crew: crewOf(i),
      state,
      fleet,
      kept,
      pods: daemonPods(agents, crewOf(i), fleet, state, kept),
    });
  };
  nodes.forEach((_, i) => {
    const crew = crewOf(i);
    const kept = load.keptOn(i);
    const refused = [...kept.keys()].some(({ refusals }) => refusals.length > 0);
    if (wide || refused || (!load.isIdle(i) && !load.hasRoomFor(crew, i))) {
      ofNode[i] = outcome(nodes[i], contest(i));
    } else if (load.isIdle(i) && !load.hasRoomFor(crew, i)) {
      ofNode[i] = outcome(classes[i], contest(i));
    } else {
      const running = [...kept.keys()].map(({ index }) => index).sort((a, b) => a - b);
      ofNode[i] = outcome(`${classes[i].identity}/${running.join()}`, (number) => {
        verdicts[number] = crew.allVerdicts(kept);
      });
    }
  });

  for (const group of wideFleet ? [[...contests.values()]] : [...contests.values()].map((each) => [each])) {
    if (group.length > 0) {
      const pods = group.flatMap((each) => [...each.pods.values()]);
      settle(pods, group[0].fleet, objects.podDisruptionBudgets, version);
    }
  }
  const evicted = [...contests.values()].flatMap(({ pods }) => [...pods.values()].flatMap(({ evicts }) => evicts));
  for (const [number, settled] of contests) {
    verdicts[number] = agents.map((agent) => verdictOf(agent, settled, version, evicted));
  }

  const fleetAfterwards = (): FleetState => {
    const likeSettled = new Map([...contests].map(([number, { state }]) => [number, awaited([...state.pods])]));
    const states = nodes.map((node, i) => {
      const settled = contests.get(ofNode[i])?.state;
      return settled?.node === node ? settled : new NodeState(node);
    });
    const fleet = new FleetState(states, objects.namespaces);
    states.forEach((state, i) => {
      if (contests.get(ofNode[i])?.state === state) {
        state.pods.forEach((pod) => fleet.enlist(pod, state));
      } else {
        load.podsOn(i).forEach((pod) => fleet.add(pod, state));
        const kept = load.keptOn(i);
        crewOf(i).members.forEach((agent) => kept.has(agent) && fleet.enlist(kept.get(agent)!, state));
        state.await(likeSettled.get(ofNode[i]) ?? crewOf(i).podsBeside(kept));
      }
    });
    return fleet;
  };
  let fleetView = wideFleet;
  let verdictsView: PlannedPlacement['verdicts'] | undefined;
  const outcomesOfNodes = new Outcomes(ofNode, verdicts);
  return {
    version,
    inventory,
    agents,
    inventoryNodes: nodes,
    classCount: new Set(classes).size,
    objects,
    removed: load.removed,
    outcomes: outcomesOfNodes,
    get fleet() {
      return (fleetView ??= fleetAfterwards());
    },
    get nodes() {
      return this.fleet.nodes;
    },
    get verdicts() {
      return (verdictsView ??= lazyList(agents.length, (agent) => outcomesOfNodes.ofAgent(agent)));
    },
  };
}

/** The nodes with the pods that stand there. */
function fleetOf(nodes: readonly Node[], load: Pick<RunningLoad, 'podsOn'>, objects: ClusterObjects): FleetState {
  const states = nodes.map((node) => new NodeState(node));
  const fleet = new FleetState(states, objects.namespaces);
  states.forEach((state, i) => load.podsOn(i).forEach((pod: PlacedPod) => fleet.add(pod, state)));
  return fleet;
}

/** Such pods for other nodes: what stands on an idle node stands on all of its class. */
function awaited(pods: readonly PlacedPod[]): AwaitedPods {
  return {
    count: pods.length,
    requests: sumOfAmounts(pods.map(({ requests }) => requests)),
    pods: () => pods.map((pod) => ({ ...pod })),
  };
}

/** The pods that the controller creates on a node, or finds there. */
function daemonPods(
  agents: readonly PlannedAgent[],
  crew: Crew,
  fleet: FleetState,
  state: NodeState,
  kept: KeptPods,
): Map<PlannedAgent, DaemonPod> {
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

function verdictOf(
  agent: PlannedAgent,
  { crew, state, fleet, kept, pods }: Contest,
  version: KubernetesVersion,
  evicted: readonly PlacedPod[],
): Verdict {
  const pod = pods.get(agent);
  const running = kept.has(agent);
  if (!pod || (pod.placed && pod.evicts.length === 0 && agent.refusals.length === 0)) {
    return crew.verdict(agent, running);
  }
  return verdictOfPod({ agent, state, fleet, version }, { decision: crew.decision(agent), running }, pod, evicted);
}

/** Whether what happens on one node may matter to an agent on another. */
function reachesBeyondNodes(
  { _contents: { nodes, pods } }: NodeInventory,
  agents: readonly PlannedAgent[],
  { namespaces }: ClusterObjects,
): boolean {
  const known = new Map<string, boolean>();
  const isLocal = ({ topologyKey }: { readonly topologyKey: string }) => {
    const local = known.get(topologyKey) ?? isLocalTopology(topologyKey, nodes);
    known.set(topologyKey, local);
    return local;
  };
  const reaches = ({ pod }: PlannedAgent) =>
    pod.podAffinity.length > 0 ||
    !pod.podAntiAffinity.every(isLocal) ||
    // Where node affinity is honoured, the one node that a daemon pod may run on is all that counts.
    pod.topologySpread.some(({ nodeAffinityPolicy }) => nodeAffinityPolicy !== 'Honor');
  const fleet = new FleetState([], namespaces);
  return (
    agents.some(reaches) ||
    pods.some((pod) =>
      pod.spec.podAntiAffinity.some(
        (term) => !isLocal(term) && agents.some((agent) => fleet.selects(term, pod, podIdentity(agent))),
      ),
    )
  );
}
