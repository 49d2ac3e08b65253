import { EVERYTHING, fields } from './known-parts';
import { LastRead } from './last-read';
import { plainReadyCondition, readyCondition } from './node';
import { plainLabels } from './plain-labels';
import { PodSpecReader } from './pod-spec-reader';
import { ReadOnce } from './read-once';
import { PodTraits, RunningPod } from './running-pod';
import { Given, sameWhole } from './same-parts';
import { isSettled, sameMetadata } from './same-pod';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { isRecord } from '../kubernetes/manifest/is-record';
import { Manifest } from '../kubernetes/manifest/manifest';
import { BoundPodSpec, PodResize, ReportedRequests } from '../kubernetes/pod-spec';
import { readResourceList } from '../kubernetes/read-pod-spec';

const IN_FORCE = fields({ requests: EVERYTHING });
const STATUSES = fields({ name: EVERYTHING, allocatedResources: EVERYTHING, resources: IN_FORCE });
const STATUS = fields({
  containerStatuses: STATUSES,
  initContainerStatuses: STATUSES,
  allocatedResources: EVERYTHING,
  resources: IN_FORCE,
});

/** What pods of one template have in common in their metadata, and in their status. */
type SharedMetadata = Pick<PodTraits, 'namespace' | 'owner'>;
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
  private lastTraits: PodTraits | undefined;

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
    const labels = shared && this.sharedLabels(metadata.labels, shared.owner);
    const reported = isSettled(status, spec) ? SETTLED : this.statuses.known(status);
    const read = nodeName && reported && this.specs.known(spec, reported.resize);
    const ready = plainReadyCondition(status.conditions);
    if (!read || !labels || ready === 'unclear' || (reported.resize && mayBePending(status.conditions))) {
      return undefined;
    }
    const terminating = deletionTimestamp !== undefined && deletionTimestamp !== null;
    return { name, nodeName, startTime, traits: this.sharedTraits(shared, labels, read, isTrue(ready), terminating) };
  }

  /** Those of the last pod, if they are the same. */
  private sharedTraits(
    { namespace, owner }: SharedMetadata,
    labels: Labels,
    spec: BoundPodSpec,
    ready: boolean | undefined,
    terminating: boolean,
  ): PodTraits {
    const last = this.lastTraits;
    const isSame =
      last?.spec === spec &&
      last.labels === labels &&
      last.owner === owner &&
      last.namespace === namespace &&
      last.ready === ready &&
      last.terminating === terminating;
    return isSame ? last : (this.lastTraits = { namespace, labels, spec, owner, ready, terminating });
  }

  private sharedMetadata(metadata: Given): SharedMetadata | undefined {
    const { part, value } = this.metadata;
    return sameMetadata(metadata, part) ? value : this.metadata.keep(metadata, plainMetadata(metadata));
  }

  private sharedLabels(labels: unknown, owner: PodTraits['owner']): Labels | undefined {
    const { part, value } = this.lastLabels;
    return sameWhole(labels, part) ? value : this.lastLabels.keep(labels, this.newLabels(labels, owner));
  }

  /** Each pod of a StatefulSet has its index among its labels: none is like another. */
  private newLabels(labels: unknown, owner: PodTraits['owner']): Labels | undefined {
    return owner?.kind === 'StatefulSet' ? plainLabels(labels) : this.labels.of(labels, () => plainLabels(labels));
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
    const labels = this.sharedLabels(given.value, owner) ?? given.strings();
    const conditions = status.get('conditions').items();
    const { resize } = this.readStatus(status, spec);
    const name = metadata.required('name').string() ?? '';
    const inForce = resize && isInfeasible(conditions) ? { ...resize, infeasible: true } : resize;
    const read = this.specs.read(spec, labels, inForce);
    const startTime = status.get('startTime').string();
    const ready = isTrue(readyCondition(conditions));
    const terminating = metadata.get('deletionTimestamp').present;
    return {
      name,
      nodeName,
      startTime,
      traits: this.sharedTraits({ namespace, owner }, labels, read, ready, terminating),
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
  let owner: PodTraits['owner'];
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
export const RESIZE_PENDING = 'PodResizePending';

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
