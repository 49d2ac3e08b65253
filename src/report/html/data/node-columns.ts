import { Node } from '../../../inventory/node';
import { taintToString } from '../../../kubernetes/taint';
import { classifyNodes } from '../../../planner/placement/node-class';
import { PlannedPlacement } from '../../../planner/placement/planned-placement';
import { printable } from '../../printable';
import { amountText } from '../../units';
import { NodeColumn } from '../report-data';
import { OrderedNode, ZONE_LABEL } from './node-order';
import { Numbering, runsOf } from './runs';

/** A label with more values, such as that of the host's name, tells nodes apart rather than grouping them. */
const MOST_VALUES = 200;

/** What nodes can be grouped and searched by. */
export function nodeColumns(plan: PlannedPlacement, nodes: readonly OrderedNode[]): NodeColumn[] {
  return [
    column('Pool', nodes, ({ pool }) => pool),
    column('Zone', nodes, ({ zone }) => zone || 'no zone'),
    column('Class', nodes, classNames(plan)),
    column('Taints', nodes, ({ node }) => [...taintsOf(node)].join(', ') || 'no taint'),
    ...labelKeys(nodes).map((key) => column(key, nodes, ({ node }) => node.labels.get(key) ?? 'no label')),
  ];
}

function column(title: string, nodes: readonly OrderedNode[], valueOf: (node: OrderedNode) => string): NodeColumn {
  const values = new Numbering<string>();
  const runs = runsOf(nodes.map((node) => values.of(valueOf(node))));
  return { title: printable(title), values: values.values.map(printable), runs };
}

/** Cordoning is a taint of the node controller's as well, once it has seen it. */
function taintsOf({ taints, unschedulable }: Node): Set<string> {
  return new Set([...taints.map(taintToString), ...(unschedulable ? ['cordoned'] : [])]);
}

/** What a reader calls the nodes of a class: their pool and size, then taints, then a number where that is not enough. */
function classNames({ nodes, agents }: PlannedPlacement): (node: OrderedNode) => string {
  const classes = classifyNodes(
    nodes.map(({ node }) => node),
    agents,
  );
  const names = new Map<unknown, string>();
  const taken = new Set<string>();
  return ({ node, index, pool }) => {
    let name = names.get(classes[index]);
    if (name === undefined) {
      name = distinctName(nameOfClass(node, pool), taken);
      names.set(classes[index], name);
    }
    return name;
  };
}

function nameOfClass(node: Node, pool: string): string {
  const size = ['cpu', 'memory'].map((resource) => {
    const amount = amountText(resource, node.allocatable.get(resource) ?? 0);
    return resource === 'cpu' ? `${amount} cpu` : amount;
  });
  return [`${pool}: ${size.join(', ')}`, ...taintsOf(node)].join(', ');
}

function distinctName(name: string, taken: Set<string>): string {
  let distinct = name;
  for (let i = 2; taken.has(distinct); i++) {
    distinct = `${name} (${i})`;
  }
  taken.add(distinct);
  return distinct;
}

function labelKeys(nodes: readonly OrderedNode[]): string[] {
  const values = new Map<string, Set<string>>();
  for (const { node } of nodes) {
    for (const [key, value] of node.labels) {
      const known = values.get(key) ?? new Set();
      values.set(key, known);
      if (known.size <= MOST_VALUES) {
        known.add(value);
      }
    }
  }
  const groups = ([key, { size }]: [string, Set<string>]) =>
    key !== ZONE_LABEL && size <= MOST_VALUES && (size <= 2 || size * 2 <= nodes.length);
  return [...values]
    .filter(groups)
    .map(([key]) => key)
    .sort();
}
