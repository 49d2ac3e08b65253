import { ClusterSummary } from './cluster-summary';
import { ClusterGroup, ClusterOutcome } from './fleet-document';
import { PlanFinding } from '../placement/placement-document';

/**
 * The clusters that could be planned, those together whose agents fare alike: the largest group first, then those that
 * fail before the others, each by size.
 *
 * @param clusters in order of name
 */
export function groupClusters(clusters: readonly ClusterSummary[]): ClusterGroup[] {
  const groups = new Map<string, ClusterSummary[]>();
  for (const cluster of clusters.filter(({ status }) => status !== 'unreadable')) {
    const key = signature(cluster);
    const group = groups.get(key);
    if (group) {
      group.push(cluster);
    } else {
      groups.set(key, [cluster]);
    }
  }
  const [usual, ...others] = [...groups.values()].sort((a, b) => b.length - a.length);
  const failing = (group: readonly ClusterSummary[]) => group[0].status === 'failed';
  const ordered = usual ? [usual, ...others.filter(failing), ...others.filter((group) => !failing(group))] : [];
  return ordered.map(asGroup);
}

/** What clusters of a group have in common. Messages name nodes, so a finding counts by its rule and its agent. */
function signature({ status, outcomes, requirements, findings }: ClusterSummary): string {
  return JSON.stringify([
    status,
    inOrder(outcomes, outcomeKey).map(outcomeKey),
    requirements.map(({ daemonSet, nodes, lines }) => [daemonSet, nodes, lines.length > 0]),
    [...new Set(findings.map(({ severity, rule, daemonSet }) => JSON.stringify([severity, rule, daemonSet])))].sort(),
  ]);
}

function asGroup(group: readonly ClusterSummary[]): ClusterGroup {
  const [first, ...rest] = group;
  const others = rest.map(({ findings }) => new Set(findings.map(findingKey)));
  const shared = first.findings.filter((finding) => others.every((found) => found.has(findingKey(finding))));
  return {
    clusters: group.map(({ name }) => name),
    status: first.status,
    outcomes: inOrder(first.outcomes, outcomeKey).map(({ daemonSet, state, nodes, pool, reasons }) => ({
      daemonSet,
      state,
      nodes,
      ...(pool !== undefined && { pool }),
      reasons,
    })),
    findings: findingsInOrder(shared),
  };
}

function outcomeKey({ daemonSet, state, nodes, pool, reasons }: ClusterOutcome): string {
  return JSON.stringify([daemonSet, state, pool, nodes, reasons]);
}

const SEVERITIES: readonly PlanFinding['severity'][] = ['error', 'warning', 'info'];

/** Two findings of one key read the same. */
export function findingKey({ severity, daemonSet, rule, message, fix, field }: PlanFinding): string {
  return JSON.stringify([SEVERITIES.indexOf(severity), daemonSet, rule, message, fix, field]);
}

/** Findings worst first, then by agent and rule, whatever order they were found in. */
export function findingsInOrder(findings: readonly PlanFinding[]): PlanFinding[] {
  return inOrder(findings, findingKey).map(({ rule, severity, daemonSet, message, fix, field }) => ({
    rule,
    severity,
    daemonSet,
    message,
    fix,
    ...(field !== undefined && { field }),
  }));
}

function inOrder<T>(things: readonly T[], keyOf: (thing: T) => string): T[] {
  return things
    .map((thing) => ({ thing, key: keyOf(thing) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ thing }) => thing);
}
