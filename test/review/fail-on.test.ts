import { PlacementPlanDocument, PlanFinding } from '../../src/planner/placement/placement-document';
import { FailOn, fails, troublesOf } from '../../src/review/fail-on';
import { agent, insufficient, pending, plan, refused, scheduled } from '../report/placement-document-fixture';

function finding(severity: PlanFinding['severity']): PlanFinding {
  return { rule: 'r', severity, daemonSet: 'agents/logs', message: 'm', fix: 'f' };
}

const FINE = agent('logs', [scheduled('a')]);
const PLANS: [string, PlacementPlanDocument, FailOn[]][] = [
  ['a plan without trouble', plan([FINE]), []],
  ['a Pending pod', plan([agent('logs', [pending(['a'], insufficient('cpu', 1, 2, 2))])]), ['pending']],
  ['a refused pod', plan([agent('logs', [refused(['a'], 'no PriorityClass')])]), ['pending']],
  ['a finding to know of', plan([FINE], { findings: [finding('info')] }), []],
  ['a warning', plan([FINE], { findings: [finding('warning')] }), ['warning']],
  ['an error', plan([FINE], { findings: [finding('error')] }), ['error', 'warning', 'pending']],
];

test.each(PLANS)('%s fails just where it is asked to', (_, document, failing) => {
  const levels: FailOn[] = ['error', 'warning', 'pending', 'never'];
  expect(levels.filter((level) => fails(troublesOf(document), level))).toEqual(failing);
});
