import { nodeAffinity } from './filters/node-affinity';
import { countedResources } from './filters/node-resources-fit';
import { nodeUnschedulable } from './filters/node-unschedulable';
import { taintToleration } from './filters/taint-toleration';
import { FleetState } from './fleet-state';
import { ClassDecision, NodeClass } from './node-class';
import { AwaitedPods, NodeState, PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { plannedPod } from './settle';
import { verdictBeforeScheduling } from './verdict';
import { HostPort, hostPortsConflict } from '../../kubernetes/host-port';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { ResourceAmounts, sumOfAmounts } from '../../kubernetes/pod-requests';

/**
 * The agents that the controller wants on the nodes of a class, taken together: where a node has room for all of them,
 * nothing need be asked of each one.
 */
export class Crew {
  private readonly members: readonly PlannedAgent[];
  /** What the members request together of what the scheduler counts. */
  private readonly requests = new Map<string, number>();
  private readonly sum: ResourceAmounts;
  private readonly hostPorts: readonly HostPort[];
  /** Whether no member is kept off by what the nodes of the class have in common, or by another member. */
  private readonly compatible: boolean;
  private readonly verdicts: readonly (readonly [Verdict, Verdict])[];

  constructor(
    agents: readonly PlannedAgent[],
    private readonly decisions: readonly ClassDecision[],
    { sample }: NodeClass,
    version: KubernetesVersion,
  ) {
    this.members = agents.filter(({ index, refusals }) => decisions[index].shouldRun && refusals.length === 0);
    for (const { footprint } of this.members) {
      for (const resource of countedResources(footprint.requests)) {
        this.requests.set(resource, (this.requests.get(resource) ?? 0) + footprint.requests.get(resource)!);
      }
    }
    this.sum = sumOfAmounts(this.members.map(({ footprint }) => footprint.requests));
    this.hostPorts = this.members.flatMap(({ footprint }) => footprint.hostPorts);
    const state = new NodeState(sample);
    const fleet = new FleetState([state], new Map());
    this.compatible =
      this.members.every((agent) =>
        [nodeUnschedulable, taintToleration, nodeAffinity].every(
          (filter) => filter({ agent, state, fleet, version }).length === 0,
        ),
      ) && !this.members.some((a, i) => this.members.slice(i + 1).some((b) => portsClash(a, b)));
    this.verdicts = agents.map((agent) => {
      const verdict = (running: boolean): Verdict => {
        const facts = { decision: decisions[agent.index], running };
        return verdictBeforeScheduling(agent, facts) ?? { state: 'Scheduled', reasons: [], evicts: [], ...facts };
      };
      return [verdict(false), verdict(true)];
    });
  }

  /** What the controller decides for an agent on the nodes of the class. */
  decision(agent: PlannedAgent): ClassDecision {
    return this.decisions[agent.index];
  }

  /** Whether every member has room beside the pods of the node, which are not its own. */
  fitsBeside(state: NodeState): boolean {
    if (!this.compatible || state.pods.length + this.members.length > state.allocatable('pods')) {
      return false;
    }
    for (const [resource, requested] of this.requests) {
      if (requested > state.allocatable(resource) - state.requested(resource)) {
        return false;
      }
    }
    return (
      this.hostPorts.length === 0 ||
      !state.pods.some(({ hostPorts }) =>
        hostPorts.some((used) => this.hostPorts.some((port) => hostPortsConflict(port, used))),
      )
    );
  }

  /** The verdict on an agent where every member has room. */
  verdict(agent: PlannedAgent, running: boolean): Verdict {
    return this.verdicts[agent.index][running ? 1 : 0];
  }

  /** The pods of the members: those that run, which take the same as the planned ones, and those that are planned. */
  pods(running: ReadonlyMap<PlannedAgent, PlacedPod>): AwaitedPods {
    return {
      count: this.members.length,
      requests: this.sum,
      pods: () => this.members.map((agent) => running.get(agent) ?? plannedPod(agent)),
    };
  }
}

function portsClash(a: PlannedAgent, b: PlannedAgent): boolean {
  return a.footprint.hostPorts.some((x) => b.footprint.hostPorts.some((y) => hostPortsConflict(x, y)));
}
