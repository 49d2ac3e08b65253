import { readyCondition } from './node';
import { ReadOnce } from './read-once';
import { HostPort, hostPorts } from '../kubernetes/host-port';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { podDefaults } from '../kubernetes/pod-defaults';
import { ResourceAmounts, podRequests, resourceAmounts } from '../kubernetes/pod-requests';
import { PodResize, PodSpec, ResourceList } from '../kubernetes/pod-spec';
import { readPodSpec, readResourceList, readUnshared } from '../kubernetes/read-pod-spec';

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

/**
 * Reads a Pod; undefined for one that takes no room: not bound to a node, Succeeded or Failed.
 *
 * @param specs keeps what many pods have in common
 */
export function readRunningPod(
  manifest: Manifest,
  faults: Fault[],
  specs = new ReadOnce<PodSpec>(faults),
): RunningPod | undefined {
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
  const shared = sharedSpec(spec, labels, specs);
  const resize = readResize(status);
  const ready = readyCondition(status);
  return {
    namespace: metadata.get('namespace').string() || 'default',
    name: metadata.required('name').string() ?? '',
    labels,
    nodeName,
    spec: resize ? { ...shared, resize } : shared,
    startTime: status.get('startTime').string(),
    owner: controller && {
      kind: controller.get('kind').string() ?? '',
      name: controller.get('name').string() ?? '',
    },
    ready: ready === undefined ? undefined : ready === 'True',
    terminating: metadata.get('deletionTimestamp').present,
  };
}

/**
 * The spec of a pod without what tells it from its like and takes no room: the node, the node affinity that names it, and
 * the volumes. These are read as well, for their faults.
 */
function sharedSpec(spec: Field, labels: Labels, specs: ReadOnce<PodSpec>): PodSpec {
  const { nodeName, volumes, affinity, ...common } = spec.value as Record<string, unknown>;
  const { nodeAffinity, ...others } = (affinity ?? {}) as Record<string, unknown>;
  // Terms that name keys of the pod's own labels differ with these.
  const own = JSON_LABEL_KEYS.test(JSON.stringify([others, common.topologySpreadConstraints]) ?? '');
  let fresh: PodSpec | undefined;
  const read = () => (fresh = { ...readPodSpec(spec, labels), ...UNSHARED });
  const known = own ? read() : specs.of([common, others], read);
  if (!fresh) {
    readUnshared(spec);
  }
  return known;
}

const UNSHARED = { nodeName: undefined, requiredTerms: undefined, claims: [], resize: undefined };
const JSON_LABEL_KEYS = /"(mis)?matchLabelKeys":/;

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
