import { daemonSetKey } from '../../kubernetes/daemon-set';
import { DaemonSetPlacement } from '../../planner/placement/placement-document';
import { nodeNamesText } from '../node-names';
import { printable } from '../printable';
import { countText } from '../units';
import { Section, tableSection } from './layout';
import { Style } from './style';
import { Cell, tableLines, WIDE } from './table';
import { hanging } from './wrapped';

interface Column {
  readonly title: string;
  readonly cell: (agent: DaemonSetPlacement, style: Style) => Cell;
  /** Leaves the column out when it says nothing of any agent. */
  readonly when?: (agent: DaemonSetPlacement) => boolean;
  /** Leaves the column out where there is little room. */
  readonly wide?: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: 'Agent', cell: (agent) => ({ text: printable(daemonSetKey(agent)) }) },
  { title: 'Priority', cell: ({ priority }) => ({ text: `${priority}` }) },
  { title: 'CPU', cell: ({ requests }) => request(requests.cpu) },
  { title: 'Memory', cell: ({ requests }) => request(requests.memory) },
  // The sum of the next three.
  { title: 'Desired', cell: ({ desired }) => ({ text: `${desired}` }), wide: true },
  { title: 'Scheduled', cell: ({ scheduled }) => ({ text: `${scheduled}` }) },
  { title: 'Pending', cell: ({ pending }, style) => trouble(pending, style) },
  { title: 'Refused', cell: ({ refused }, style) => trouble(refused, style), when: ({ refused }) => refused > 0 },
  { title: 'Excluded', cell: ({ excluded }) => ({ text: `${excluded}` }) },
];

/** Every agent in a row: what one of its pods requests, and how many of them fare how. */
export function agentsTable(agents: readonly DaemonSetPlacement[], width: number, style: Style): Section {
  const columns = COLUMNS.filter(({ when, wide }) => (!when || agents.some(when)) && (!wide || width >= WIDE));
  const rows = agents.map((agent) => columns.map(({ cell }) => cell(agent, style)));
  const titles = columns.map(({ title }) => title);
  const notes = agents.flatMap(notesOn);
  const more = notes.length - MOST_NOTES;
  const tail = [
    ...notes.slice(0, MOST_NOTES).flatMap((note) => hanging('- ', printable(note), width)),
    ...(more > 0 ? [`and ${countText(more, 'more note')}, which --format json tells`] : []),
  ];
  return {
    title: 'Agents',
    ...tableSection(tableLines(titles, rows, width, style)),
    noun: 'agent',
    tail: tail.length > 0 ? ['', ...tail] : [],
  };
}

/** More than a reader takes in. */
const MOST_NOTES = 6;

/** What has no column: other resources, and what `kubectl describe daemonset` counts as misscheduled. */
export function notesOn(agent: DaemonSetPlacement): string[] {
  const others = Object.entries(agent.requests).filter(([resource]) => resource !== 'cpu' && resource !== 'memory');
  const requests = others.map(([resource, quantity]) => `${quantity} of ${resource}`);
  const pods = countText(agent.misscheduled, 'running pod');
  return [
    ...(others.length > 0 ? [`${daemonSetKey(agent)} also requests ${requests.join(', ')}`] : []),
    ...(agent.misscheduled > 0
      ? [`${daemonSetKey(agent)} has ${pods} misscheduled, on nodes where the controller would create none`]
      : []),
    ...(agent.removed.length > 0
      ? [
          `${daemonSetKey(agent)} loses ${countText(agent.removed.length, 'running pod')}, on ${nodeNamesText(agent.removed)}`,
        ]
      : []),
  ];
}

function request(quantity: string | undefined): Cell {
  return { text: quantity ? printable(quantity) : '-' };
}

function trouble(count: number, style: Style): Cell {
  return { text: `${count}`, style: count > 0 ? style.bad : undefined };
}
