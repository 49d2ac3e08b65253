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
  const groupKey = remembered((text) => sortKey(text));
  return nodes
    .map((node, index) => {
      const pool = kindOfNode(node);
      const zone = node.labels.get(ZONE_LABEL) ?? '';
      return { node, index, pool, zone, group: `${groupKey(pool)}\0${groupKey(zone)}`, name: sortKey(node.name) };
    })
    .sort((a, b) => compare(a.group, b.group) || compare(a.name, b.name) || compare(a.node.name, b.node.name))
    .map(({ node, index, pool, zone }) => ({ node, index, pool, zone }));
}

/** Longer than the numbers in any name of a node that counts. */
const DIGITS = 12;

/** A text whose order is that of the numbers in it; a collator that does the same takes ten times as long. */
function sortKey(text: string): string {
  return text.replace(/[0-9]+/g, (digits) => digits.padStart(DIGITS, '0'));
}

function remembered(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
