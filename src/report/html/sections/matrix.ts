import { markup, Markup, Part } from '../markup';
import { NodeColumn, ReportData, Runs, STATES } from '../report-data';
import { Section } from './section';
import { stateMark } from './state';
import { Column, table } from './table';

/** More pools than fit a page; those with fewest nodes share a column. */
const MOST_POOLS = 16;

/** How the agents fare in each pool: a row for each agent, a column for each pool. */
export function matrixSection({ agents, columns, nodes }: ReportData): Section {
  const pools = largestPools(columns[0]);
  const poolOf = expanded(columns[0].runs, nodes).map((value) => pools.indexOf.get(value) ?? MOST_POOLS - 1);
  const sizes = pools.titles.map((_, pool) => poolOf.filter((each) => each === pool).length);
  const head: Column[] = [
    { title: 'Agent' },
    ...pools.titles.map((title, i) => ({ title: `${title} (${sizes[i].toLocaleString('en-US')})`, figures: true })),
  ];
  const rows = agents.map(({ key, cells, runs }): Part[] => {
    const counts = sizes.map(() => STATES.map(() => 0));
    let node = 0;
    for (let i = 0; i < runs.length; i += 2) {
      for (const end = node + runs[i + 1]; node < end; node++) {
        counts[poolOf[node]][cells[runs[i]].state]++;
      }
    }
    return [key, ...counts.map((each) => cellMarkup(each))];
  });
  return {
    id: 'matrix',
    title: 'Agents by pool',
    lead: 'On how many nodes of each pool an agent runs, of those where its DaemonSet wants a pod; – where it wants none.',
    body: table('Agents by pool', head, rows),
  };
}

function cellMarkup([refused, pending, scheduled]: readonly number[]): Markup {
  const wanted = refused + pending + scheduled;
  if (wanted === 0) {
    return markup`<span class="faint">–</span>`;
  }
  const state = refused > 0 ? 'Refused' : pending > 0 ? 'Pending' : 'Scheduled';
  const short = [refused > 0 && `${refused} refused`, pending > 0 && `${pending} pending`].filter(Boolean).join(', ');
  return markup`${stateMark(state)}${scheduled}/${wanted}${short !== '' && markup` <strong class="bad">${short}</strong>`}`;
}

function largestPools({ values, runs }: NodeColumn): { titles: string[]; indexOf: Map<number, number> } {
  const sizes = values.map(() => 0);
  for (let i = 0; i < runs.length; i += 2) {
    sizes[runs[i]] += runs[i + 1];
  }
  const all = [...values.keys()];
  if (all.length <= MOST_POOLS) {
    return { titles: [...values], indexOf: new Map(all.map((value) => [value, value])) };
  }
  const largest = all.sort((a, b) => sizes[b] - sizes[a] || a - b).slice(0, MOST_POOLS - 1);
  const rest = values.length - largest.length;
  return {
    titles: [...largest.map((value) => values[value]), `${rest} other pools`],
    indexOf: new Map(largest.map((value, i) => [value, i])),
  };
}

function expanded(runs: Runs, length: number): number[] {
  const values = new Array<number>(length);
  let node = 0;
  for (let i = 0; i < runs.length; i += 2) {
    values.fill(runs[i], node, (node += runs[i + 1]));
  }
  return values;
}
