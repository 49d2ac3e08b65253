import { Node } from '../../inventory/node';
import { NodeLabels } from '../../inventory/node-labels';
import { Labels } from '../../kubernetes/label-selector';

/** Label keys by which people and cloud providers name pools: `example.com/pool`, `eks.amazonaws.com/nodegroup`… */
const POOL_LABEL = /(^|[/.-])(pool|node-?pool|agentpool|node-?group|instance-?group)$/i;

const known = new WeakMap<Labels, string>();

/** The pool of a node: the first that a label names, or else the one it was declared of. */
export function poolOf({ pool, labels }: Node): string | undefined {
  // A fleet has many nodes and few sets of labels.
  const shared = labels instanceof NodeLabels ? labels.shared : labels;
  let named = known.get(shared);
  if (named === undefined) {
    named = [...shared].find(([key, value]) => value && POOL_LABEL.test(key))?.[1] ?? '';
    known.set(shared, named);
  }
  return named || pool;
}
