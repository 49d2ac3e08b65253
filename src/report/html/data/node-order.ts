import { Node } from '../../../inventory/node';
import { kindOfNode } from '../../../planner/placement/kind-of-node';

export const ZONE_LABEL = 'topology.kubernetes.io/zone';
/** A node in the order of the report. */
export interface OrderedNode {
  readonly node: Node;
  /** Its place in the plan. */
  readonly index: number;
  readonly pool: string;
  readonly zone: string;
}

/** Nodes by pool, zone and name, in which `node-2` comes before `node-10`: what is alike stands together. */
export function orderedNodes(nodes: readonly Node[]): OrderedNode[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return nodes
    .map((node, index) => ({ node, index, pool: kindOfNode(node), zone: node.labels.get(ZONE_LABEL) ?? '' }))
    .sort(
      (a, b) =>
        compare(a.pool, b.pool) ||
        compare(a.zone, b.zone) ||
        compare(a.node.name, b.node.name) ||
        (a.node.name < b.node.name ? -1 : 1),
    );
}
