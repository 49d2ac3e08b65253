import { readyCondition } from './node';
import { HostPort, hostPorts } from '../kubernetes/host-port';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { podDefaults } from '../kubernetes/pod-defaults';
import { ResourceAmounts, podRequests, resourceAmounts } from '../kubernetes/pod-requests';
import { PodResize, PodSpec, ResourceList } from '../kubernetes/pod-spec';
import { readPodSpec, readResourceList } from '../kubernetes/read-pod-spec';

/** A pod that is bound to a node and has not ended: it takes room there. */
export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly nodeName: string;
  readonly spec: PodSpec;
  /** RFC 3339 time; undefined when it has not started. */
  readonly startTime?: string;
  /** The object that controls it. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** Whether its Ready condition is True; undefined where none is told. */
  readonly ready?: boolean;
  /** Deleted, and still there. */
  readonly terminating: boolean;
}

/** Reads a Pod; undefined for one that takes no room: not bound to a node, Succeeded or Failed. */
export function readRunningPod(manifest: Manifest, faults: Fault[]): RunningPod | undefined {
  const root = Field.of(manifest, faults);
  const metadata = root.required('metadata');
  const spec = root.required('spec');
  const status = root.get('status');
  const nodeName = spec.get('nodeName').string();
  const phase = status.get('phase').string();
  if (!nodeName || phase === 'Succeeded' || phase === 'Failed') {
    return undefined;
  }
  const controller = metadata
    .get('ownerReferences')
    .items()
    .find((reference) => reference.get('controller').boolean());
  const labels = metadata.get('labels').strings();
  const ready = readyCondition(status);
  return {
    namespace: metadata.get('namespace').string() || 'default',
    name: metadata.required('name').string() ?? '',
    labels,
    nodeName,
    spec: { ...readPodSpec(spec, labels), resize: readResize(status) },
    startTime: status.get('startTime').string(),
    owner: controller && {
      kind: controller.get('kind').string() ?? '',
      name: controller.get('name').string() ?? '',
    },
    ready: ready === undefined ? undefined : ready === 'True',
    terminating: metadata.get('deletionTimestamp').present,
  };
}

function readResize(status: Field): PodResize | undefined {
  const allocated = new Map<string, ResourceList>();
  const actual = new Map<string, ResourceList>();
  for (const container of [
    ...status.get('containerStatuses').items(),
    ...status.get('initContainerStatuses').items(),
  ]) {
    const name = container.get('name').string() ?? '';
    const setAside = container.get('allocatedResources');
    const inForce = container.get('resources').get('requests');
    if (setAside.present) {
      allocated.set(name, readResourceList(setAside));
    }
    if (inForce.present) {
      actual.set(name, readResourceList(inForce));
    }
  }
  const pending = status
    .get('conditions')
    .items()
    .find((condition) => condition.get('type').string() === 'PodResizePending');
  const infeasible = pending?.get('reason').string() === 'Infeasible';
  return allocated.size > 0 || actual.size > 0 || infeasible ? { allocated, actual, infeasible } : undefined;
}

/** What a running pod takes from its node. */
export interface PodFootprint {
  readonly requests: ResourceAmounts;
  readonly hostPorts: readonly HostPort[];
}

/** The requests and host ports of a pod, with the API's defaults. */
export function podFootprint(spec: PodSpec, version: KubernetesVersion): PodFootprint {
  return {
    requests: resourceAmounts(podRequests(podDefaults(spec, version), version)),
    hostPorts: hostPorts(spec, version),
  };
}
