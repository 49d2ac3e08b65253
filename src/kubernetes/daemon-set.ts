import { Labels, LabelSelector, isEmptySelector, labelSelectorMatches } from './label-selector';
import { Fault } from './manifest/fault';
import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';
import { PodSpec } from './pod-spec';
import { readLabelSelector, readPodSpec } from './read-pod-spec';

/** What a plan needs to know of a DaemonSet. */
export interface DaemonSet {
  readonly namespace: string;
  readonly name: string;
  readonly selector: LabelSelector;
  readonly template: {
    readonly labels: Labels;
    readonly spec: PodSpec;
  };
  /** The object as it was given. */
  readonly manifest: Manifest;
}

/** Reads a DaemonSet; faults are added for what the API server would refuse and a plan would stumble over. */
export function readDaemonSet(manifest: Manifest, faults: Fault[]): DaemonSet {
  const root = Field.of(manifest, faults);
  if (manifest.apiVersion !== 'apps/v1') {
    root
      .get('apiVersion')
      .fault('a DaemonSet has been apps/v1 only since Kubernetes 1.16', 'write apiVersion: apps/v1');
  }
  const metadata = root.required('metadata');
  const spec = root.required('spec');
  const selector = readLabelSelector(spec.required('selector')) ?? { matchLabels: new Map(), matchExpressions: [] };
  const template = spec.required('template');
  const labels = template.get('metadata').get('labels').strings();
  const podSpec = template.required('spec');
  const containers = podSpec.required('containers');
  if (Array.isArray(containers.value) && containers.value.length === 0) {
    containers.fault('must hold at least one container');
  }
  checkSelector(selector, labels, spec);
  const schedulingGates = podSpec.get('schedulingGates').list((gate) => gate.get('name').string());
  return {
    namespace: metadata.get('namespace').string() || 'default',
    name: metadata.required('name').string() ?? '',
    selector,
    template: { labels, spec: { ...readPodSpec(podSpec, labels), schedulingGates } },
    manifest,
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateDaemonSetSpec */
function checkSelector(selector: LabelSelector, labels: Labels, spec: Field): void {
  if (!spec.get('selector').present) {
    return;
  }
  if (isEmptySelector(selector)) {
    spec.get('selector').fault('empty selector is invalid for daemonset');
  } else if (!labelSelectorMatches(selector, labels)) {
    spec.get('template').get('metadata').get('labels').fault('`selector` does not match template `labels`');
  }
}

/** `namespace/name`, what a DaemonSet is called in a plan. */
export function daemonSetKey(daemonSet: { readonly namespace: string; readonly name: string }): string {
  return `${daemonSet.namespace}/${daemonSet.name}`;
}
