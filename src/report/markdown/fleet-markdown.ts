import { daemonSetKey } from '../../kubernetes/daemon-set';
import { ClusterPlan, FleetPlanDocument } from '../../planner/fleet/fleet-document';
import { ToldGroup, toldGroups } from '../cluster-remarks';
import { FleetAgent, fleetAgents, fleetClosing, fleetHeadline } from '../fleet-summary';
import { nodeNamesText } from '../node-names';
import { countText, wholeText } from '../units';
import { atMost, code, details, escaped, page, table } from './markdown';

const MOST_GROUPS = 15;
const MOST_REMARKS = 6;
const MOST_UNREADABLE = 15;
const MOST_FAULTS = 3;
const MOST_AGENTS = 40;
/** Of the names of clusters, in characters. */
const NAMES_WIDTH = 120;

/** A plan of many clusters as a comment on a pull request: what fails and what differs in sight, the rest folded. */
export function fleetMarkdown(plan: FleetPlanDocument): string {
  const [usual, ...others] = toldGroups(plan);
  const unreadable = plan.clusters.filter(({ status }) => status === 'unreadable');
  return page(
    [`### Node agents: ${escaped(fleetHeadline(plan))}`],
    [escaped(fleetClosing(plan))],
    titled('Clusters that cannot be planned', atMost(unreadable, MOST_UNREADABLE, 'clusters', unreadableEntry)),
    titled('Clusters that differ', atMost(others, MOST_GROUPS, 'groups', groupEntry)),
    usual ? titled(others.length > 0 ? 'Most clusters' : 'All clusters', [groupEntry(usual)]) : [],
    details('Agents', agentsTable(plan)),
  );
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [`**${title}**`, '', ...lines] : [];
}

function unreadableEntry({ name, why }: ClusterPlan): string {
  const more = why.length > MOST_FAULTS ? `; and ${countText(why.length - MOST_FAULTS, 'fault')} more` : '';
  return `- ${code(name)}: ${why.slice(0, MOST_FAULTS).map(escaped).join('; ')}${more}`;
}

function groupEntry({ group: { clusters, status }, remarks }: ToldGroup): string {
  const fails = status === 'failed' ? ` **${clusters.length === 1 ? 'fails' : 'fail'}**` : '';
  const names = code(nodeNamesText(clusters, NAMES_WIDTH));
  const more = remarks.length - MOST_REMARKS;
  return [
    `- ${countText(clusters.length, 'cluster')}${fails}: ${names}`,
    ...remarks.slice(0, MOST_REMARKS).map(({ text }) => `  - ${escaped(text)}`),
    ...(more > 0 ? [`  - and ${wholeText(more)} more`] : []),
  ].join('\n');
}

function agentsTable(plan: FleetPlanDocument): string[] {
  const row = (agent: FleetAgent) => [
    code(daemonSetKey(agent)),
    ...[agent.clusters, agent.desired, agent.scheduled, agent.pending, agent.refused, agent.excluded].map(wholeText),
  ];
  const head = ['Agent', 'Clusters', 'Desired', 'Scheduled', 'Pending', 'Refused', 'Excluded'];
  return table(head, fleetAgents(plan).map(row), MOST_AGENTS);
}
