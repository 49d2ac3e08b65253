import { Labels } from './label-selector';
import { Fault } from './manifest/fault';
import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';
import { PodSpec, ResourceList } from './pod-spec';
import { readResourceList, readToleration } from './read-pod-spec';
import { Toleration, mergeTolerations } from './toleration';

/**
 * A container runtime, what it costs a pod, and where it is installed.
 *
 * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
 */
export interface RuntimeClass {
  readonly name: string;
  readonly overhead: ResourceList;
  /** What pods of the class need to reach the nodes that have it. @default - it says nothing of nodes */
  readonly scheduling?: { readonly nodeSelector: Labels; readonly tolerations: readonly Toleration[] };
}

export function readRuntimeClass(manifest: Manifest, faults: Fault[]): RuntimeClass {
  const root = Field.of(manifest, faults);
  const scheduling = root.get('scheduling');
  return {
    name: root.required('metadata').required('name').string() ?? '',
    overhead: readResourceList(root.get('overhead').get('podFixed')),
    scheduling: scheduling.present
      ? {
          nodeSelector: scheduling.get('nodeSelector').strings(),
          tolerations: scheduling.get('tolerations').list(readToleration),
        }
      : undefined,
  };
}

/**
 * The pod as admission leaves it: with the overhead, node selector and tolerations of its RuntimeClass.
 *
 * @returns the pod, or why admission refuses it.
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/runtimeclass/admission.go
 */
export function applyRuntimeClass(
  pod: PodSpec,
  classes: readonly RuntimeClass[],
): { readonly pod: PodSpec } | { readonly refused: string } {
  if (pod.runtimeClassName === undefined) {
    return { pod };
  }
  const runtimeClass = classes.find(({ name }) => name === pod.runtimeClassName);
  if (!runtimeClass) {
    return { refused: `pod rejected: RuntimeClass "${pod.runtimeClassName}" not found` };
  }
  const overhead = runtimeClass.overhead.size > 0 ? runtimeClass.overhead : pod.overhead;
  const { scheduling } = runtimeClass;
  if (!scheduling) {
    return { pod: { ...pod, overhead } };
  }
  for (const [key, value] of scheduling.nodeSelector) {
    const own = pod.nodeSelector.get(key) ?? value;
    if (own !== value) {
      const selectors = `runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`;
      return { refused: `conflict: ${selectors}` };
    }
  }
  const nodeSelector = new Map([...pod.nodeSelector, ...scheduling.nodeSelector]);
  const tolerations = mergeTolerations(pod.tolerations, scheduling.tolerations);
  return { pod: { ...pod, overhead, nodeSelector, tolerations } };
}
