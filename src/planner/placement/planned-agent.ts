import { ClusterObjects } from '../../inventory/cluster-objects';
import { PodFootprint } from '../../inventory/running-pod';
import { daemonPodTolerations } from '../../kubernetes/daemon-pod';
import { DaemonSet, daemonSetKey } from '../../kubernetes/daemon-set';
import { hostPortFaults, hostPorts } from '../../kubernetes/host-port';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { applyLimitRanges, limitRangeFaults } from '../../kubernetes/limit-range';
import { matchLabelKeyFaults } from '../../kubernetes/match-label-key-faults';
import { podDefaults } from '../../kubernetes/pod-defaults';
import { podRequests, resourceAmounts } from '../../kubernetes/pod-requests';
import { PodSpec, ResourceList } from '../../kubernetes/pod-spec';
import { podPriority, priorityConflicts } from '../../kubernetes/priority-class';
import { requestLimitFaults } from '../../kubernetes/request-limit-faults';
import { applyRuntimeClass } from '../../kubernetes/runtime-class';
import { Toleration } from '../../kubernetes/toleration';

/** A DaemonSet with the pod it makes, as admission leaves it. */
export interface PlannedAgent {
  /** Place among the DaemonSets of the input. */
  readonly index: number;
  /** `namespace/name`. */
  readonly key: string;
  readonly daemonSet: DaemonSet;
  /** Tolerations that the controller looks at: the template's and the automatic ones. */
  readonly tolerations: readonly Toleration[];
  /** The pod that the scheduler sees. */
  readonly pod: PodSpec;
  readonly priority: number;
  readonly preemptionPolicy: string;
  readonly requests: ResourceList;
  readonly footprint: PodFootprint;
  /** Why the API server creates no pod; empty when it does. */
  readonly refusals: readonly Refusal[];
}

/** A refusal of admission: which plugin, and what it says. */
export interface Refusal {
  readonly plugin: string;
  readonly message: string;
}

/**
 * The pod of a DaemonSet after the controller, defaulting and admission, in their order. What admission adds is unknown
 * to the controller: a RuntimeClass's node selector keeps no pod from being created.
 */
export function planAgent(
  daemonSet: DaemonSet,
  index: number,
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedAgent {
  const refusals: Refusal[] = [];
  const template = daemonSet.template.spec;
  const tolerations = daemonPodTolerations(template);
  const ranges = objects.limitRanges.filter(({ namespace }) => namespace === daemonSet.namespace);
  const limited = applyLimitRanges(podDefaults({ ...template, tolerations }, version), ranges);

  const priority = podPriority(template.priorityClassName, objects.priorityClasses);
  if ('refused' in priority) {
    refusals.push({ plugin: 'Priority', message: priority.refused });
  } else {
    refusals.push(...priorityConflicts(template, priority).map((message) => ({ plugin: 'Priority', message })));
  }
  const classed = applyRuntimeClass(limited, objects.runtimeClasses);
  if ('refused' in classed) {
    refusals.push({ plugin: 'RuntimeClass', message: classed.refused });
  }
  const pod = 'pod' in classed ? classed.pod : limited;
  refusals.push(
    ...limitRangeFaults(limited, ranges, version).map((message) => ({ plugin: 'LimitRanger', message })),
    ...[...requestLimitFaults(limited, version), ...hostPortFaults(limited), ...matchLabelKeyFaults(daemonSet)].map(
      (message) => ({
        plugin: 'PodValidation',
        message,
      }),
    ),
  );

  const requests = podRequests(pod, version);
  return {
    index,
    key: daemonSetKey(daemonSet),
    daemonSet,
    tolerations,
    pod,
    priority: 'refused' in priority ? 0 : priority.priority,
    preemptionPolicy: 'refused' in priority ? 'Never' : priority.preemptionPolicy,
    requests,
    footprint: { requests: resourceAmounts(requests), hostPorts: hostPorts(pod, version) },
    refusals,
  };
}
