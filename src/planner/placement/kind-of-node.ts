import { poolOf } from './node-pool';
import { Node } from '../../inventory/node';
import { taintToString } from '../../kubernetes/taint';

const INSTANCE_TYPE = 'node.kubernetes.io/instance-type';

/** What a reader calls a node: its pool, by label or as it was declared, else its instance type, else its taints. */
export function kindOfNode(node: Node): string {
  const { labels, taints } = node;
  return poolOf(node) || labels.get(INSTANCE_TYPE) || taints.map(taintToString).join(', ') || 'untainted';
}

const kindsKnown = new WeakMap<readonly Node[], readonly string[]>();

/** The kind of each node. One list of nodes is often asked about: by a plan before a change, and after it. */
export function kindsOfNodes(nodes: readonly Node[]): readonly string[] {
  const kinds = kindsKnown.get(nodes) ?? nodes.map(kindOfNode);
  kindsKnown.set(nodes, kinds);
  return kinds;
}
