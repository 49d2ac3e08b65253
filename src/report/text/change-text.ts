import {
  NodesChangeGroup,
  addedText,
  changeClosing,
  changeHeadline,
  groupNodesChanges,
  nodesIn,
  signedText,
  stuckFirst,
} from '../change-summary';
import { nodeNamesText } from '../node-names';
import { printable, shortened } from '../printable';
import { amountText, countText, wholeText } from '../units';
import { Block, Layout, Section, TextOptions, layoutOf, sectionsText, tableSection } from './layout';
import { adviceLines, evictionSection, findingSection } from './notes';
import { tableLines } from './table';
import { hanging, wrapped } from './wrapped';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import { DaemonSetChange, PlacementChangeDocument } from '../../planner/change/between/change-document';
import { durationInWords } from '../../planner/rollout/explain';

/** More than a reader takes in; the rest is told by its number. */
const MOST_AGENTS = 20;
const MOST_PLACES = 8;
const MOST_ROLLOUTS = 10;
const MOST_REMARKS = 4;
const MOST_GROUPS = 3;
const MOST_KINDS = 12;
/** Of a reason, in characters: two lines. */
const LONGEST_REASON = 150;

const COLUMNS = ['cpu', 'memory', 'pods'];

/** What a change does, for people: who gains and loses which nodes and why, what it costs, and what to do next. */
export function changeText(change: PlacementChangeDocument, options: TextOptions = {}): string {
  const layout = layoutOf(options);
  const { width, style } = layout;
  const { daemonSets, nodes, evicted, spared, findings } = change;
  const sections: Section[] = [
    { title: 'Cannot be changed in place', blocks: immutableBlocks(daemonSets, layout), noun: 'field' },
    { title: 'Agents', ...agentBlocks(daemonSets, layout) },
    placesSection(daemonSets, layout),
    rolloutSection(change, layout),
    {
      title: 'Nodes',
      blocks: [nodesLine('new: ', nodes.added, width), nodesLine('gone: ', nodes.removed, width)].filter(
        (block) => block.length > 0,
      ),
      noun: 'line',
    },
    evictionSection('Evicted pods', evicted, width),
    evictionSection('No longer evicted', spared, width),
    requestSection(change, layout),
    { title: 'Room that is left', blocks: headroomBlocks(change, layout), noun: 'resource' },
    findingSection('New findings', findings.appeared, layout),
    { title: 'Findings that are gone', blocks: goneLines(change, width).map((line) => [line]), noun: 'line' },
  ];
  const head = wrapped(changeHeadline(change), width).map(style.heading);
  return sectionsText(head, sections, wrapped(printable(changeClosing(change)), width), layout);
}

function immutableBlocks(daemonSets: readonly DaemonSetChange[], { width, style }: Layout): Block[] {
  return daemonSets.flatMap((each) =>
    each.immutable.map(({ field, message, fix }) =>
      adviceLines('error', `${field} of ${daemonSetKey(each)}: ${message}`, fix, width, style),
    ),
  );
}

function agentBlocks(daemonSets: readonly DaemonSetChange[], { width, style }: Layout): Omit<Section, 'title'> {
  const cells = daemonSets.map((each) => [
    { text: printable(daemonSetKey(each)) },
    { text: each.change },
    { text: `${wholeText(each.scheduled.before)} => ${wholeText(each.scheduled.after)}` },
    {
      text: `${wholeText(each.pending.before)} => ${wholeText(each.pending.after)}`,
      style: each.pending.after > each.pending.before ? style.bad : undefined,
    },
    { text: signedText('cpu', each.requestsAdded.cpu ?? 0) },
    { text: signedText('memory', each.requestsAdded.memory ?? 0) },
  ]);
  const head = ['Agent', 'Change', 'Runs on', 'Waits on', 'CPU', 'Memory'];
  return { ...tableSection(tableLines(head, cells, width, style)), noun: 'agent', most: MOST_AGENTS };
}

/** The agents that lose most first. */
function placesSection(daemonSets: readonly DaemonSetChange[], layout: Layout): Section {
  const moved = daemonSets.filter(({ gained, lost, stuck }) => gained.length + lost.length + stuck.length > 0);
  const worse = ({ lost, stuck }: DaemonSetChange) => nodesIn(lost) + nodesIn(stuck);
  const told = [...moved].sort((a, b) => worse(b) - worse(a)).slice(0, MOST_PLACES);
  const more = moved.length - told.length;
  return {
    title: 'Where they come and go',
    blocks: told.map((each) => placeLines(each, layout)),
    noun: 'agent',
    tail: more > 0 ? [`and ${countText(more, 'more agent')}, which --format json tells`] : [],
  };
}

/** One agent: where it comes, goes and waits. */
function placeLines(change: DaemonSetChange, { width, style }: Layout): string[] {
  const lines = [
    ...groupLines('loses', groupNodesChanges(change.lost), width, style.bad),
    ...groupLines('waits on', groupNodesChanges(change.stuck), width, style.bad),
    ...groupLines('gains', groupNodesChanges(change.gained), width, style.good),
  ];
  return lines.length > 0 ? [style.heading(printable(daemonSetKey(change)).slice(0, width)), ...lines] : [];
}

function groupLines(
  verb: string,
  groups: readonly NodesChangeGroup[],
  width: number,
  paint: (text: string) => string,
): string[] {
  const told = groups.slice(0, MOST_GROUPS).flatMap(({ nodes, reason }) => {
    const [first, ...rest] = hanging(
      '  ',
      `${verb} ${countText(nodes.length, 'node')}: ${nodeNamesText(nodes, width - 25)}`,
      width,
    );
    return [
      first.replace(verb, paint(verb)),
      ...rest,
      ...hanging('    ', shortened(printable(reason), LONGEST_REASON), width),
    ];
  });
  const untold = groups.slice(MOST_GROUPS);
  const more = untold.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return more > 0 ? [...told, `  ${verb} ${countText(more, 'more node')} for other reasons`] : told;
}

function rolloutSection({ rollouts }: PlacementChangeDocument, { width, style }: Layout): Section {
  const cells = stuckFirst(rollouts).map(({ daemonSet, completes, replaced, peakUnavailable, seconds }) => [
    { text: printable(daemonSet) },
    completes ? { text: 'yes' } : { text: 'never', style: style.bad },
    { text: wholeText(replaced) },
    { text: wholeText(peakUnavailable) },
    { text: completes ? durationInWords(seconds) : '-' },
  ]);
  const remarks = rollouts.flatMap(({ daemonSet, blockers }) => blockers.map((blocker) => ({ daemonSet, ...blocker })));
  const errors = remarks.filter(({ severity }) => severity === 'error').slice(0, MOST_REMARKS);
  return {
    title: 'Rollouts that it triggers',
    ...tableSection(tableLines(['Agent', 'Ends', 'Replaces', 'Unavailable', 'Takes'], cells, width, style)),
    noun: 'rollout',
    most: MOST_ROLLOUTS,
    tail: errors.flatMap(({ daemonSet, id, message, fix }) =>
      adviceLines('error', `${id} in ${daemonSet}: ${message}`, fix, width, style),
    ),
  };
}

function nodesLine(lead: string, nodes: readonly string[], width: number): string[] {
  return nodes.length > 0
    ? [`${lead}${countText(nodes.length, 'node')}: ${nodeNamesText(nodes, width - lead.length - 16)}`]
    : [];
}

function requestSection({ requests }: PlacementChangeDocument, { width, style }: Layout): Section {
  const title = 'Requests of the agents';
  if (requests.perPool.length === 0) {
    return { title, blocks: [], noun: 'kind' };
  }
  const row = (kind: string, nodes: string, added: { readonly [resource: string]: number }) =>
    [printable(kind), nodes, ...COLUMNS.map((resource) => signedText(resource, added[resource] ?? 0))].map((text) => ({
      text,
    }));
  const largestFirst = [...requests.perPool].sort((a, b) => b.nodes - a.nodes);
  const more = largestFirst.slice(MOST_KINDS);
  const rows = [
    ...largestFirst.slice(0, MOST_KINDS).map(({ kind, nodes, added }) => row(kind, wholeText(nodes), added)),
    row('In all', wholeText(largestFirst.reduce((sum, { nodes }) => sum + nodes, 0)), requests.total),
  ];
  const others = Object.fromEntries(Object.entries(requests.total).filter(([resource]) => !COLUMNS.includes(resource)));
  return {
    title,
    ...tableSection(tableLines(['Kind of node', 'Nodes', 'CPU', 'Memory', 'Pods'], rows, width, style)),
    noun: 'kind',
    tail: [
      ...(more.length > 0 ? [`In all counts ${countText(more.length, 'more kind')} of node.`] : []),
      ...(Object.keys(others).length > 0 ? hanging('', printable(`Besides, in all: ${addedText(others)}`), width) : []),
    ],
  };
}

function headroomBlocks({ headroom }: PlacementChangeDocument, { width }: Layout): Block[] {
  return headroom.map(({ resource, node, left, leftBefore, allocatable }) => {
    const amount = (value: number) => amountText(resource, value, 'down');
    const text = `${resource}: ${amount(left)} of ${amount(allocatable)} on ${node}, the tightest node (${amount(leftBefore)} before)`;
    return hanging('- ', printable(text), width);
  });
}

function goneLines({ findings }: PlacementChangeDocument, width: number): string[] {
  const counts = new Map<string, number>();
  findings.gone.forEach(({ rule }) => counts.set(rule, (counts.get(rule) ?? 0) + 1));
  const texts = [...counts].map(([rule, count]) => (count > 1 ? `${rule} (${count})` : rule));
  return texts.length > 0 ? wrapped(printable(texts.join(', ')), width) : [];
}
