import { nodeNamesText } from '../node-names';
import { closingText, placementHeadline } from '../placement-summary';
import { amountText, countText, percentText, wholeText } from '../units';
import { assumptionsMarkdown, evictionsMarkdown, findingsMarkdown } from './findings-markdown';
import { atMost, code, details, escaped, page, table } from './markdown';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import { DaemonSetPlacement, NodeOverhead, PlacementPlanDocument } from '../../planner/placement/placement-document';
import { Outcome, outcomesOf } from '../text/outcomes';
import { besidesText, reasonText } from '../text/reason-text';

const MOST_AGENTS = 30;
const MOST_OUTCOMES = 12;
const MOST_KINDS = 10;
/** Of the names of nodes, in characters. */
const NAMES_WIDTH = 120;

/** A plan as a comment on a pull request: what is wrong in sight, the rest folded; short for any number of nodes. */
export function placementMarkdown(plan: PlacementPlanDocument, overhead: readonly NodeOverhead[]): string {
  const outcomes = plan.daemonSets.flatMap((agent) =>
    outcomesOf(agent.placements).map((outcome) => ({ key: daemonSetKey(agent), outcome })),
  );
  const wrong = outcomes.filter(({ outcome }) => outcome.state !== 'Excluded');
  const excluded = outcomes.filter(({ outcome }) => outcome.state === 'Excluded');
  return page(
    [`### Node agents: ${escaped(placementHeadline(plan))}`],
    [escaped(closingText(plan))],
    agentsTable(plan.daemonSets),
    wrong.length > 0
      ? ['**Pods that would not run**', '', ...atMost(wrong, MOST_OUTCOMES, 'reasons', outcomeEntry)]
      : [],
    evictionsMarkdown('Evicted', plan.evicted),
    findingsMarkdown('Findings', plan.findings),
    details('Nodes that are left out, and why', atMost(excluded, MOST_OUTCOMES, 'reasons', outcomeEntry)),
    details('What the agents request on each node', overheadTable(overhead)),
    assumptionsMarkdown(plan.assumptions),
  );
}

function agentsTable(agents: readonly DaemonSetPlacement[]): string[] {
  const refused = agents.some((agent) => agent.refused > 0);
  const rows = agents.map((agent) => [
    code(daemonSetKey(agent)),
    wholeText(agent.desired),
    wholeText(agent.scheduled),
    troubleText(agent.pending),
    ...(refused ? [troubleText(agent.refused)] : []),
    wholeText(agent.excluded),
    escaped(agent.requests.cpu ?? '-'),
    escaped(agent.requests.memory ?? '-'),
  ]);
  const head = [
    'Agent',
    'Desired',
    'Scheduled',
    'Pending',
    ...(refused ? ['Refused'] : []),
    'Excluded',
    'CPU',
    'Memory',
  ];
  return table(head, rows, MOST_AGENTS);
}

function troubleText(count: number): string {
  return count > 0 ? `**${wholeText(count)}**` : '0';
}

/** What becomes of an agent on some nodes. */
interface AgentOutcome {
  /** The agent, as `namespace/name`. */
  readonly key: string;
  readonly outcome: Outcome;
}

function outcomeEntry({ key, outcome: { state, nodes, reasons, besides } }: AgentOutcome): string {
  const why = [...reasons.map(reasonText), ...(besides.length > 0 ? [besidesText(besides)] : [])];
  const on = `${countText(nodes.length, 'node')} (${code(nodeNamesText(nodes, NAMES_WIDTH))})`;
  return `- ${code(key)} is **${state}** on ${on}: ${why.map(escaped).join('; ')}`;
}

/** By kind of node, tightest first. */
function overheadTable(overhead: readonly NodeOverhead[]): string[] {
  const cost = ({ requests, allocatable }: NodeOverhead, resource: string) => {
    const requested = requests[resource] ?? 0;
    return requested === 0
      ? '-'
      : escaped(`${amountText(resource, requested)} (${percentText(requested, allocatable[resource] ?? 0)})`);
  };
  const share = ({ requests, allocatable }: NodeOverhead) =>
    Math.max(0, ...Object.entries(requests).map(([resource, amount]) => amount / (allocatable[resource] || Infinity)));
  const rows = new Map<string, { kind: string; nodes: number; cells: string[] }>();
  for (const each of [...overhead].sort((a, b) => share(b) - share(a))) {
    const cells = [wholeText(each.agents.length), ...['cpu', 'memory', 'pods'].map((resource) => cost(each, resource))];
    const key = JSON.stringify([each.kind, cells]);
    const row = rows.get(key) ?? { kind: each.kind, nodes: 0, cells };
    row.nodes += each.nodes.length;
    rows.set(key, row);
  }
  return table(
    ['Kind of node', 'Nodes', 'Agents', 'CPU', 'Memory', 'Pods'],
    [...rows.values()].map(({ kind, nodes, cells }) => [code(kind), wholeText(nodes), ...cells]),
    MOST_KINDS,
  );
}
