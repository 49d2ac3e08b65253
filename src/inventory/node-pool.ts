import { Node, readAllocatable, readTaint } from './node';
import { HOSTNAME, NodeLabels } from './node-labels';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Taint } from '../kubernetes/taint';

/**
 * A number of equal nodes, declared instead of read from a cluster.
 *
 * @example
 * const pool: NodePool = { name: 'gpu', count: 4, allocatable: { cpu: '7910m', memory: '30Gi', pods: '58' } };
 */
export interface NodePool {
  /** Name of the pool; its nodes are called `NAME-1`, `NAME-2` and so on. */
  readonly name: string;
  /** How many nodes the pool has. */
  readonly count: number;
  /**
   * Labels of every node, beside those the kubelet sets.
   * @default - `kubernetes.io/os: linux`, `kubernetes.io/arch: amd64` and the hostname only
   */
  readonly labels?: { [key: string]: string };
  /**
   * Taints of every node.
   * @default - none
   */
  readonly taints?: Taint[];
  /**
   * What pods may request on each node, as quantities: `cpu`, `memory`, `pods` and any extended resource. Use the
   * figures of `kubectl describe node` under Allocatable, not those of the machine type.
   */
  readonly allocatable: { [resource: string]: string };
  /**
   * Zones over which the nodes are spread in turn (`topology.kubernetes.io/zone`).
   * @default - no zone label
   */
  readonly zones?: string[];
}

const KUBELET_LABELS: readonly [string, string][] = [
  ['kubernetes.io/os', 'linux'],
  ['kubernetes.io/arch', 'amd64'],
];

/** The nodes of a pool; a fault of the pool is told once, not for every node. */
export function nodesOfPool(pool: NodePool, faults: Fault[]): Node[] {
  const describe = () => `NodePool ${pool.name}`;
  return readPool(Field.of({ object: { ...pool }, apiVersion: '', kind: 'NodePool', describe }, faults));
}

/** Reads a pool, and makes its nodes. */
export function readPool(root: Field): Node[] {
  const poolName = root.required('name').string() ?? '';
  const count = root.required('count').integer() ?? 0;
  if (count < 0) {
    root.get('count').fault('must be 0 or more');
  }
  const template = {
    pool: poolName,
    taints: root.get('taints').list(readTaint),
    unschedulable: false,
    allocatable: readAllocatable(root.get('allocatable')),
  };
  const poolLabels = [...KUBELET_LABELS, ...root.get('labels').strings()];
  const zones = root.get('zones').stringList();
  const inZone = (zone?: string) => {
    const labels = new Map(poolLabels).set(HOSTNAME, '');
    return zone === undefined ? labels : labels.set('topology.kubernetes.io/zone', zone);
  };
  const shared = zones.length > 0 ? zones.map(inZone) : [inZone()];
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const name = `${poolName}-${index + 1}`;
    return { ...template, name, labels: new NodeLabels(shared[index % shared.length], name) };
  });
}
