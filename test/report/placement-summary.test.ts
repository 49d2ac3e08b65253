import {
  agent,
  excluded,
  insufficient,
  pending,
  plan,
  refused,
  scheduled,
  untolerated,
} from './placement-document-fixture';
import { PlanFinding } from '../../src/planner/placement/placement-document';
import { closingText } from '../../src/report/placement-summary';

const SHORT = insufficient('cpu', 100, 1925, 1930);
const PORTS = {
  decider: 'scheduler',
  plugin: 'NodePorts',
  message: "node(s) didn't have free ports for the requested pod ports",
  reported: true,
} as const;

test('an agent that runs everywhere needs nothing', () => {
  expect(closingText(plan([agent('logs', [scheduled('a')])]))).toBe(
    'Every agent runs wherever its DaemonSet asks for.',
  );
});

test('nodes that are left out are to be looked at', () => {
  expect(closingText(plan([agent('logs', [scheduled('a'), excluded(['b'], untolerated('spot', 'true'))])]))).toBe(
    'Every agent runs wherever its DaemonSet asks for. Check that the nodes left out are meant to be.',
  );
});

test('evictions are a price', () => {
  const evicted = [{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/logs' }];
  expect(closingText(plan([agent('logs', [scheduled('a')])], { evicted }))).toContain('at the price of 1 evicted pod.');
});

test('Pending pods come with what helps them', () => {
  expect(closingText(plan([agent('logs', [pending(['a', 'b'], SHORT)])]))).toBe(
    '2 pods would stay Pending: lower the request, raise the priority, make room or leave those nodes out.',
  );
});

test('Pending pods that need different help are told apart', () => {
  const text = closingText(
    plan([agent('logs', [pending(['a', 'b'], SHORT)]), agent('exporter', [pending(['a'], PORTS)])]),
  );
  expect(text).toMatch(
    /^3 pods would stay Pending: for 2 of them, lower the request.*; for 1 of them, free the host port/,
  );
});

test('refused pods and findings that are errors are told', () => {
  const findings: PlanFinding[] = [
    { rule: 'pod-refused', severity: 'error', daemonSet: 'agents/logs', message: 'm', fix: 'f' },
    { rule: 'other', severity: 'warning', daemonSet: 'agents/logs', message: 'm', fix: 'f' },
  ];
  const text = closingText(plan([agent('logs', [refused(['a'], 'no PriorityClass')])], { findings }));
  expect(text).toBe('1 pod would never be created: see Refused above. 1 finding above is an error: fix first.');
});
