import { PlanFinding } from '../../src/planner/placement/placement-document';
import { FailOn } from '../../src/review/fail-on';
import { whyFailed } from '../../src/review/why-failed';
import { agent, insufficient, pending, plan } from '../report/placement-document-fixture';

const finding = (severity: PlanFinding['severity'], rule: string) => ({
  rule,
  severity,
  daemonSet: 'agents/logs',
  message: 'm',
  fix: 'f',
});
const WAITING = plan([agent('logs', [pending(['a', 'b'], insufficient('cpu', 1, 2, 2))])], {
  findings: [finding('error', 'broken'), finding('error', 'broken'), finding('warning', 'odd'), finding('info', 'so')],
});

test.each<[FailOn, string[]]>([
  ['error', ['error broken in agents/logs']],
  ['warning', ['error broken in agents/logs', 'warning odd in agents/logs']],
  ['pending', ['error broken in agents/logs', '2 Pending of agents/logs']],
  ['never', []],
])('a plan that is to fail on %s says what it fails on, each once', (failOn, why) => {
  expect(whyFailed(WAITING, failOn)).toEqual(why);
});

test('a plan that does not fail says nothing', () => {
  expect(whyFailed({ ...WAITING, findings: [] }, 'error')).toEqual([]);
});
