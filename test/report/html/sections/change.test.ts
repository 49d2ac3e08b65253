import { textOf } from './section-text';
import { PlacementChange } from '../../../../src/planner/change/between/placement-change';
import { changeSection } from '../../../../src/report/html/sections/change';
import { daemonSet, node, planOf } from '../../../fixtures';

const cluster = [node('a', { labels: { disk: 'ssd' } }), node('b')];

test('an agent that fares otherwise is told with the nodes and the reason', () => {
  const before = planOf(cluster, [daemonSet('logs')]);
  const after = planOf(cluster, [daemonSet('logs', { nodeSelector: { disk: 'ssd' } })]);
  const lines = textOf(changeSection(PlacementChange.between(before, after).toJson()));
  const row = lines.find((line) => line.startsWith('agents/logs'));
  expect(row).toContain('agents/logs changed 2 → 1 0 b: ');
});

test('plans that are the same say so, and without a change there is no section', () => {
  const plan = planOf(cluster, [daemonSet('logs')]);
  const lines = textOf(changeSection(PlacementChange.between(plan, plan).toJson()));
  expect(lines.at(-1)).toBe('No agent fares otherwise.');
  expect(changeSection(undefined)).toBeUndefined();
});
