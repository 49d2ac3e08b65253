import { reportDataOf } from '../../../../src/report/html/data/report-data-of';
import { matrixSection } from '../../../../src/report/html/sections/matrix';
import { daemonSet, node, planOf } from '../../../fixtures';
import { smallPlan } from '../small-fleet';
import { textOf } from './section-text';

function linesOf(plan: ReturnType<typeof smallPlan>): string[] {
  return textOf(matrixSection(reportDataOf(plan, plan.overhead())));
}

test('a row for each agent tells of each pool how many nodes run it of those that want it', () => {
  expect(linesOf(smallPlan())).toEqual([
    'Agent general (6) gpu (2) windows (1)',
    'agents/logs 5/6 1 pending – –',
    'agents/metrics 6/6 2/2 –',
    'agents/refused 0/6 6 refused – –',
  ]);
});

test('small pools share a column when there are too many', () => {
  const nodes = Array.from({ length: 40 }, (_, i) => node(`n-${i}`, { labels: { pool: `p-${Math.min(i, 20)}` } }));
  const [head, row] = linesOf(planOf(nodes, [daemonSet('logs')]));
  expect(head).toMatch(/^Agent p-20 \(20\) .* 6 other pools \(6\)$/);
  expect(row).toMatch(/^agents\/logs 20\/20 .* 6\/6$/);
});
