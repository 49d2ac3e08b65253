import { daemonSetNamesText } from './daemon-set-names';
import { countText } from './units';
import { ClusterGroup, ClusterOutcome, ClusterPlan, FleetPlanDocument } from '../planner/fleet/fleet-document';
import { PlacementState, PlanFinding } from '../planner/placement/placement-document';

/** Something to say of the clusters of a group. */
export interface ClusterRemark {
  readonly severity: PlanFinding['severity'];
  readonly text: string;
}

/** Clusters that fare alike, with what is to be said of them. */
export interface ToldGroup {
  readonly group: ClusterGroup;
  /** Worst first. */
  readonly remarks: readonly ClusterRemark[];
}

/** The groups of a fleet: of the first what a reader should know, of the others in what they are unlike the first. */
export function toldGroups({ groups, clusters }: FleetPlanDocument): ToldGroup[] {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  const facts = groups.map((group) => factsOf(group, byName.get(group.clusters[0])!));
  return groups.map((group, i) => ({
    group,
    remarks: i === 0 ? remarksOn(facts[i]) : differences(facts[i], facts[0]),
  }));
}

/** Something that holds of agents in every cluster of a group; what reads the same of several agents is told once. */
interface Fact {
  readonly daemonSet: string;
  readonly rank: Rank;
  /** What holds, after the names of the agents. */
  readonly holds: (several: boolean) => string;
}

/** Kinds of fact, in the order they are told in. */
const RANKS = ['unmet', 'error', 'Refused', 'Pending', 'warning', 'Excluded', 'Scheduled', 'info'] as const;
type Rank = (typeof RANKS)[number];

const SEVERITIES: Readonly<Record<Rank, PlanFinding['severity']>> = {
  unmet: 'error',
  error: 'error',
  Refused: 'error',
  Pending: 'warning',
  warning: 'warning',
  Excluded: 'info',
  Scheduled: 'info',
  info: 'info',
};

function factsOf({ outcomes, findings }: ClusterGroup, first: ClusterPlan): Fact[] {
  return [
    ...first.requirements
      .filter(({ lines }) => lines.length > 0)
      .map(({ daemonSet, nodes }) => unmet(daemonSet, nodes)),
    ...[...findings, ...first.findings].filter(({ rule }) => rule !== 'coverage').map(found),
    ...outcomes.map(fares),
  ];
}

function unmet(daemonSet: string, nodes: string): Fact {
  return { daemonSet, rank: 'unmet', holds: (several) => `${several ? 'do' : 'does'} not run on ${nodes}, and must` };
}

/** Messages name nodes, which are others in each cluster. */
function found({ daemonSet, severity, rule }: PlanFinding): Fact {
  return { daemonSet, rank: severity, holds: (several) => `${several ? 'have' : 'has'} the ${severity} ${rule}` };
}

const WORDS: Readonly<Record<PlacementState, (be: string) => string>> = {
  Scheduled: (be) => `${be === 'is' ? 'runs' : 'run'} on`,
  Pending: (be) => `${be} Pending on`,
  Refused: (be) => `${be} Refused on`,
  Excluded: (be) => `${be} Excluded from`,
};

function fares({ daemonSet, state, nodes, pool, reasons }: ClusterOutcome): Fact {
  const where = `${nodes === 'every' ? 'every node' : 'some nodes'}${pool === undefined ? '' : ` of ${pool}`}`;
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  return { daemonSet, rank: state, holds: (several) => `${WORDS[state](several ? 'are' : 'is')} ${where}${why}` };
}

/** Warnings are many and the same everywhere: their number will do. That agents run is told by the table. */
function remarksOn(facts: readonly Fact[]): ClusterRemark[] {
  const warnings = facts.filter(({ rank }) => rank === 'warning').length;
  const told = facts.filter(({ rank }) => !['warning', 'info', 'Scheduled'].includes(rank));
  const counted: ClusterRemark[] =
    warnings > 0
      ? [{ severity: 'info', text: `${countText(warnings, 'warning')}, which the plan of one cluster tells` }]
      : [];
  return [...sentences(told), ...counted];
}

function differences(facts: readonly Fact[], usual: readonly Fact[]): ClusterRemark[] {
  const [here, there] = [agentsIn(facts), agentsIn(usual)];
  const gone = [...there].filter((agent) => !here.has(agent));
  const come = [...here].filter((agent) => !there.has(agent));
  const more = without(facts, usual);
  const less = without(usual, facts).filter(({ daemonSet }) => here.has(daemonSet));
  const kept = new Set(
    [...more, ...less].filter(({ rank }) => !ASIDE.includes(rank)).map(({ daemonSet }) => daemonSet),
  );
  const tell = (telling: (fact: Fact) => boolean) => [
    ...sentences(more.filter(telling)),
    ...(gone.length > 0 ? [aside(`without ${daemonSetNamesText(gone)}`)] : []),
    ...(come.length > 0 ? [aside(`also has ${daemonSetNamesText(come)}`)] : []),
    ...sentences(less.filter(telling)).map(({ text }) => aside(`unlike most, not: ${text}`)),
  ];
  // That an agent runs on fewer nodes follows from what keeps it away.
  const remarks = tell(({ rank, daemonSet }) => rank !== 'info' && (rank !== 'Scheduled' || !kept.has(daemonSet)));
  return remarks.length > 0 ? remarks : tell(() => true);
}

/** What is told where there is nothing else to tell. */
const ASIDE: readonly Rank[] = ['Scheduled', 'info'];

function aside(text: string): ClusterRemark {
  return { severity: 'info', text };
}

function agentsIn(facts: readonly Fact[]): Set<string> {
  return new Set(facts.map(({ daemonSet }) => daemonSet));
}

/** The facts of one group that do not hold of another. */
function without(facts: readonly Fact[], others: readonly Fact[]): Fact[] {
  const known = new Set(others.map(textOf));
  return facts.filter((fact) => !known.has(textOf(fact)));
}

function textOf({ daemonSet, holds }: Fact): string {
  return `${daemonSet} ${holds(false)}`;
}

function sentences(facts: readonly Fact[]): ClusterRemark[] {
  const together = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = fact.holds(true);
    together.set(key, [...(together.get(key) ?? []), fact]);
  }
  return [...together.values()]
    .sort(([a], [b]) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank))
    .map((group) => {
      const agents = [...new Set(group.map(({ daemonSet }) => daemonSet))];
      return {
        severity: SEVERITIES[group[0].rank],
        text: `${daemonSetNamesText(agents)} ${group[0].holds(agents.length > 1)}`,
      };
    });
}
