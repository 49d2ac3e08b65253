import { LabelSelector, isEmptySelector, labelSelectorMatches, Labels } from './label-selector';
import { Fault } from './manifest/fault';
import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';
import { readLabelSelector } from './read-pod-spec';

/**
 * How many pods of a set may be disrupted. Preemption looks at it only to choose victims; it never forbids one.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
 */
export interface PodDisruptionBudget {
  readonly namespace: string;
  readonly name: string;
  readonly selector?: LabelSelector;
  readonly disruptionsAllowed: number;
  /** Names of pods whose disruption is already counted. */
  readonly disruptedPods: ReadonlySet<string>;
}

export function readPodDisruptionBudget(manifest: Manifest, faults: Fault[]): PodDisruptionBudget {
  const root = Field.of(manifest, faults);
  const metadata = root.required('metadata');
  const status = root.get('status');
  return {
    namespace: metadata.get('namespace').string() || 'default',
    name: metadata.required('name').string() ?? '',
    selector: readLabelSelector(root.get('spec').get('selector')),
    disruptionsAllowed: status.get('disruptionsAllowed').integer() ?? 0,
    disruptedPods: new Set(
      status
        .get('disruptedPods')
        .map((time) => time.value)
        .keys(),
    ),
  };
}

/** Whether the budget covers a pod. An empty selector covers none, as preemption sees it. */
export function budgetCovers(
  budget: PodDisruptionBudget,
  pod: { readonly namespace: string; readonly name: string; readonly labels: Labels },
): boolean {
  return (
    budget.namespace === pod.namespace &&
    pod.labels.size > 0 &&
    budget.selector !== undefined &&
    !isEmptySelector(budget.selector) &&
    labelSelectorMatches(budget.selector, pod.labels) &&
    !budget.disruptedPods.has(pod.name)
  );
}
