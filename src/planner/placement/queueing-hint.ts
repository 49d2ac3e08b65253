import { FleetState } from './fleet-state';
import { PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';

/** Something that happened to a pod somewhere in the fleet. */
export interface PodEvent {
  readonly kind: 'added' | 'deleted';
  readonly pod: PlacedPod;
}

/**
 * Whether an event may help an agent's pod that a plugin has rejected, in the eyes of that plugin.
 *
 * @see https://github.com/kubernetes/enhancements/issues/4247 QueueingHint
 */
export function mayHelp(event: PodEvent, agent: PlannedAgent, plugin: string, fleet: FleetState): boolean {
  switch (plugin) {
    case 'NodePorts':
    case 'NodeResourcesFit':
      return event.kind === 'deleted';
    case 'InterPodAffinity':
      return mayHelpAffinity(event, agent, fleet);
    case 'PodTopologySpread':
      return true;
    default:
      return false; // Labels and taints of nodes do not change while a plan is made.
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/interpodaffinity/plugin.go isSchedulableAfterPodChange */
function mayHelpAffinity({ kind, pod }: PodEvent, { daemonSet, pod: spec }: PlannedAgent, fleet: FleetState): boolean {
  const self = { namespace: daemonSet.namespace, labels: daemonSet.template.labels };
  if (kind === 'added') {
    return spec.podAffinity.length > 0 && spec.podAffinity.every((term) => fleet.selects(term, self, pod));
  }
  return (
    spec.podAntiAffinity.some((term) => fleet.selects(term, self, pod)) ||
    pod.podAntiAffinity.some((term) => fleet.selects(term, pod, self))
  );
}
