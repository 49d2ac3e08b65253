import { fleetOf, outcome, RUNS, summary, TAINTED, WAITS } from './fleet-fixture';
import { ClusterSummary } from '../../src/planner/fleet/cluster-summary';
import { PlanFinding } from '../../src/planner/placement/placement-document';
import { toldGroups } from '../../src/report/cluster-remarks';

/** What is said of the second group, where the first is of two clusters like the first one. */
function told(usual: Partial<ClusterSummary>, other: Partial<ClusterSummary>): string[] {
  const groups = toldGroups(fleetOf([summary('a', usual), summary('b', usual), summary('c', other)]));
  expect(groups.map(({ group }) => group.clusters)).toEqual([['a', 'b'], ['c']]);
  return groups[1].remarks.map(({ severity, text }) => `${severity}: ${text}`);
}

const METRICS = { daemonSet: 'agents/metrics' };
const finding = (severity: PlanFinding['severity'], rule: string): PlanFinding => ({
  rule,
  severity,
  daemonSet: 'agents/logs',
  message: 'on node x',
  fix: 'mend it',
});

test('a difference says what is so and is not so elsewhere', () => {
  expect(told({}, { outcomes: [outcome('Scheduled', { nodes: 'some' }), WAITS] })).toEqual([
    'warning: agents/logs is Pending on some nodes of gpu: Insufficient cpu',
  ]);
});

test('agents that fare alike are told of together', () => {
  const outcomes = [WAITS, { ...WAITS, ...METRICS }];
  expect(told({ outcomes: [RUNS, { ...RUNS, ...METRICS }] }, { outcomes })).toEqual([
    'warning: agents/logs, agents/metrics are Pending on some nodes of gpu: Insufficient cpu',
  ]);
});

test('what most clusters have and this one has not is told last', () => {
  const usual = { outcomes: [outcome('Scheduled', { nodes: 'some' }), TAINTED] };
  const requirements = [{ daemonSet: 'agents/logs', nodes: 'every node', lines: ['Pending on x'] }];
  expect(told(usual, { outcomes: [WAITS], requirements })).toEqual([
    'error: agents/logs does not run on every node, and must',
    'warning: agents/logs is Pending on some nodes of gpu: Insufficient cpu',
    'info: unlike most, not: agents/logs is Excluded from some nodes: untolerated taint spot=true:NoSchedule',
  ]);
});

test('where nothing else tells that an agent runs on fewer nodes, that is told', () => {
  expect(told({}, { outcomes: [outcome('Scheduled', { nodes: 'some' })] })).toEqual([
    'info: agents/logs runs on some nodes',
    'info: unlike most, not: agents/logs runs on every node',
  ]);
});

test('agents that are not everywhere are named', () => {
  expect(told({ outcomes: [RUNS] }, { outcomes: [{ ...RUNS, ...METRICS }] })).toEqual([
    'info: agents/metrics runs on every node',
    'info: without agents/logs',
    'info: also has agents/metrics',
  ]);
});

test('findings are told by their rule, worst first, and a coverage finding by its requirement', () => {
  const findings = [finding('warning', 'odd'), finding('error', 'broken'), finding('error', 'coverage')];
  expect(told({}, { findings })).toEqual([
    'error: agents/logs has the error broken',
    'warning: agents/logs has the warning odd',
  ]);
});

test('what is merely to know is told where nothing else tells clusters apart', () => {
  const info = { findings: [finding('info', 'by-the-way')] };
  expect(told({}, info)).toEqual(['info: agents/logs has the info by-the-way']);
  expect(told({}, { ...info, outcomes: [WAITS] })).toHaveLength(1);
  expect(told(info, {})).toEqual(['info: unlike most, not: agents/logs has the info by-the-way']);
});

test('of the largest group only the number of warnings is told, and not that agents run', () => {
  const findings = [finding('warning', 'odd'), finding('warning', 'odder'), finding('info', 'by the way')];
  const [{ remarks }] = toldGroups(fleetOf([summary('a', { outcomes: [RUNS, TAINTED], findings })]));
  expect(remarks.map(({ text }) => text)).toEqual([
    'agents/logs is Excluded from some nodes: untolerated taint spot=true:NoSchedule',
    '2 warnings, which the plan of one cluster tells',
  ]);
});
