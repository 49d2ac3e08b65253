import { PlanFinding } from '../../../src/planner/placement/placement-document';
import { layoutOf, sectionLines } from '../../../src/report/text/layout';
import { assumptionSection, evictionSection, findingSection } from '../../../src/report/text/notes';

function evicted(count: number, by: string) {
  return Array.from({ length: count }, (_, i) => ({ namespace: 'apps', name: `web-${i}`, node: 'a', by }));
}

test('evicted pods are told by the agent they make room for', () => {
  expect(
    sectionLines(evictionSection('Evicted pods', [...evicted(1, 'agents/logs'), ...evicted(2, 'agents/cni')], 100)),
  ).toEqual([
    '- agents/logs takes the place of 1 pod: apps/web-0 on a',
    '- agents/cni takes the place of 2 pods: apps/web-0 on a, apps/web-1 on a',
  ]);
});

test('of many evicted pods ten are named', () => {
  const text = sectionLines(evictionSection('Evicted pods', evicted(1200, 'agents/logs'), 1000)).join(' ');
  expect(text).toContain('takes the place of 1,200 pods:');
  expect(text).toContain('apps/web-9 on a and 1,190 more');
  expect(text).not.toContain('web-10 ');
});

test('an assumption is one point, however long', () => {
  expect(sectionLines(assumptionSection(['agents/logs uses the claim data'], 20))).toEqual([
    '- agents/logs uses',
    '  the claim data',
  ]);
});

const FINDINGS: PlanFinding[] = [
  { rule: 'quiet', severity: 'info', daemonSet: 'agents/logs', message: 'by the way', fix: 'nothing' },
  {
    rule: 'surge-host-port',
    severity: 'error',
    daemonSet: 'agents/logs',
    message: 'never ends',
    fix: 'use maxUnavailable',
  },
];

test('findings are told worst first, each with what to change', () => {
  expect(sectionLines(findingSection('Findings', FINDINGS, layoutOf({ width: 100, color: false })))).toEqual([
    'error surge-host-port in agents/logs: never ends',
    '  fix: use maxUnavailable',
    'info quiet in agents/logs: by the way',
    '  fix: nothing',
  ]);
});

test('only the severity is coloured', () => {
  expect(sectionLines(findingSection('Findings', FINDINGS, layoutOf({ width: 100, color: true })))[0]).toBe(
    '\u001b[31merror\u001b[39m surge-host-port in agents/logs: never ends',
  );
});
