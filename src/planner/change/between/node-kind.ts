import { NodePair } from './plan-pair';
import { taintToString } from '../../../kubernetes/taint';
import { POOL_LABEL } from '../../placement/overhead';

const INSTANCE_TYPE = 'node.kubernetes.io/instance-type';

/** What a reader calls the node, as overhead reports do: its pool, else its instance type, else its taints. */
export function nodeKind({ before, after }: NodePair): string {
  const { labels, taints } = (after ?? before)!.node;
  for (const [key, value] of labels) {
    if (value && namesPool(key)) {
      return value;
    }
  }
  return labels.get(INSTANCE_TYPE) || taints.map(taintToString).join(', ') || 'untainted';
}

const poolKeys = new Map<string, boolean>();

/** A fleet has few keys and many nodes, so each key is looked at once. */
function namesPool(key: string): boolean {
  const known = poolKeys.get(key) ?? POOL_LABEL.test(key);
  poolKeys.set(key, known);
  return known;
}
