import { daemonSetKey } from '../../kubernetes/daemon-set';
import { ClusterSummary } from '../../planner/fleet/cluster-summary';
import { FleetPlanDocument } from '../../planner/fleet/fleet-document';
import { clustersOf } from '../../planner/fleet/fleet-plan';
import { countText } from '../units';
import { JunitCase, junitXml } from './junit-xml';

/**
 * For every cluster a case that it can be planned; where it can, one for the pods, one for findings that are errors, and
 * one for every requirement.
 */
export function fleetJunit(plan: FleetPlanDocument): string {
  return junitXml('fleet', clustersOf(plan).flatMap(clusterCases));
}

function clusterCases(cluster: ClusterSummary): JunitCase[] {
  const { name: className, status, why, requirements, findings } = cluster;
  if (status === 'unreadable') {
    return [{ className, name: 'can be planned', failures: why }];
  }
  // Requirements have cases of their own.
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && rule !== 'coverage');
  return [
    { className, name: 'can be planned', failures: [] },
    { className, name: 'every pod that is wanted runs', failures: waitingLines(cluster) },
    {
      className,
      name: 'nothing is found to be an error',
      failures: errors.map(({ rule, daemonSet, message, fix }) => `${rule} in ${daemonSet}: ${message} (fix: ${fix})`),
    },
    ...requirements.map(({ daemonSet, nodes, lines }) => ({
      className,
      name: `${daemonSet} runs on ${nodes}`,
      failures: lines,
    })),
  ];
}

function waitingLines({ daemonSets, outcomes }: ClusterSummary): string[] {
  return daemonSets
    .filter(({ pending, refused }) => pending + refused > 0)
    .map((agent) => {
      const key = daemonSetKey(agent);
      const waiting = outcomes.filter(({ daemonSet, state }) => daemonSet === key && /Pending|Refused/.test(state));
      const why = waiting.map(({ state, nodes, pool, reasons }) => {
        const where = `${nodes === 'every' ? 'every node' : 'some nodes'}${pool === undefined ? '' : ` of ${pool}`}`;
        return `${state} on ${where}: ${reasons.join('; ')}`;
      });
      return `${countText(agent.pending + agent.refused, 'pod')} of ${key}: ${why.join('; ')}`;
    });
}
