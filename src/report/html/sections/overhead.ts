import { NodeOverhead } from '../../../planner/placement/placement-document';
import { anyOthers, OVERHEAD_HEAD, overheadRows, remainder } from '../../text/overhead-table';
import { markup, Markup, Part } from '../markup';
import { Section } from './section';
import { table } from './table';

/** More kinds of node than a reader takes in; the rest is told in one line. */
const MOST_ROWS = 40;

/** What the agents together request on a node of each kind, with a bar for its share; tightest first. */
export function overheadSection(overhead: readonly NodeOverhead[]): Section {
  const others = anyOthers(overhead);
  const rows = overheadRows(overhead, true, others);
  const head = [...OVERHEAD_HEAD, ...(others ? ['Others'] : [])];
  const columns = head.map((title, i) => ({ title, figures: i > 0 }));
  const shown = rows.slice(0, MOST_ROWS).map(({ kind, nodes, cells, shares }): Part[] => {
    const [agents, ...costs] = cells;
    return [kind, nodes, agents, ...costs.map((text, i) => [text, shares[i] > 0 && bar(shares[i])])];
  });
  return {
    id: 'overhead',
    title: 'Overhead',
    lead: 'What the agents together request on each node of a kind, and its share of what the node has to give.',
    body: markup`${table('Overhead', columns, shown)}${remainder(rows.slice(MOST_ROWS)).map((text) => markup`<p class="faint">${text}</p>`)}`,
  };
}

/** Least width that an eye sees. */
const LEAST = 0.6;

function bar(share: number): Markup {
  const width = Math.max(LEAST, Math.min(100, Math.round(share * 1000) / 10));
  return markup`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="4"/><rect class="part" width="${width}" height="4"/></svg>`;
}
