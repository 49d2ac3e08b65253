import { ClusterSummary, summarizeCluster } from '../../../src/planner/fleet/cluster-summary';
import { PlanFinding } from '../../../src/planner/placement/placement-document';
import { checkRequirements, readRequirement } from '../../../src/planner/placement/requirement';
import { daemonSet, node, planOf } from '../../fixtures';

export const LOGS = daemonSet('logs', {}, { cpu: '100m' });
export const METRICS = daemonSet('metrics', {}, { cpu: '100m' });

/** What a test says of a cluster; the rest is one plain node with the agents `logs` and `metrics`. */
export interface ClusterFixture {
  readonly nodes?: object[];
  readonly agents?: object[];
  readonly require?: string;
  readonly findings?: PlanFinding[];
  readonly status?: ClusterSummary['status'];
}

export function cluster(name: string, { nodes, agents, require, findings = [], status = 'ok' }: ClusterFixture = {}) {
  const plan = planOf(nodes ?? [node('a')], agents ?? [LOGS, METRICS])._withFindings(findings);
  const requirements = checkRequirements(plan._placement, require ? [readRequirement(require)] : []);
  const why = status === 'ok' ? [] : ['error some-rule in agents/logs'];
  return { ...summarizeCluster(name, plan, requirements), status, why };
}

/** A node of the pool `gpu` without room for two agents. */
export function fullNode(name: string, pool = 'gpu') {
  return node(name, { labels: { 'example.com/pool': pool }, allocatable: { cpu: '150m' } });
}

export function taintedNode(name: string) {
  return node(name, { taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] });
}

export function finding(severity: PlanFinding['severity'], message: string, rule = 'some-rule'): PlanFinding {
  return { rule, severity, daemonSet: 'agents/logs', message, fix: 'mend it' };
}
