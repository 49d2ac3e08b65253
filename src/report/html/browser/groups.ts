import type { Fleet } from './fleet';
import type { View } from './view';

/** Nodes that have a property in common. */
export interface Group {
  readonly title: string;
  /** Index of the value in its column. */
  readonly value: number;
  /** Indexes of the nodes, ascending. */
  readonly nodes: readonly number[];
}

const POOL = 0;
const ZONE = 1;

/** The column that the groups of a view come from: within a group, nodes are grouped by zone, or else by pool. */
export function groupColumn({ group, zoom }: View): number {
  return zoom === undefined ? group : group === POOL ? ZONE : POOL;
}

/** The nodes of a view in groups, in order of their titles. */
export function groupsOf(fleet: Fleet, view: View): Group[] {
  const column = groupColumn(view);
  const codes = fleet.column(column);
  const zoomed = view.zoom === undefined ? undefined : fleet.column(view.group);
  const { values } = fleet.data.columns[column];
  const nodes = values.map((): number[] => []);
  for (let node = 0; node < fleet.size; node++) {
    if (!zoomed || zoomed[node] === view.zoom) {
      nodes[codes[node]].push(node);
    }
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  return values
    .map((title, value) => ({ title, value, nodes: nodes[value] }))
    .filter((group) => group.nodes.length > 0)
    .sort((a, b) => compare(a.title, b.title));
}

/** The most nodes that are drawn one by one without being asked for. */
const MOST_CELLS = 12_000;

/** Whether a square stands for a hundredth of a group instead of a node. */
export function inHundredths(fleet: Fleet, { zoom }: View): boolean {
  return zoom === undefined && fleet.size > MOST_CELLS;
}

/**
 * How many of a hundred squares each count gets. Whatever there is of gets one at least, so that the one broken node in
 * ten thousand is seen.
 */
export function hundredths(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count / total) * 100);
  const squares = exact.map((share) => (share > 0 ? Math.max(1, Math.floor(share)) : 0));
  let left = 100 - squares.reduce((sum, each) => sum + each, 0);
  const order = [...exact.keys()].sort((a, b) => exact[b] - squares[b] - (exact[a] - squares[a]) || a - b);
  for (let i = 0; left > 0; i = (i + 1) % order.length) {
    if (counts[order[i]] > 0) {
      squares[order[i]]++;
      left--;
    }
  }
  while (left < 0) {
    squares[squares.indexOf(Math.max(...squares))]--;
    left++;
  }
  return squares;
}
