import { deletingFirst, nodesNamed, revision, surging } from './rollout-fixture';
import { NodeInventory } from '../../../src';
import { durationInWords } from '../../../src/planner/rollout/explain';
import { RolloutPlanOptions } from '../../../src/planner/rollout/rollout-plan-options';
import { RolloutPlanner } from '../../../src/synth/rollout-planner';

const inventory = NodeInventory.fromManifests(nodesNamed('a', 'b', 'c'));

function explain(from: any, to: any, options?: RolloutPlanOptions): string[] {
  return RolloutPlanner.plan(inventory, from, to, options).explain().split('\n');
}

test('a rollout that completes is told in a few lines', () => {
  const agent = { spec: deletingFirst(2) };
  expect(explain(revision('1', agent), revision('2', agent))).toEqual([
    'agents/logs rolls out on 3 nodes with maxUnavailable 2.',
    'It replaces the pod on 3 nodes.',
    'It takes 20 to 80 seconds, in 2 waves.',
    'In the worst order of nodes 2 nodes are without an available pod at one moment.',
    'kubectl rollout status: daemon set "logs" successfully rolled out',
    'Going back replaces the pod on 3 nodes and takes 20 to 80 seconds.',
  ]);
});

test('a rollout that stops is told with where it stops, why, and what to do', () => {
  const ports = [{ containerPort: 9100, hostPort: 9100 }];
  const agent = { spec: surging(1), pod: { containers: [{ name: 'a', image: 'a:1', ports }] } };
  const lines = explain(revision('1', agent), revision('2', agent));
  expect(lines[0]).toBe('agents/logs does not roll out on 3 nodes with maxSurge 1.');
  expect(lines).toContain('It creates the new pod beside the old one on 1 node.');
  expect(lines).toContain('There it stays: 0 of 3 updated, 3 available, the old pod on 3 nodes.');
  expect(lines.find((line) => line.startsWith('surge-hostport: '))).toContain('What to do: set maxSurge to 0');
});

test.each([
  ['a change that replaces nothing', revision('1'), revision('1'), 'Nothing moves.'],
  ['no template to go back to', revision('1'), revision('1'), 'There is no earlier template to go back to.'],
  ['no history', revision('1'), revision('2', { spec: { revisionHistoryLimit: 0 } }), 'revisionHistoryLimit is 0'],
  [
    'what undo leaves',
    revision('1'),
    revision('2', { spec: deletingFirst(3) }),
    'It leaves spec.updateStrategy as changed.',
  ],
  ['a node that gets its first pod', [], revision('1'), 'It creates a pod on 3 nodes without one.'],
  ['an OnDelete', revision('1'), revision('2', { spec: { updateStrategy: { type: 'OnDelete' } } }), 'with OnDelete.'],
])('it tells %s', (_, from, to, words) => {
  expect(explain(from, to).join('\n')).toContain(words);
});

test('a rollback that does not complete is told', () => {
  const tolerant = { pod: { tolerations: [{ operator: 'Exists' }] } };
  const lines = explain(revision('1', tolerant), revision('2', tolerant), { lostNodes: ['a'] });
  expect(lines[lines.length - 1]).toBe('Going back replaces the pod on no node and does not complete.');
});

test.each([
  [0, 0, '0 seconds'],
  [1, 1, '1 second'],
  [20, 80, '20 to 80 seconds'],
  [90, 400, '90 seconds to 7 minutes'],
  [180, 300, '3 to 5 minutes'],
  [600, 36_000, '10 minutes to 10 hours'],
])('from %i to %i seconds is %s', (min, max, words) => {
  expect(durationInWords({ min, max })).toBe(words);
});
