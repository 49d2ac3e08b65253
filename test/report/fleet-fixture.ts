import { ClusterSummary, unreadableCluster } from '../../src/planner/fleet/cluster-summary';
import { ClusterOutcome, FleetPlanDocument, Shard } from '../../src/planner/fleet/fleet-document';
import { fleetPlan } from '../../src/planner/fleet/fleet-plan';

export function outcome(state: ClusterOutcome['state'], more: Partial<ClusterOutcome> = {}): ClusterOutcome {
  return { daemonSet: 'agents/logs', state, nodes: 'every', reasons: [], ...more };
}

export const RUNS = outcome('Scheduled');
export const WAITS = outcome('Pending', { pool: 'gpu', nodes: 'some', reasons: ['Insufficient cpu'] });
export const TAINTED = outcome('Excluded', { nodes: 'some', reasons: ['untolerated taint spot=true:NoSchedule'] });

export function summary(name: string, more: Partial<ClusterSummary> = {}): ClusterSummary {
  const { outcomes = [RUNS] } = more;
  const daemonSets = [...new Set(outcomes.map(({ daemonSet }) => daemonSet))].map((key) => {
    const [namespace, agent] = key.split('/');
    return { namespace, name: agent, desired: 3, scheduled: 2, pending: 1, refused: 0, excluded: 4 };
  });
  const nodes = { total: 7, classes: 2 };
  return { name, status: 'ok', why: [], nodes, daemonSets, requirements: [], outcomes, findings: [], ...more };
}

export function fleetOf(clusters: readonly ClusterSummary[], shard?: Shard): FleetPlanDocument {
  return fleetPlan(clusters, { kubernetesVersion: '1.36', shard });
}

/** A thousand clusters of which many fare each in its own way, with names and reasons as long as they come. */
export function motleyFleet(): FleetPlanDocument {
  const long = (text: string) => `${text}-${'of-a-long-name-'.repeat(8)}`;
  const agents = Array.from({ length: 60 }, (_, i) => `agents/${long(`agent-${i}`)}`);
  return fleetOf(
    Array.from({ length: 1000 }, (_, i) => {
      const name = `${long('cluster')}${i}`;
      if (i % 10 === 0) {
        return unreadableCluster(
          name,
          [1, 2, 3, 4, 5].map((line) => `${name}.json:${line}: ${long('rule')}`),
        );
      }
      const troubled = agents.slice(i % 7, 2 + (i % 50));
      return summary(name, {
        status: i % 3 === 0 ? 'failed' : 'ok',
        outcomes: agents.flatMap((daemonSet) => [
          { ...RUNS, daemonSet },
          ...(troubled.includes(daemonSet) ? [{ ...WAITS, daemonSet, pool: long(`pool-${i % 97}`) }] : []),
          ...(i % 5 === 0 ? [{ ...TAINTED, daemonSet, reasons: [long(`reason ${daemonSet} ${i}`)] }] : []),
        ]),
      });
    }),
  );
}
