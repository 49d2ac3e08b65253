import { daemonSetKey } from '../../kubernetes/daemon-set';
import { FleetPlanDocument } from '../../planner/fleet/fleet-document';
import { ClusterRemark, ToldGroup, toldGroups } from '../cluster-remarks';
import { FleetAgent, fleetAgents, fleetClosing, fleetHeadline } from '../fleet-summary';
import { nodeNamesText } from '../node-names';
import { printable } from '../printable';
import { countText, wholeText } from '../units';
import { Layout, Section, TextOptions, layoutOf, sectionsText } from './layout';
import { Style } from './style';
import { Cell, tableLines } from './table';
import { hanging, wrapped } from './wrapped';

/** More than a reader takes in; the others are in the JSON. */
const MOST_LINES = 60;
const MOST_UNREADABLE_LINES = 30;
const MOST_REMARKS = 8;
const MOST_AGENTS = 40;

/** A plan of many clusters for people: how most of them fare, which ones fare otherwise and in what, and which fail. */
export function fleetText(plan: FleetPlanDocument, options: TextOptions = {}): string {
  const layout = layoutOf(options);
  const { width } = layout;
  const [usual, ...others] = toldGroups(plan).map((told) => groupLines(told, layout));
  const blocks = others.map((lines, i) => ({ lines, clusters: plan.groups[i + 1].clusters.length }));
  const sections: Section[] = [
    lineSection('Agents', agentsTable(plan, layout)),
    lineSection(plan.groups.length > 1 ? 'Most clusters' : 'All clusters', usual ?? []),
    lineSection('Clusters that differ', atMostLines(blocks, MOST_LINES)),
    lineSection('Clusters that cannot be planned', atMostLines(unreadable(plan, layout), MOST_UNREADABLE_LINES)),
  ];
  return sectionsText(wrapped(fleetHeadline(plan), width), sections, wrapped(fleetClosing(plan), width), layout);
}

function lineSection(title: string, lines: readonly string[]): Section {
  return { title, blocks: lines.map((line) => [line]), noun: 'line' };
}

/** Lines that belong together, and of how many clusters they tell. */
interface Block {
  readonly lines: readonly string[];
  readonly clusters: number;
}

/** The first blocks, with blank lines between them, and how many clusters are left out. */
function atMostLines(blocks: readonly Block[], most: number): string[] {
  const lines: string[] = [];
  let told = 0;
  for (const block of blocks) {
    if (told > 0 && lines.length + block.lines.length > most) {
      break;
    }
    lines.push(...(told > 0 ? [''] : []), ...block.lines);
    told++;
  }
  const left = blocks.slice(told).reduce((sum, { clusters }) => sum + clusters, 0);
  return left > 0 ? [...lines, '', `and ${countText(left, 'cluster')} more, which --format json tells`] : lines;
}

function groupLines({ group: { clusters, status }, remarks }: ToldGroup, { width, style }: Layout): string[] {
  const count = countText(clusters.length, 'cluster');
  const verb = clusters.length === 1 ? 'fails' : 'fail';
  const lead = status === 'failed' ? `${count} ${verb}: ` : `${count}: `;
  const paint = status === 'failed' ? style.bad : style.heading;
  const more = remarks.length - MOST_REMARKS;
  return [
    `${paint(lead.trimEnd())} ${nodeNamesText(clusters, width - lead.length)}`,
    ...remarks.slice(0, MOST_REMARKS).flatMap((remark) => remarkLines(remark, width, style)),
    ...(more > 0 ? [`  and ${wholeText(more)} more, which --format json tells`] : []),
  ];
}

function remarkLines({ severity, text }: ClusterRemark, width: number, style: Style): string[] {
  const paint = { error: style.bad, warning: style.warning, info: String }[severity];
  return hanging('  - ', printable(text), width).map(paint);
}

const MOST_FAULTS = 3;

function unreadable({ clusters }: FleetPlanDocument, { width, style }: Layout): Block[] {
  return clusters
    .filter(({ status }) => status === 'unreadable')
    .map(({ name, why }) => ({
      lines: [
        ...hanging('', printable(name), width).map(style.bad),
        ...why.slice(0, MOST_FAULTS).flatMap((line) => hanging('  - ', printable(line), width)),
        ...(why.length > MOST_FAULTS ? [`  and ${countText(why.length - MOST_FAULTS, 'fault')} more`] : []),
      ],
      clusters: 1,
    }));
}

/** Every agent in a row: on how many clusters it is, and how many of its pods fare how. */
function agentsTable(plan: FleetPlanDocument, { width, style }: Layout): string[] {
  const agents = fleetAgents(plan);
  if (agents.length === 0) {
    return [];
  }
  const refused = agents.some((agent) => agent.refused > 0);
  const trouble = (count: number): Cell => ({ text: wholeText(count), style: count > 0 ? style.bad : undefined });
  const row = (agent: FleetAgent): Cell[] => [
    { text: printable(daemonSetKey(agent)) },
    { text: wholeText(agent.clusters) },
    { text: wholeText(agent.desired) },
    { text: wholeText(agent.scheduled) },
    trouble(agent.pending),
    ...(refused ? [trouble(agent.refused)] : []),
    { text: wholeText(agent.excluded) },
  ];
  const head = ['Agent', 'Clusters', 'Desired', 'Scheduled', 'Pending', ...(refused ? ['Refused'] : []), 'Excluded'];
  const waiting = ({ pending, refused: never }: FleetAgent) => pending + never;
  const more = agents.length - MOST_AGENTS;
  // Where there are too many, those that wait are worth telling of.
  const shown = more > 0 ? [...agents].sort((a, b) => waiting(b) - waiting(a)).slice(0, MOST_AGENTS) : agents;
  return [
    ...tableLines(head, shown.map(row), width, style),
    ...(more > 0 ? [`and ${countText(more, 'agent')} more, which --format json tells`] : []),
  ];
}
