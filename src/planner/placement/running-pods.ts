import { PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { PodFootprint, PodTraits, RunningPod, podFootprint } from '../../inventory/running-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { labelSelectorMatches } from '../../kubernetes/label-selector';
import { podPriority } from '../../kubernetes/priority-class';

/** A running pod as the scheduler weighs it. */
export function placedPod(
  { name, startTime, traits }: RunningPod,
  objects: ClusterObjects,
  version: KubernetesVersion,
  agent?: PlannedAgent,
  footprint = podFootprint(traits.spec, version),
): PlacedPod {
  const { namespace, labels, spec } = traits;
  return {
    namespace,
    name,
    labels,
    priority: runningPriority(traits, objects),
    requests: footprint.requests,
    hostPorts: footprint.hostPorts,
    podAntiAffinity: spec.podAntiAffinity,
    tolerations: spec.tolerations,
    startTime,
    agent,
    running: true,
  };
}

/** The priority of a running pod: what admission wrote into it, or else what its class gives. */
export function runningPriority({ spec }: Pick<PodTraits, 'spec'>, { priorityClasses }: ClusterObjects): number {
  if (spec.priority !== undefined) {
    return spec.priority;
  }
  const byClass = podPriority(spec.priorityClassName, priorityClasses);
  return 'refused' in byClass ? 0 : byClass.priority;
}

/** The lowest priority that running pods of some specs have; above all others where there is none. */
export function lowestPriority(specs: Iterable<PodTraits['spec']>, objects: ClusterObjects): number {
  let lowest = Infinity;
  for (const spec of specs) {
    lowest = Math.min(lowest, runningPriority({ spec }, objects));
  }
  return lowest;
}

/** Finds the planned DaemonSet that a running pod belongs to: its controller, or for an orphan the selector. */
export class AgentOwnership {
  private readonly byNamespace = new Map<string, PlannedAgent[]>();

  constructor(agents: readonly PlannedAgent[]) {
    for (const agent of agents) {
      const { namespace } = agent.daemonSet;
      this.byNamespace.set(namespace, [...(this.byNamespace.get(namespace) ?? []), agent]);
    }
  }

  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_ref_manager.go ClaimPods */
  ownerOf({ namespace, owner, labels }: PodTraits): PlannedAgent | undefined {
    return this.byNamespace
      .get(namespace)
      ?.find(({ daemonSet }) =>
        owner
          ? owner.kind === 'DaemonSet' && owner.name === daemonSet.name
          : labelSelectorMatches(daemonSet.selector, labels),
      );
  }
}

/** Whether a running pod takes just what the agent's new pod would. */
export function sameFootprint(pod: PodFootprint, agent: PlannedAgent): boolean {
  return footprintKey(pod) === footprintKey(agent.footprint);
}

function footprintKey({ requests, hostPorts }: PodFootprint): string {
  const ports = hostPorts.map(({ port, protocol, hostIP }) => `${hostIP}:${port}/${protocol}`);
  const amounts = [...requests].filter(([, amount]) => amount > 0).map(([resource, amount]) => `${resource}=${amount}`);
  return [...amounts.sort(), ...ports.sort()].join();
}
