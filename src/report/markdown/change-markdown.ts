import {
  NodesChangeGroup,
  addedText,
  changeClosing,
  changeHeadline,
  groupNodesChanges,
  stuckFirst,
} from '../change-summary';
import { nodeNamesText } from '../node-names';
import { amountText, countText, wholeText } from '../units';
import { evictionsMarkdown, findingsMarkdown } from './findings-markdown';
import { atMost, code, details, escaped, page, table } from './markdown';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import {
  DaemonSetChange,
  ImmutableFieldChange,
  NodesChange,
  PlacementChangeDocument,
} from '../../planner/change/between/change-document';
import { durationInWords } from '../../planner/rollout/explain';

const MOST_AGENTS = 20;
const MOST_ROLLOUTS = 10;
const MOST_PLACES = 10;
const MOST_FIELDS = 8;
const MOST_KINDS = 10;
const NAMES_WIDTH = 100;

/** What a change does, as a comment on a pull request: a few dozen lines for any number of nodes. */
export function changeMarkdown(change: PlacementChangeDocument): string {
  const { daemonSets, evicted, spared, findings } = change;
  const places = (verb: string, of: (each: DaemonSetChange) => readonly NodesChange[]) =>
    daemonSets.flatMap((each) =>
      groupNodesChanges(of(each)).map((group) => ({ key: daemonSetKey(each), verb, group })),
    );
  return page(
    [`### Node agents: ${escaped(changeHeadline(change))}`],
    [escaped(changeClosing(change))],
    atMost(daemonSets.flatMap(immutableFields), MOST_FIELDS, 'fields', immutableEntry),
    agentsTable(daemonSets),
    atMost(
      [...places('no longer runs', (each) => each.lost), ...places('waits', (each) => each.stuck)],
      MOST_PLACES,
      'places',
      placeEntry,
    ),
    rolloutsTable(change),
    rolloutErrors(change),
    evictionsMarkdown('Evicted', evicted),
    findingsMarkdown('New findings', findings.appeared),
    details(
      'Nodes that agents gain',
      atMost(
        places('comes to run', (each) => each.gained),
        MOST_PLACES,
        'places',
        placeEntry,
      ),
    ),
    details('Requests and room that is left', costLines(change)),
    nodeEntries(change),
    evictionsMarkdown('No longer evicted', spared),
    findings.gone.length > 0 ? [`${countText(findings.gone.length, 'finding')} gone: ${goneRules(change)}`] : [],
  );
}

interface ImmutableChange extends ImmutableFieldChange {
  /** The agent, as `namespace/name`. */
  readonly key: string;
}

function immutableFields(change: DaemonSetChange): ImmutableChange[] {
  return change.immutable.map((field) => ({ key: daemonSetKey(change), ...field }));
}

function immutableEntry({ key, field, message, fix }: ImmutableChange): string {
  return `- **error** ${code(field)} of ${code(key)}: ${escaped(message)}. *Fix:* ${escaped(fix)}`;
}

function agentsTable(daemonSets: readonly DaemonSetChange[]): string[] {
  return table(
    ['Agent', 'Change', 'Runs on', 'Waits on', 'Requests of a pod'],
    daemonSets.map((each) => [
      code(daemonSetKey(each)),
      each.change,
      `${wholeText(each.scheduled.before)} → ${wholeText(each.scheduled.after)}`,
      `${wholeText(each.pending.before)} → ${wholeText(each.pending.after)}`,
      each.change === 'changed' ? escaped(addedText(each.requestsAdded)) : '-',
    ]),
    MOST_AGENTS,
  );
}

function rolloutsTable({ rollouts }: PlacementChangeDocument): string[] {
  return table(
    ['Rollout', 'Ends', 'Replaces', 'Unavailable at most', 'Takes'],
    stuckFirst(rollouts).map(({ daemonSet, completes, replaced, peakUnavailable, seconds }) => [
      code(daemonSet),
      completes ? 'yes' : '**never**',
      wholeText(replaced),
      wholeText(peakUnavailable),
      completes ? durationInWords(seconds) : '-',
    ]),
    MOST_ROLLOUTS,
  );
}

function rolloutErrors({ rollouts }: PlacementChangeDocument): string[] {
  const remarks = rollouts.flatMap(({ daemonSet, blockers }) => blockers.map((blocker) => ({ daemonSet, ...blocker })));
  return atMost(
    remarks.filter(({ severity }) => severity === 'error'),
    MOST_ROLLOUTS,
    'errors',
    ({ daemonSet, id, message, fix }) =>
      `- **error** ${code(id)} in ${code(daemonSet)}: ${escaped(message)}. *Fix:* ${escaped(fix)}`,
  );
}

/** Where an agent comes or goes. */
interface Place {
  /** The agent, as `namespace/name`. */
  readonly key: string;
  readonly verb: string;
  readonly group: NodesChangeGroup;
}

function placeEntry({ key, verb, group: { nodes, reason } }: Place): string {
  const on = `${countText(nodes.length, 'node')} (${code(nodeNamesText(nodes, NAMES_WIDTH))})`;
  return `- ${code(key)} ${verb} on ${on}: ${escaped(reason)}`;
}

function costLines({ requests, headroom }: PlacementChangeDocument): string[] {
  const largestFirst = [...requests.perPool].sort((a, b) => b.nodes - a.nodes);
  const rows = largestFirst.map(({ kind, nodes, added }) => [code(kind), wholeText(nodes), escaped(addedText(added))]);
  const room = atMost(headroom, MOST_KINDS, 'resources', ({ resource, node, left, leftBefore, allocatable }) => {
    const amount = (value: number) => amountText(resource, value, 'down');
    return `- ${code(resource)}: ${amount(left)} of ${amount(allocatable)} left on ${code(node)}, the tightest node (${amount(leftBefore)} before)`;
  });
  return rows.length === 0
    ? []
    : [
        ...table(['Kind of node', 'Nodes', 'Requests in all'], rows, MOST_KINDS),
        '',
        `In all: ${escaped(addedText(requests.total))}`,
        ...(room.length > 0 ? ['', ...room] : []),
      ];
}

function nodeEntries({ nodes: { added, removed } }: PlacementChangeDocument): string[] {
  const entry = (verb: string, names: readonly string[]) =>
    names.length > 0
      ? [`- ${countText(names.length, 'node')} ${verb}: ${code(nodeNamesText(names, NAMES_WIDTH))}`]
      : [];
  return [...entry('new', added), ...entry('gone', removed)];
}

function goneRules({ findings }: PlacementChangeDocument): string {
  return [...new Set(findings.gone.map(({ rule }) => rule))].map(code).join(', ');
}
