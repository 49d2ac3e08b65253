import { Node } from '../../inventory/node';
import { taintToString } from '../../kubernetes/taint';

/** Label keys by which people and cloud providers name pools: `example.com/pool`, `eks.amazonaws.com/nodegroup`… */
export const POOL_LABEL = /(^|[/.-])(pool|node-?pool|agentpool|node-?group|instance-?group)$/i;
const INSTANCE_TYPE = 'node.kubernetes.io/instance-type';

/** What a reader calls a node: its pool, by label or as it was declared, else its instance type, else its taints. */
export function kindOfNode({ pool, labels, taints }: Node): string {
  for (const [key, value] of labels) {
    if (value && namesPool(key)) {
      return value;
    }
  }
  return pool || labels.get(INSTANCE_TYPE) || taints.map(taintToString).join(', ') || 'untainted';
}

const poolKeys = new Map<string, boolean>();

/** A fleet has few keys and many nodes, so each key is looked at once. */
function namesPool(key: string): boolean {
  const known = poolKeys.get(key) ?? POOL_LABEL.test(key);
  poolKeys.set(key, known);
  return known;
}

const kindsKnown = new WeakMap<readonly Node[], readonly string[]>();

/** The kind of each node. One list of nodes is often asked about: by a plan before a change, and after it. */
export function kindsOfNodes(nodes: readonly Node[]): readonly string[] {
  const kinds = kindsKnown.get(nodes) ?? nodes.map(kindOfNode);
  kindsKnown.set(nodes, kinds);
  return kinds;
}
