import { EVERYTHING, fields } from './known-parts';
import { LastRead } from './last-read';
import { plainReadyCondition, readyCondition } from './node';
import { plainLabels } from './plain-labels';
import { PodSpecReader } from './pod-spec-reader';
import { ReadOnce } from './read-once';
import { Given, sameWhole } from './same-parts';
import { isSettled, sameMetadata } from './same-pod';
import { HostPort, hostPorts } from '../kubernetes/host-port';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { isRecord } from '../kubernetes/manifest/is-record';
import { Manifest } from '../kubernetes/manifest/manifest';
import { podDefaults } from '../kubernetes/pod-defaults';
import { ResourceAmounts, podRequests, resourceAmounts } from '../kubernetes/pod-requests';
import { BoundPodSpec, PodResize, ReportedRequests } from '../kubernetes/pod-spec';
import { readResourceList } from '../kubernetes/read-pod-spec';

/** A pod that is bound to a node and has not ended: it takes room there. */
export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly nodeName: string;
  readonly spec: BoundPodSpec;
  /** RFC 3339 time; undefined when it has not started. */
  readonly startTime?: string;
  /** The object that controls it. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** Whether its Ready condition is True; undefined where none is told. */
  readonly ready?: boolean;
  /** Deleted, and still there. */
  readonly terminating: boolean;
}

const IN_FORCE = fields({ requests: EVERYTHING });
const STATUSES = fields({ name: EVERYTHING, allocatedResources: EVERYTHING, resources: IN_FORCE });
const STATUS = fields({
  containerStatuses: STATUSES,
  initContainerStatuses: STATUSES,
  allocatedResources: EVERYTHING,
  resources: IN_FORCE,
});

/** What pods of one template have in common in their metadata, and in their status. */
type SharedMetadata = Pick<RunningPod, 'namespace' | 'owner'>;
type SharedStatus = Pick<BoundPodSpec, 'resize'>;

const SETTLED: SharedStatus = {};
const NO_FIELDS: Given = {};

/** Reads Pods. What they have in common is read and kept once. */
export class RunningPodReader {
  private readonly metadata = new LastRead<SharedMetadata>();
  private readonly lastLabels = new LastRead<Labels>();
  private readonly labels: ReadOnce<Labels>;
  private readonly specs: PodSpecReader;
  private readonly statuses: ReadOnce<SharedStatus>;

  constructor(private readonly faults: Fault[]) {
    this.labels = new ReadOnce(EVERYTHING, faults);
    this.specs = new PodSpecReader(faults);
    this.statuses = new ReadOnce(STATUS, faults);
  }

  /** Reads a Pod; undefined for one that takes no room: not bound to a node, Succeeded or Failed. */
  read(manifest: Manifest): RunningPod | undefined {
    return this.readAlike(manifest.object) ?? this.readAnew(manifest);
  }

  /** The pod, where it has nothing but its names and times that others do not have. */
  readAlike({ metadata, spec, status }: Record<string, unknown>): RunningPod | undefined {
    if (!isRecord(metadata) || !isRecord(spec) || !isRecord(status)) {
      return undefined;
    }
    const { name, deletionTimestamp } = metadata;
    const { nodeName } = spec;
    const { phase, startTime } = status;
    const isText = typeof name === 'string' && typeof nodeName === 'string' && typeof startTime === 'string';
    if (!isText || (phase !== 'Running' && phase !== 'Pending')) {
      return undefined;
    }
    const shared = this.sharedMetadata(metadata);
    const labels = this.sharedLabels(metadata.labels);
    const reported = isSettled(status, spec) ? SETTLED : this.statuses.known(status);
    const read = nodeName && shared && reported && this.specs.known(spec, reported.resize);
    const ready = plainReadyCondition(status.conditions);
    if (!read || !labels || ready === 'unclear' || (reported.resize && mayBePending(status.conditions))) {
      return undefined;
    }
    const { namespace, owner } = shared;
    const terminating = deletionTimestamp !== undefined && deletionTimestamp !== null;
    return { namespace, name, labels, nodeName, spec: read, startTime, owner, ready: isTrue(ready), terminating };
  }

  private sharedMetadata(metadata: Given): SharedMetadata | undefined {
    const { part, value } = this.metadata;
    return sameMetadata(metadata, part) ? value : this.metadata.keep(metadata, plainMetadata(metadata));
  }

  private sharedLabels(labels: unknown): Labels | undefined {
    const { part, value } = this.lastLabels;
    return sameWhole(labels, part)
      ? value
      : this.lastLabels.keep(
          labels,
          this.labels.of(labels, () => plainLabels(labels)),
        );
  }

  private readAnew(manifest: Manifest): RunningPod | undefined {
    const root = Field.of(manifest, this.faults);
    const metadata = root.required('metadata');
    const spec = root.required('spec');
    const status = root.get('status');
    const nodeName = spec.get('nodeName').string();
    const phase = status.get('phase').string();
    if (!nodeName || phase === 'Succeeded' || phase === 'Failed') {
      return undefined;
    }
    const shared = isRecord(metadata.value) ? this.sharedMetadata(metadata.value) : undefined;
    const { namespace, owner } = shared ?? readMetadata(metadata);
    const given = metadata.get('labels');
    const labels = this.sharedLabels(given.value) ?? given.strings();
    const conditions = status.get('conditions').items();
    const { resize } = this.readStatus(status, spec);
    return {
      namespace,
      name: metadata.required('name').string() ?? '',
      labels,
      nodeName,
      spec: this.specs.read(
        spec,
        labels,
        resize && isInfeasible(conditions) ? { ...resize, infeasible: true } : resize,
      ),
      startTime: status.get('startTime').string(),
      owner,
      ready: isTrue(readyCondition(conditions)),
      terminating: metadata.get('deletionTimestamp').present,
    };
  }

  private readStatus(status: Field, spec: Field): SharedStatus {
    return isRecord(status.value) && isRecord(spec.value) && isSettled(status.value, spec.value)
      ? SETTLED
      : this.statuses.of(status.value, () => ({ resize: readResize(status) }));
  }
}

/** Reads a Pod by itself. */
export function readRunningPod(manifest: Manifest, faults: Fault[]): RunningPod | undefined {
  return new RunningPodReader(faults).read(manifest);
}

function readMetadata(metadata: Field): SharedMetadata {
  const controller = metadata
    .get('ownerReferences')
    .items()
    .find((reference) => reference.get('controller').boolean());
  return {
    namespace: metadata.get('namespace').string() || 'default',
    owner: controller && {
      kind: controller.get('kind').string() ?? '',
      name: controller.get('name').string() ?? '',
    },
  };
}

/** What is read of metadata that has no fault; undefined where it may have one. */
function plainMetadata({ namespace, ownerReferences = [] }: Given): SharedMetadata | undefined {
  if (typeof namespace !== 'string' || namespace === '' || !Array.isArray(ownerReferences)) {
    return undefined;
  }
  let owner: RunningPod['owner'];
  for (const reference of ownerReferences as readonly unknown[]) {
    const { kind, name, controller } = isRecord(reference) ? reference : NO_FIELDS;
    if (typeof kind !== 'string' || typeof name !== 'string' || typeof controller !== 'boolean') {
      return undefined;
    }
    owner ??= controller ? { kind, name } : undefined;
  }
  return { namespace, owner };
}

function isTrue(condition: string | undefined): boolean | undefined {
  return condition === undefined ? undefined : condition === 'True';
}

/** The condition of a pod whose resources cannot be changed in place as yet. */
const RESIZE_PENDING = 'PodResizePending';

/** Whether conditions as they were given tell of that, or have a fault. */
function mayBePending(conditions: unknown): boolean {
  const telling = (each: unknown) => !isRecord(each) || typeof each.type !== 'string' || each.type === RESIZE_PENDING;
  return Array.isArray(conditions) && conditions.some(telling);
}

function isInfeasible(conditions: readonly Field[]): boolean {
  const pending = conditions.find((condition) => condition.get('type').string() === RESIZE_PENDING);
  return pending?.get('reason').string() === 'Infeasible';
}

function readResize(status: Field): PodResize | undefined {
  const statuses = [...status.get('containerStatuses').items(), ...status.get('initContainerStatuses').items()];
  const containers = new Map<string, ReportedRequests>();
  for (const container of statuses) {
    const reported = readReported(container);
    if (reported) {
      containers.set(container.get('name').string() ?? '', reported);
    }
  }
  const pod = readReported(status);
  return containers.size > 0 || pod ? { containers, pod, infeasible: false } : undefined;
}

/** What is set aside counts only beside what is in force. */
function readReported(status: Field): ReportedRequests | undefined {
  const resources = status.get('resources');
  return resources.present
    ? {
        actual: readResourceList(resources.get('requests')),
        allocated: readResourceList(status.get('allocatedResources')),
      }
    : undefined;
}

/** What a running pod takes from its node. */
export interface PodFootprint {
  readonly requests: ResourceAmounts;
  readonly hostPorts: readonly HostPort[];
}

/** The requests and host ports of a pod, with the API's defaults. */
export function podFootprint(spec: BoundPodSpec, version: KubernetesVersion): PodFootprint {
  return {
    requests: resourceAmounts(podRequests(podDefaults(spec, version), version)),
    hostPorts: hostPorts(spec, version),
  };
}
