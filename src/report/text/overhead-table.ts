import { NodeOverhead } from '../../planner/placement/placement-document';
import { printable } from '../printable';
import { amountText, countText, percentText } from '../units';
import { Section, tableSection } from './layout';
import { Style } from './style';
import { tableLines, WIDE } from './table';

/** More kinds of node than a reader takes in; the rest is told in one line. */
const MOST_ROWS = 20;

const COLUMNS = ['cpu', 'memory', 'pods'];
/** The titles of the columns. */
export const OVERHEAD_HEAD = ['Kind of node', 'Nodes', 'Agents', 'CPU', 'Memory', 'Pods'];

/** Kinds of node that read the same. */
export interface OverheadRow {
  readonly kind: string;
  readonly nodes: number;
  /** What comes after the number of nodes. */
  readonly cells: readonly string[];
  /** Of what the node has to give, from 0 to 1: cpu, memory and pods. */
  readonly shares: readonly number[];
  /** Of the resource that is tightest. */
  readonly share: number;
}

/** What the agents together request on a node of each kind, with its share of what the node has to give; tightest first. */
export function overheadTable(overhead: readonly NodeOverhead[], width: number, style: Style): Section {
  const others = anyOthers(overhead);
  const rows = overheadRows(overhead, width >= WIDE, others);
  const table = rows
    .slice(0, MOST_ROWS)
    .map(({ kind, nodes, cells }) => [kind, `${nodes}`, ...cells].map((text) => ({ text })));
  return {
    title: 'What the agents request on each node',
    ...tableSection(tableLines(others ? [...OVERHEAD_HEAD, 'Others'] : OVERHEAD_HEAD, table, width, style)),
    noun: 'kind',
    tail: remainder(rows.slice(MOST_ROWS)),
  };
}

/** The rows in order of their tightest share. */
export function overheadRows(overhead: readonly NodeOverhead[], wide: boolean, others: boolean): OverheadRow[] {
  const rows = new Map<string, OverheadRow & { nodes: number }>();
  for (const { kind, nodes, agents, requests, allocatable } of overhead) {
    const cells = [
      `${agents.length}`,
      ...COLUMNS.map((resource) => costText(resource, requests, allocatable, wide)),
      ...(others ? [othersText(requests, allocatable)] : []),
    ];
    const key = JSON.stringify([kind, cells]);
    const row = rows.get(key);
    if (row) {
      row.nodes += nodes.length;
    } else {
      const share = tightestShare(requests, allocatable);
      const shares = COLUMNS.map((resource) => shareOf(resource, requests, allocatable));
      rows.set(key, { kind: printable(kind), nodes: nodes.length, cells, shares, share });
    }
  }
  return [...rows.values()].sort((a, b) => b.share - a.share || compare(a.kind, b.kind));
}

type Amounts = NodeOverhead['requests'];

/** `200m of 4 (5%)`, or `-` where nothing is requested. */
export function costText(resource: string, requests: Amounts, allocatable: Amounts, wide: boolean): string {
  const requested = requests[resource] ?? 0;
  const whole = allocatable[resource] ?? 0;
  const of = wide ? ` of ${amountText(resource, whole)}` : '';
  return requested === 0 ? '-' : `${amountText(resource, requested)}${of} (${percentText(requested, whole)})`;
}

function otherResources(requests: Amounts): string[] {
  return Object.keys(requests).filter((resource) => !COLUMNS.includes(resource) && requests[resource] > 0);
}

/** Whether agents request anything but cpu and memory. */
export function anyOthers(overhead: readonly NodeOverhead[]): boolean {
  return overhead.some(({ requests }) => otherResources(requests).length > 0);
}

function othersText(requests: Amounts, allocatable: Amounts): string {
  const texts = otherResources(requests)
    .sort()
    .map((resource) => `${resource} ${percentText(requests[resource], allocatable[resource] ?? 0)}`);
  return printable(texts.join(', ')) || '-';
}

function tightestShare(requests: Amounts, allocatable: Amounts): number {
  return Math.max(0, ...Object.keys(requests).map((resource) => shareOf(resource, requests, allocatable)));
}

function shareOf(resource: string, requests: Amounts, allocatable: Amounts): number {
  return (requests[resource] ?? 0) / (allocatable[resource] || Infinity);
}

/** What is not shown, in a line. */
export function remainder(rows: readonly OverheadRow[]): string[] {
  if (rows.length === 0) {
    return [];
  }
  const nodes = rows.reduce((sum, row) => sum + row.nodes, 0);
  const kinds = countText(rows.length, 'more kind');
  return [`and ${kinds} with ${countText(nodes, 'node')}, where agents take ${percentText(rows[0].share, 1)} at most`];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
