import { fleetOf, RUNS, summary, WAITS } from './fleet-fixture';
import { unreadableCluster } from '../../src/planner/fleet/cluster-summary';
import { fleetAgents, fleetClosing, fleetHeadline } from '../../src/report/fleet-summary';

const METRICS = { ...RUNS, daemonSet: 'agents/metrics' };
const DIFFERENT = { outcomes: [WAITS] };

test('the headline says how much is planned, and which part', () => {
  const clusters = [summary('a'), summary('b', { outcomes: [RUNS, METRICS] })];
  expect(fleetHeadline(fleetOf(clusters))).toBe('2 agents on 2 clusters with 14 nodes, Kubernetes 1.36');
  expect(fleetHeadline(fleetOf(clusters.slice(1), { index: 3, count: 16 }))).toBe(
    '2 agents on 1 cluster with 7 nodes, Kubernetes 1.36, part 3 of 16, from 0 on',
  );
});

test.each([
  ['all alike', [summary('a'), summary('b')], 'Nothing fails, and no cluster is unlike the others.'],
  ['one unlike', [summary('a'), summary('b'), summary('c', DIFFERENT)], '1 cluster fares unlike the other 2.'],
  [
    'one of each',
    [summary('a'), summary('b'), summary('c', { ...DIFFERENT, status: 'failed' as const }), unreadableCluster('d', [])],
    '1 cluster cannot be planned: mend the files that are named. 1 cluster fails: fix first. 1 cluster fares unlike the other 2.',
  ],
  [
    'all failing alike',
    [summary('a', { status: 'failed' }), summary('b', { status: 'failed' })],
    '2 clusters fail: fix first.',
  ],
  ['none', [], 'No cluster is in this part of the fleet.'],
])('the closing tells of %s', (_, clusters, text) => {
  expect(fleetClosing(fleetOf(clusters))).toBe(text);
});

test('an agent counts over the clusters that have it', () => {
  const agents = fleetAgents(fleetOf([summary('a'), summary('b', { outcomes: [RUNS, METRICS] }), summary('c')]));
  expect(agents.map(({ name, clusters, desired, excluded }) => [name, clusters, desired, excluded])).toEqual([
    ['logs', 3, 9, 12],
    ['metrics', 1, 3, 4],
  ]);
});
