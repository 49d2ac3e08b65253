import { Fault } from './manifest/fault';
import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';

/**
 * How important pods are to the scheduler.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export interface PriorityClass {
  readonly name: string;
  readonly value: number;
  readonly globalDefault: boolean;
  /** `PreemptLowerPriority` or `Never`. */
  readonly preemptionPolicy: string;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/scheduling/v1/helpers.go SystemPriorityClasses */
export const SYSTEM_PRIORITY_CLASSES: readonly PriorityClass[] = [
  systemClass('system-cluster-critical', 2_000_000_000),
  systemClass('system-node-critical', 2_000_001_000),
];

function systemClass(name: string, value: number): PriorityClass {
  return { name, value, globalDefault: false, preemptionPolicy: 'PreemptLowerPriority' };
}

export function readPriorityClass(manifest: Manifest, faults: Fault[]): PriorityClass {
  const root = Field.of(manifest, faults);
  return {
    name: root.required('metadata').required('name').string() ?? '',
    value: root.required('value').integer() ?? 0,
    globalDefault: root.get('globalDefault').boolean() ?? false,
    preemptionPolicy: root.get('preemptionPolicy').string() ?? 'PreemptLowerPriority',
  };
}

/** What admission writes into a pod, or why it refuses the pod. */
export type PodPriority =
  { readonly priority: number; readonly preemptionPolicy: string } | { readonly refused: string };

/**
 * The priority that a pod gets: of its class, or of the lowest `globalDefault` class, or 0.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/priority/admission.go admitPod
 */
export function podPriority(className: string | undefined, classes: readonly PriorityClass[]): PodPriority {
  if (className !== undefined) {
    const found = [...SYSTEM_PRIORITY_CLASSES, ...classes].find(({ name }) => name === className);
    return found
      ? { priority: found.value, preemptionPolicy: found.preemptionPolicy }
      : { refused: `no PriorityClass with name ${className} was found` };
  }
  const defaults = classes.filter(({ globalDefault }) => globalDefault);
  const lowest = defaults.reduce<PriorityClass | undefined>((a, b) => (a && a.value <= b.value ? a : b), undefined);
  return { priority: lowest?.value ?? 0, preemptionPolicy: lowest?.preemptionPolicy ?? 'PreemptLowerPriority' };
}

/** What a template says of its pods' priority itself and admission does not accept: it must be what the class gives. */
export function priorityConflicts(
  template: { readonly priority?: number; readonly preemptionPolicy?: string },
  computed: { readonly priority: number; readonly preemptionPolicy: string },
): string[] {
  const conflict = (what: string, given: unknown, right: unknown) =>
    given === undefined || given === right
      ? []
      : [
          `${what} (${given}) must not be provided in pod spec; priority admission controller computed ${right} from the given PriorityClass name`,
        ];
  return [
    ...conflict('the integer value of priority', template.priority, computed.priority),
    ...conflict('the string value of PreemptionPolicy', template.preemptionPolicy, computed.preemptionPolicy),
  ];
}
