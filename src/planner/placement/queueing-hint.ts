import { FleetState } from './fleet-state';
import { PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';

/** Something that happened to a pod somewhere in the fleet. */
export interface PodEvent {
  readonly kind: 'added' | 'deleted';
  readonly pod: PlacedPod;
}

/** Whether a plugin looks at events of this kind at all. Labels and taints of nodes do not change while a plan is made. */
export function heeds(plugin: string, { kind }: PodEvent): boolean {
  switch (plugin) {
    case 'NodePorts':
    case 'NodeResourcesFit':
      return kind === 'deleted';
    case 'InterPodAffinity':
    case 'PodTopologySpread':
      return true;
    default:
      return false;
  }
}

/**
 * Whether an event that a plugin heeds may help an agent's pod that the plugin has rejected.
 *
 * @see https://github.com/kubernetes/enhancements/issues/4247 QueueingHint
 */
export function mayHelp(event: PodEvent, agent: PlannedAgent, plugin: string, fleet: FleetState): boolean {
  return plugin !== 'InterPodAffinity' || mayHelpAffinity(event, agent, fleet);
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
