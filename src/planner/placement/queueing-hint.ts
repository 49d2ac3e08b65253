import { PlacedPod } from './node-state';
import { PlannedAgent } from './planned-agent';
import { Labels, labelSelectorMatches } from '../../kubernetes/label-selector';
import { PodAffinityTerm } from '../../kubernetes/pod-spec';

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
export function mayHelp(event: PodEvent, agent: PlannedAgent, plugin: string): boolean {
  return plugin !== 'InterPodAffinity' || mayHelpAffinity(event, agent);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/interpodaffinity/plugin.go isSchedulableAfterPodChange */
function mayHelpAffinity({ kind, pod }: PodEvent, { daemonSet, pod: spec }: PlannedAgent): boolean {
  const self = { namespace: daemonSet.namespace, labels: daemonSet.template.labels };
  return kind === 'added'
    ? allSelect(spec.podAffinity, self, pod)
    : allSelect(spec.podAntiAffinity, self, pod) || allSelect(pod.podAntiAffinity, pod, self);
}

type Identity = Pick<PlacedPod, 'namespace' | 'labels'>;

/**
 * Whether there are terms and all of them select a pod. One would do to keep a pod off, but upstream asks for all, and
 * does not know the labels of namespaces: a pod can be left waiting that would fit.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/interpodaffinity/filtering.go podMatchesAllAffinityTerms
 */
function allSelect(terms: readonly PodAffinityTerm[], owner: Identity, pod: Identity): boolean {
  return terms.length > 0 && terms.every((term) => selects(term, owner, pod));
}

function selects(term: PodAffinityTerm, owner: Identity, pod: Identity): boolean {
  const { labelSelector, namespaces, namespaceSelector } = term;
  const reached =
    namespaces.length === 0 && !namespaceSelector
      ? pod.namespace === owner.namespace
      : namespaces.includes(pod.namespace) ||
        (namespaceSelector !== undefined && labelSelectorMatches(namespaceSelector, NO_LABELS));
  return reached && labelSelector !== undefined && labelSelectorMatches(labelSelector, pod.labels);
}

const NO_LABELS: Labels = new Map();
