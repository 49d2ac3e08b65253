import { recordings } from './recordings';
import { NodeOutcome } from '../../src/planner/change/events/events-document';
import { planOf } from '../fixtures';

const recorded = recordings('events.jsonl.gz');

test('every recorded change to nodes does to every agent what it did in Kubernetes', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(40);
  expect(recorded.flatMap(differences)).toEqual([]);
});

function differences({ id, nodes, daemonSets, changes, expected }: any): string[] {
  const lines: string[] = [];
  const same = (what: string, wanted: unknown, planned: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(planned)) {
      lines.push(`${id} ${what}: recorded ${JSON.stringify(wanted)}, planned ${JSON.stringify(planned)}`);
    }
  };
  const plan = planOf(nodes, daemonSets);
  for (const { name, desired, placements } of plan.toJson().daemonSets) {
    const scheduled = placements.filter(({ state }) => state === 'Scheduled').flatMap((each) => each.nodes);
    same(`${name} before`, expected.before[name], { desired, nodes: scheduled.sort() });
  }
  for (const { name, desired, misscheduled, outcomes } of plan.after(changes).daemonSets) {
    const wanted = expected.after[name];
    same(`${name} after`, [wanted.desired, wanted.misscheduled], [desired, misscheduled]);
    same(`${name} outcomes`, Object.entries(wanted.nodes).sort(), byNode(outcomes));
  }
  return lines;
}

function byNode(outcomes: NodeOutcome[]): [string, string][] {
  return outcomes.flatMap(({ outcome, nodes }) => nodes.map((node): [string, string] => [node, outcome])).sort();
}
