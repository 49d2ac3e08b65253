import { unreadableCluster } from '../../../src/planner/fleet/cluster-summary';
import { fleetText } from '../../../src/report/text/fleet-text';
import { fleetOf, motleyFleet, RUNS, summary, TAINTED, WAITS } from '../fleet-fixture';

const clusters = (region: string, count: number, more = {}) =>
  Array.from({ length: count }, (_, i) => summary(`${region}-${String(i + 1).padStart(2, '0')}`, more));

test('most clusters are told together, and the others by what they are unlike in', () => {
  const text = fleetText(
    fleetOf([
      ...clusters('europe', 9, { outcomes: [RUNS, TAINTED] }),
      ...clusters('asia', 2, { outcomes: [RUNS, TAINTED, WAITS], status: 'failed' }),
      ...clusters('oceania', 1, { outcomes: [RUNS] }),
      unreadableCluster('africa', ['africa.json:12: Node a: a rule']),
    ]),
  );
  expect(text).toBe(`1 agent on 13 clusters with 84 nodes, Kubernetes 1.36

AGENTS

Agent        Clusters  Desired  Scheduled  Pending  Excluded
───────────  ────────  ───────  ─────────  ───────  ────────
agents/logs        12       36         24       12        48

MOST CLUSTERS

9 clusters: europe-[01-09]
  - agents/logs is Excluded from some nodes: untolerated taint
    spot=true:NoSchedule

CLUSTERS THAT DIFFER

2 clusters fail: asia-[01,02]
  - agents/logs is Pending on some nodes of gpu: Insufficient cpu

1 cluster: oceania-01
  - unlike most, not: agents/logs is Excluded from some nodes: untolerated taint
    spot=true:NoSchedule

CLUSTERS THAT CANNOT BE PLANNED

africa
  - africa.json:12: Node a: a rule

1 cluster cannot be planned: mend the files that are named. 2 clusters fail: fix
first. 3 clusters fare unlike the other 9.
`);
});

test('a thousand clusters of many kinds fit into 200 lines of 80 columns', () => {
  const plan = motleyFleet();
  expect(plan.groups.length).toBeGreaterThan(500);
  const lines = fleetText(plan).split('\n');
  expect(lines.length).toBeLessThanOrEqual(200);
  expect(lines.filter(({ length }) => length > 80)).toEqual([]);
  expect(lines.join('\n')).toMatch(/and \d+ clusters more, which --format json tells/);
});

test('names reach the terminal without what it would obey', () => {
  const text = fleetText(fleetOf([summary('a\u001b[2J'), unreadableCluster('b\u001b[2J', ['c\u001b[2J\n'])]));
  expect(text).not.toContain('\u001b');
});
