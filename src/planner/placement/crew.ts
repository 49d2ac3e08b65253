import { Demand } from './demand';
import { nodeAffinity } from './filters/node-affinity';
import { nodeUnschedulable } from './filters/node-unschedulable';
import { schedulingGates } from './filters/scheduling-gates';
import { taintToleration } from './filters/taint-toleration';
import { FleetState } from './fleet-state';
import { ClassDecision, NodeClass, WANTED, classDecisions } from './node-class';
import { NodeState, PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { plannedPod } from './settle';
import { verdictBeforeScheduling } from './verdict';
import { HostPort, hostPortsConflict } from '../../kubernetes/host-port';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Labels } from '../../kubernetes/label-selector';

/** The filters that only ask what nodes have in common. */
const OF_THE_NODE = [schedulingGates, nodeUnschedulable, taintToleration, nodeAffinity];

/**
 * The agents that the controller wants on nodes of one identity, taken together: where a node has room for all of them,
 * nothing need be asked of each one.
 */
export class Crew {
  /** By resource of the demand, what the members request together. */
  readonly requests: Float64Array;
  readonly members: readonly PlannedAgent[];
  /** The members in the order in which the scheduler tries them. */
  readonly queue: readonly PlannedAgent[];
  readonly hostPorts: readonly HostPort[];
  /** Whether no member is kept off by what the nodes have in common, or by another member. */
  readonly compatible: boolean;
  /** Whether a member keeps other pods off. */
  readonly keepsOthersOff: boolean;
  /** Whether a member is to be spread, so that every pod on a node may count. */
  readonly spreads: boolean;

  private readonly decisions: readonly ClassDecision[];
  private readonly pods: readonly PlacedPod[];
  private readonly repellers: readonly PlacedPod[];
  private readonly fleet: FleetState;
  private readonly verdicts: Verdict[] = [];

  constructor(
    private readonly agents: readonly PlannedAgent[],
    demand: Demand,
    nodeClass: NodeClass,
    version: KubernetesVersion,
    namespaces: ReadonlyMap<string, Labels>,
  ) {
    const decisions = classDecisions(nodeClass, agents);
    this.decisions = decisions;
    this.members = agents.filter(({ index, refusals }) => decisions[index].shouldRun && refusals.length === 0);
    this.queue = [...this.members].sort((a, b) => b.priority - a.priority || a.index - b.index);
    this.pods = this.members.map(plannedPod);
    this.repellers = this.pods.filter(({ podAntiAffinity }) => podAntiAffinity.length > 0);
    this.requests = demand.sum(this.members);
    this.keepsOthersOff = this.repellers.length > 0;
    this.spreads = this.members.some(({ pod }) => pod.topologySpread.length > 0);
    this.hostPorts = this.members.flatMap(({ footprint }) => footprint.hostPorts);
    const state = new NodeState(nodeClass.sample);
    this.fleet = FleetState.of([state], namespaces);
    const { fleet } = this;
    this.compatible =
      !this.spreads &&
      this.members.every((agent) => {
        const context = { agent, state, fleet, version };
        return OF_THE_NODE.every((filter) => filter(context).length === 0);
      }) &&
      !hostPortsClash(this.members) &&
      !this.pods.some((pod) => this.isRepelledBy(pod, pod.agent));
  }

  /** What the controller decides for an agent. */
  decision(agent: PlannedAgent): ClassDecision {
    return this.decisions[agent.index];
  }

  /** Whether a pod on the node and a member may keep each other off by pod anti-affinity; not the member it is of. */
  isRepelledBy(pod: PlacedPodTraits, agent?: PlannedAgent): boolean {
    return (
      this.repellers.some((other) => other.agent !== agent && this.fleet.repels(other, pod)) ||
      (pod.podAntiAffinity.length > 0 &&
        this.pods.some((other) => other.agent !== agent && this.fleet.repels(pod, other)))
    );
  }

  /** Whether a member may keep off pods of a namespace. */
  repelsIn(namespace: string): boolean {
    return this.repellers.some((pod) => pod.podAntiAffinity.some((term) => this.fleet.reaches(term, pod, namespace)));
  }

  /** Whether a member would clash with a host port. */
  takesPort(used: HostPort): boolean {
    return this.hostPorts.some((port) => hostPortsConflict(port, used));
  }

  /** The verdict on an agent where every member has room. */
  verdict(agent: PlannedAgent, running: boolean): Verdict {
    const decision = this.decisions[agent.index];
    if (decision.shouldRun && agent.refusals.length === 0) {
      return running ? STAYS : COMES;
    }
    const place = 2 * agent.index + (running ? 1 : 0);
    return (this.verdicts[place] ??= verdictBeforeScheduling(agent, { decision, running })!);
  }

  /** By agent, the verdicts where every member has room. */
  allVerdicts(running: ReadonlyMap<PlannedAgent, unknown>): Verdict[] {
    return this.agents.map((agent) => this.verdict(agent, running.has(agent)));
  }
}

/** The verdicts on an agent that has room, which nodes of all kinds share. */
const [COMES, STAYS] = [false, true].map((running): Verdict => ({
  state: 'Scheduled',
  reasons: [],
  evicts: [],
  decision: WANTED,
  running,
}));

/** What anti-affinity sees of a pod that stands on a node. */
export type PlacedPodTraits = Pick<PlacedPod, 'namespace' | 'labels' | 'podAntiAffinity'>;

function hostPortsClash(members: readonly PlannedAgent[]): boolean {
  const ports = members.flatMap((agent) => agent.footprint.hostPorts.map((port) => ({ agent, port })));
  return ports.some((a, i) => ports.slice(i + 1).some((b) => a.agent !== b.agent && hostPortsConflict(a.port, b.port)));
}
