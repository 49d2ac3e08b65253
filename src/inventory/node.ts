import { HOSTNAME, NodeLabels } from './node-labels';
import { ReadOnce } from './read-once';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
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

/** Reads Nodes; allocatable defaults to capacity, as in the API. What they have in common is read and kept once. */
export class NodeReader {
  private readonly labels: ReadOnce<Labels>;
  private readonly taints: ReadOnce<readonly Taint[]>;
  private readonly amounts: ReadOnce<ResourceAmounts>;

  constructor(private readonly faults: Fault[]) {
    this.labels = new ReadOnce(faults);
    this.taints = new ReadOnce(faults);
    this.amounts = new ReadOnce(faults);
  }

  read(manifest: Manifest): Node {
    const root = Field.of(manifest, this.faults);
    const metadata = root.required('metadata');
    const spec = root.get('spec');
    const status = root.get('status');
    const capacity = status.get('capacity');
    const allocatable = status.get('allocatable').present || !capacity.present ? status.get('allocatable') : capacity;
    const taints = spec.get('taints');
    return {
      name: metadata.required('name').string() ?? '',
      labels: this.readLabels(metadata.get('labels')),
      taints: this.taints.of(taints.value, () => taints.list(readTaint)),
      unschedulable: spec.get('unschedulable').boolean() ?? false,
      allocatable: allocatable.present
        ? this.amounts.of(allocatable.value, () => readAllocatable(allocatable))
        : readAllocatable(allocatable),
      ...readNotReady(status),
    };
  }

  private readLabels(labels: Field): Labels {
    const { value } = labels;
    const hostname = isRecord(value) && Object.hasOwn(value, HOSTNAME) ? value[HOSTNAME] : undefined;
    if (typeof hostname !== 'string') {
      return this.labels.of(value, () => labels.strings());
    }
    const shared = { ...(value as object), [HOSTNAME]: '' };
    return new NodeLabels(
      this.labels.of(shared, () => labels.strings()),
      hostname,
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a Node. */
export function readNode(manifest: Manifest, faults: Fault[]): Node {
  return new NodeReader(faults).read(manifest);
}

function readNotReady(status: Field): Pick<Node, 'notReady'> {
  const ready = readyCondition(status);
  return ready === 'False' || ready === 'Unknown' ? { notReady: ready } : {};
}

/** The status of the Ready condition of a node or a pod; undefined where none is told. */
export function readyCondition(status: Field): string | undefined {
  const conditions = status.get('conditions').items();
  return conditions
    .find((each) => each.get('type').string() === 'Ready')
    ?.get('status')
    .string();
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
