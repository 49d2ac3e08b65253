import { Node, readNode } from './node';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { manifestsOf } from '../kubernetes/manifest/read-manifests';
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

/** The nodes of a pool; a fault of the pool is told once, not for every node. */
export function nodesOfPool(pool: NodePool, faults: Fault[]): Node[] {
  const object = `NodePool ${pool.name}`;
  if (!Number.isInteger(pool.count) || pool.count < 0) {
    faults.push({ object, field: 'count', value: pool.count, rule: 'must be a whole number, 0 or more' });
    return [];
  }
  const template = readTemplate(pool, object, faults);
  return Array.from({ length: pool.count }, (_, index) => {
    const name = `${pool.name}-${index + 1}`;
    const labels = new Map(template.labels);
    labels.set('kubernetes.io/hostname', name);
    if (pool.zones?.length) {
      labels.set('topology.kubernetes.io/zone', pool.zones[index % pool.zones.length]);
    }
    return { ...template, name, labels };
  });
}

function readTemplate(pool: NodePool, object: string, faults: Fault[]): Node {
  const labels = { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', ...pool.labels };
  const [manifest] = manifestsOf(
    [
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: pool.name, labels },
        spec: { taints: pool.taints },
        status: { allocatable: pool.allocatable },
      },
    ],
    faults,
  );
  const described = { ...manifest, describe: () => object };
  Field.of(described, faults).get('metadata').required('name');
  return readNode(described, faults);
}
