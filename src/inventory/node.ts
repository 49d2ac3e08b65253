import { EVERYTHING, THAT_IT_IS_TEXT, fields } from './known-parts';
import { HOSTNAME, NodeLabels } from './node-labels';
import { plainLabels } from './plain-labels';
import { ReadOnce } from './read-once';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { isRecord } from '../kubernetes/manifest/is-record';
import { Manifest } from '../kubernetes/manifest/manifest';
import { ResourceAmounts, resourceAmounts } from '../kubernetes/pod-requests';
import { readResourceList } from '../kubernetes/read-pod-spec';
import { Taint } from '../kubernetes/taint';

/** A node as agents and the scheduler see it, complete and valid. */
export interface Node {
  readonly name: string;
  /** The declared pool that it is of; undefined where it is one of a cluster. */
  readonly pool?: string;
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  /** Cordoned (`spec.unschedulable`). */
  readonly unschedulable: boolean;
  /** What pods may request: cpu in millicores, memory and storage in bytes, others in units. */
  readonly allocatable: ResourceAmounts;
  /** Its Ready condition where that is not True: `False`, says the kubelet; `Unknown`, as none says anything. */
  readonly notReady?: 'False' | 'Unknown';
}

/** The condition by which the kubelet tells whether a node, or a pod, is ready. */
export const READY = 'Ready';

const LABELS = fields({ [HOSTNAME]: THAT_IT_IS_TEXT }, EVERYTHING);
const TAINTS = fields({ key: EVERYTHING, value: EVERYTHING, effect: EVERYTHING });

/** Reads Nodes; allocatable defaults to capacity, as in the API. What they have in common is read and kept once. */
export class NodeReader {
  private readonly labels: ReadOnce<Labels>;
  private readonly taints: ReadOnce<readonly Taint[]>;
  private readonly amounts: ReadOnce<ResourceAmounts>;

  constructor(private readonly faults: Fault[]) {
    this.labels = new ReadOnce(LABELS, faults);
    this.taints = new ReadOnce(TAINTS, faults);
    this.amounts = new ReadOnce(EVERYTHING, faults);
  }

  read(manifest: Manifest): Node {
    return this.readAlike(manifest.object) ?? this.readAnew(manifest);
  }

  /** The node, where it has nothing but its names that others do not have: such a node is read without a `Field`. */
  readAlike({ metadata, spec, status }: Record<string, unknown>): Node | undefined {
    if (!isRecord(metadata) || !isRecord(spec) || !isRecord(status)) {
      return undefined;
    }
    const { name } = metadata;
    const { unschedulable = false } = spec;
    const shared = this.labels.known(metadata.labels) ?? this.newLabels(metadata.labels);
    const taints = this.taints.known(spec.taints);
    const allocatable = this.amounts.known(status.allocatable);
    const ready = plainReadyCondition(status.conditions);
    if (
      !shared ||
      !taints ||
      !allocatable ||
      ready === 'unclear' ||
      typeof name !== 'string' ||
      typeof unschedulable !== 'boolean'
    ) {
      return undefined;
    }
    const labels = withHostname(shared, metadata.labels);
    return { name, labels, taints, unschedulable, allocatable, notReady: notReady(ready) };
  }

  private newLabels(labels: unknown): Labels | undefined {
    return this.labels.of(labels, () => plainLabels(labels));
  }

  private readAnew(manifest: Manifest): Node {
    const root = Field.of(manifest, this.faults);
    const metadata = root.required('metadata');
    const spec = root.get('spec');
    const status = root.get('status');
    const taints = spec.get('taints');
    return {
      name: metadata.required('name').string() ?? '',
      labels: this.readLabels(metadata.get('labels')),
      taints: this.taints.of(taints.value, () => taints.list(readTaint)),
      unschedulable: spec.get('unschedulable').boolean() ?? false,
      allocatable: this.readAmounts(status),
      notReady: notReady(readyCondition(status.get('conditions').items())),
    };
  }

  private readLabels(labels: Field): Labels {
    const shared = this.labels.of(labels.value, () => labels.strings());
    return withHostname(shared, labels.value);
  }

  private readAmounts(status: Field): ResourceAmounts {
    const allocatable = status.get('allocatable');
    const capacity = allocatable.present ? allocatable : status.get('capacity');
    const given = capacity.present ? capacity : allocatable;
    return this.amounts.of(given.value, () => readAllocatable(given));
  }
}

/** The labels with the hostname that stands among those that were given. */
function withHostname(shared: Labels, given: unknown): Labels {
  return shared.has(HOSTNAME) ? new NodeLabels(shared, (given as Record<string, string>)[HOSTNAME]) : shared;
}

/** Reads a Node. */
export function readNode(manifest: Manifest, faults: Fault[]): Node {
  return new NodeReader(faults).read(manifest);
}

function notReady(ready: string | undefined): Node['notReady'] {
  return ready === 'False' || ready === 'Unknown' ? ready : undefined;
}

/** The status of the Ready condition among those of a node or a pod; undefined where none is told. */
export function readyCondition(conditions: readonly Field[]): string | undefined {
  return conditions
    .find((each) => each.get('type').string() === READY)
    ?.get('status')
    .string();
}

/**
 * The same of conditions as they were given; `unclear` where they have a fault. Conditions have times and messages of their
 * own, so what is read of them is looked at in each.
 */
export function plainReadyCondition(conditions: unknown): string | undefined {
  if (!Array.isArray(conditions)) {
    return conditions === undefined ? undefined : 'unclear';
  }
  for (const condition of conditions as readonly unknown[]) {
    if (!isRecord(condition)) {
      return 'unclear';
    }
    const { type, status } = condition;
    if (typeof type !== 'string') {
      return 'unclear';
    }
    if (type === READY) {
      return typeof status === 'string' ? status : 'unclear';
    }
  }
  return undefined;
}

/** Reads what a node has to give. */
export function readAllocatable(allocatable: Field): ResourceAmounts {
  if (!allocatable.present) {
    allocatable.fault('is required: without it nothing is known to fit');
  }
  return resourceAmounts(readResourceList(allocatable));
}

/** Reads a taint of a node. */
export function readTaint(taint: Field): Taint {
  return {
    key: taint.required('key').string() ?? '',
    value: taint.get('value').string() || undefined,
    effect: taint.required('effect').string() ?? '',
  };
}
