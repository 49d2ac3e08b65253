import { unreadableCluster } from '../../../src/planner/fleet/cluster-summary';
import { fleetMarkdown } from '../../../src/report/markdown/fleet-markdown';
import { fleetOf, motleyFleet, RUNS, summary, WAITS } from '../fleet-fixture';

test('what fails and what differs is in sight, the counts are folded', () => {
  const failed = { outcomes: [RUNS, WAITS], status: 'failed' as const };
  const plan = fleetOf([
    summary('a'),
    summary('b'),
    summary('c', failed),
    unreadableCluster('d', ['d.json: is empty']),
  ]);
  expect(fleetMarkdown(plan)).toBe(`### Node agents: 1 agent on 4 clusters with 21 nodes, Kubernetes 1.36

1 cluster cannot be planned: mend the files that are named. 1 cluster fails: fix first. 1 cluster fares unlike the other 2.

**Clusters that cannot be planned**

- \`d\`: d.json: is empty

**Clusters that differ**

- 1 cluster **fails**: \`c\`
  - agents/logs is Pending on some nodes of gpu: Insufficient cpu

**Most clusters**

- 2 clusters: \`[a,b]\`

<details>
<summary>Agents</summary>

| Agent | Clusters | Desired | Scheduled | Pending | Refused | Excluded |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| \`agents/logs\` | 3 | 9 | 6 | 3 | 0 | 12 |

</details>
`);
});

test('a thousand clusters of many kinds fit into a comment', () => {
  expect(fleetMarkdown(motleyFleet()).length).toBeLessThan(65_536);
});

test('names are no markup', () => {
  const text = fleetMarkdown(fleetOf([summary('<b>@team'), unreadableCluster('x', ['[link](http://a) `code`'])]));
  expect(text).not.toMatch(/<b>|@team|\]\(http/);
});
