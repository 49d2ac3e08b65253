import { PoolOverhead } from '../../../planner/placement/overhead/overhead-document';
import { PlacementOverhead } from '../../../planner/placement/overhead/placement-overhead';
import { printable } from '../../printable';
import { anyOthers, costText, OVERHEAD_HEAD, OverheadRow, overheadRows, remainder } from '../../text/overhead-table';
import { Markup, markup, Part } from '../markup';
import { RESOURCES } from '../report-data';
import { Section } from './section';
import { table } from './table';

/** More kinds of node than a reader takes in; the rest is told in one line. */
const MOST_ROWS = 40;

/** What the agents together request of each pool, and on a node of each kind, with a bar for its share; tightest first. */
export function overheadSection({ pools, classes }: PlacementOverhead): Section {
  const others = anyOthers(classes);
  const rows = overheadRows(classes, true, others);
  const [, ...head] = [...OVERHEAD_HEAD, ...(others ? ['Others'] : [])];
  const columns = (first: string, titles: readonly string[]) => [
    { title: first },
    ...titles.map((title) => ({ title, figures: true })),
  ];
  const largest = [...pools].sort((a, b) => b.nodes - a.nodes);
  return {
    id: 'overhead',
    title: 'Overhead',
    lead: 'What the agents together request, and its share of what the nodes have to give.',
    body: markup`<h3>All nodes of a pool</h3>${table('Overhead by pool', columns('Pool', head.slice(0, 5)), largest.slice(0, MOST_ROWS).map(poolRow))}
${pools.length > MOST_ROWS && markup`<p class="faint">and ${pools.length - MOST_ROWS} smaller pools</p>`}
<h3>Each node of a kind</h3>${table('Overhead by kind of node', columns(OVERHEAD_HEAD[0], head), rows.slice(0, MOST_ROWS).map(kindRow))}
${remainder(rows.slice(MOST_ROWS)).map((text) => markup`<p class="faint">${text}</p>`)}`,
  };
}

function poolRow({ pool, nodes, agents, requests, allocatable, shares }: PoolOverhead): Part[] {
  const costs = RESOURCES.map((resource) => [
    costText(resource, requests, allocatable, true),
    bar(shares[resource] ?? 0),
  ]);
  return [printable(pool), nodes, agents.length, ...costs];
}

function kindRow({ kind, nodes, cells, shares }: OverheadRow): Part[] {
  const [agents, ...costs] = cells;
  return [kind, nodes, agents, ...costs.map((text, i) => [text, bar(shares[i] ?? 0)])];
}

/** Least width that an eye sees. */
const LEAST = 0.6;

function bar(share: number): Markup | undefined {
  const width = Math.max(LEAST, Math.min(100, Math.round(share * 1000) / 10));
  return share > 0
    ? markup`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="4"/><rect class="part" width="${width}" height="4"/></svg>`
    : undefined;
}
