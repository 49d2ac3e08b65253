import { FilterContext } from './filters/filter';
import { FleetState } from './fleet-state';
import { NodeState, PlacedPod } from './node-state';
import { PlacementGround } from './placement-ground';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { KeptPods } from './running-load';
import { DaemonPod, besideNominated, settle } from './settle';
import { verdictOfPod } from './verdict';

/** Nodes on which the scheduler places the agents' pods one by one, in a fleet of their own. */
export class Contest {
  private readonly fleet: FleetState;
  private readonly entries: readonly Entry[];
  /** The pods that still wait where room has been made for them. */
  private readonly nominated: readonly DaemonPod[];

  /**
   * @param places of the nodes
   * @param standing the pods that stand on a node whatever the plan says
   * @param filters those that may say no on any of the nodes; all of them by default
   */
  constructor(
    private readonly ground: PlacementGround,
    readonly places: readonly number[],
    standing: (i: number) => readonly PlacedPod[],
    private readonly filters?: FilterContext['filters'],
  ) {
    const { nodes, objects, version } = ground;
    const states = places.map((i) => new NodeState(nodes[i]));
    this.fleet = FleetState.of(states, objects.namespaces);
    states.forEach((state, place) => standing(places[place]).forEach((pod) => this.fleet.add(pod, state)));
    this.entries = states.map((state, place) => this.enter(state, places[place]));
    const pods = this.entries.flatMap((entry) => [...entry.pods.values()]);
    settle(pods, this.fleet, objects.podDisruptionBudgets, version, filters);
    this.nominated = pods.filter(({ nominated }) => nominated);
  }

  /** The pods that the controller creates on a node, or finds there. */
  private enter(state: NodeState, i: number): Entry {
    const { agents, load } = this.ground;
    const crew = this.ground.crewOf(i);
    const kept = load.keptOn(i);
    const pods = new Map<PlannedAgent, DaemonPod>();
    for (const agent of agents) {
      const placed = kept.get(agent);
      if (crew.decision(agent).shouldRun && (placed || agent.refusals.length === 0)) {
        pods.set(agent, { agent, state, placed, rejections: [], evicts: [] });
        if (placed) {
          this.fleet.add(placed, state);
        }
      }
    }
    return { state, kept, pods };
  }

  /** The nodes as they stand afterwards. */
  get states(): readonly NodeState[] {
    return this.fleet.nodes;
  }

  /** The running pods that were preempted. */
  get evicted(): PlacedPod[] {
    return this.entries.flatMap(({ pods }) => [...pods.values()].flatMap(({ evicts }) => evicts));
  }

  /**
   * By node, then by agent.
   *
   * @param evicted pods that are preempted anywhere in the fleet
   */
  verdicts(evicted: readonly PlacedPod[]): Verdict[][] {
    return this.entries.map((entry, place) =>
      this.ground.agents.map((agent) => this.verdict(agent, entry, this.places[place], evicted)),
    );
  }

  private verdict(agent: PlannedAgent, entry: Entry, i: number, evicted: readonly PlacedPod[]): Verdict {
    const { state, kept, pods } = entry;
    const crew = this.ground.crewOf(i);
    const pod = pods.get(agent);
    const running = kept.has(agent);
    if (!pod || (pod.placed && pod.evicts.length === 0 && agent.refusals.length === 0)) {
      return crew.verdict(agent, running);
    }
    const { fleet, filters } = this;
    const context = { agent, state, fleet, filters, version: this.ground.version };
    return besideNominated(pod, this.nominated, fleet, () =>
      verdictOfPod(context, { decision: crew.decision(agent), running }, pod, evicted),
    );
  }
}

/** A node of a contest. */
interface Entry {
  readonly state: NodeState;
  readonly kept: KeptPods;
  readonly pods: ReadonlyMap<PlannedAgent, DaemonPod>;
}
