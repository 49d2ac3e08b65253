import { FilterContext, Rejection } from './filters/filter';
import { FleetState } from './fleet-state';
import { NodeState, PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { selectVictims } from './preemption';
import { PodEvent, heeds, mayHelp } from './queueing-hint';
import { firstRejections } from './scheduler';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { PodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';

/** A pod that the controller has created for an agent on a node, and what the scheduler has made of it. */
export interface DaemonPod {
  readonly agent: PlannedAgent;
  readonly state: NodeState;
  /** Where it stands; undefined while it is pending. */
  placed?: PlacedPod;
  /** What the first filter that says no said when it was last tried. */
  rejections: readonly Rejection[];
  /** Whether room has been made for it where it still waits: less important pods must leave it that room. */
  nominated?: boolean;
  /** The running pods that were preempted for it. */
  readonly evicts: PlacedPod[];
}

/**
 * Plays the scheduler until nothing moves: pods of higher priority first, then in order of appearance. A pod that waits
 * is tried again when something has happened that may help it; a preempted daemon pod is created anew.
 *
 * @param filters those that may say no on any of the nodes; all of them by default
 */
export function settle(
  pods: readonly DaemonPod[],
  fleet: FleetState,
  budgets: readonly PodDisruptionBudget[],
  version: KubernetesVersion,
  filters?: FilterContext['filters'],
): void {
  const queue = [...pods].sort((a, b) => b.agent.priority - a.agent.priority || a.agent.index - b.agent.index);
  const due = new Set(queue.filter((pod) => !pod.placed));
  const waiting = new Map<string, Set<DaemonPod>>();
  const nominated = new Map<NodeState, Set<DaemonPod>>();
  let byNode: ReadonlyMap<NodeState, readonly DaemonPod[]> | undefined;

  while (due.size > 0) {
    for (const pod of queue) {
      if (due.delete(pod)) {
        attempt(pod);
      }
    }
  }

  function attempt(pod: DaemonPod): void {
    const { agent, state } = pod;
    const context = { agent, state, fleet, version, filters };
    const victims = besideNominated(pod, nominated.get(state) ?? [], fleet, () => {
      pod.rejections = firstRejections(context);
      return pod.rejections.length === 0 ? undefined : selectVictims(context, pod.rejections, budgets);
    });
    if (pod.rejections.length === 0) {
      bind(pod);
    } else if (victims) {
      nominate(pod, victims);
    } else {
      waitFor(pod.rejections[0].reason.plugin, pod);
    }
  }

  function bind(pod: DaemonPod): void {
    nominated.get(pod.state)?.delete(pod);
    pod.nominated = false;
    pod.placed = plannedPod(pod.agent);
    fleet.add(pod.placed, pod.state);
    wake({ kind: 'added', pod: pod.placed });
  }

  /**
   * Once its victims are gone the pod is tried again in its turn, if its plugin heeds that: a more important one may come
   * first.
   */
  function nominate(pod: DaemonPod, victims: readonly PlacedPod[]): void {
    for (const victim of victims) {
      fleet.remove(victim, pod.state);
      const owner = ownerOf(victim, pod.state);
      if (owner) {
        owner.placed = undefined;
        due.add(owner);
      }
    }
    pod.evicts.push(...victims.filter(({ running }) => running));
    nominated.set(pod.state, (nominated.get(pod.state) ?? new Set()).add(pod));
    pod.nominated = true;
    waitFor(pod.rejections[0].reason.plugin, pod);
    victims.forEach((victim) => wake({ kind: 'deleted', pod: victim }));
  }

  function ownerOf(victim: PlacedPod, state: NodeState): DaemonPod | undefined {
    byNode ??= podsByNode(queue);
    return byNode.get(state)!.find(({ placed }) => placed === victim);
  }

  function waitFor(plugin: string, pod: DaemonPod): void {
    waiting.set(plugin, (waiting.get(plugin) ?? new Set()).add(pod));
  }

  function wake(event: PodEvent): void {
    for (const [plugin, rejected] of waiting) {
      if (!heeds(plugin, event)) {
        continue;
      }
      for (const pod of rejected) {
        if (mayHelp(event, pod.agent, plugin)) {
          rejected.delete(pod);
          due.add(pod);
        }
      }
    }
  }
}

/**
 * Asks about a pod with those on its node for which room has been made there, and which are of at least its priority: it
 * must leave them that room.
 */
export function besideNominated<T>(
  { agent, state }: DaemonPod,
  nominated: Iterable<DaemonPod>,
  fleet: FleetState,
  ask: () => T,
): T {
  const others: PlacedPod[] = [];
  for (const other of nominated) {
    if (other.state === state && other.agent !== agent && other.agent.priority >= agent.priority) {
      others.push(plannedPod(other.agent));
    }
  }
  others.forEach((other) => fleet.add(other, state));
  const answer = ask();
  others.forEach((other) => fleet.remove(other, state));
  return answer;
}

function podsByNode(pods: readonly DaemonPod[]): Map<NodeState, DaemonPod[]> {
  const byNode = new Map<NodeState, DaemonPod[]>();
  for (const pod of pods) {
    const onNode = byNode.get(pod.state);
    if (onNode) {
      onNode.push(pod);
    } else {
      byNode.set(pod.state, [pod]);
    }
  }
  return byNode;
}

/** The pod that an agent's DaemonSet makes, before it has started. */
export function plannedPod(agent: PlannedAgent): PlacedPod {
  const { namespace, name, template } = agent.daemonSet;
  return {
    namespace,
    name,
    labels: template.labels,
    priority: agent.priority,
    ...agent.footprint,
    podAntiAffinity: agent.pod.podAntiAffinity,
    tolerations: agent.pod.tolerations,
    agent,
    running: false,
  };
}
