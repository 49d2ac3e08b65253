import { textOf } from './section-text';
import { findingsSection } from '../../../../src/report/html/sections/findings';

const finding = { rule: 'a-rule', daemonSet: 'agents/logs', message: 'is wrong', fix: 'mend it' };

test('findings come worst first, each with its fix and a way to its agent', () => {
  const section = findingsSection([
    { ...finding, severity: 'info', rule: 'c' },
    { ...finding, severity: 'error', rule: 'a' },
    { ...finding, severity: 'warning', rule: 'b' },
  ]);
  const lines = textOf(section);
  expect(lines.filter((line) => line.includes(' in agents/logs'))).toEqual([
    'error a in agents/logs',
    'warning b in agents/logs',
    'info c in agents/logs',
  ]);
  expect(lines).toContain('fix mend it');
  expect(section.body.source).toContain('data-agent="agents/logs"');
});

test('no finding is said', () => {
  expect(textOf(findingsSection([]))).toEqual(['No finding.']);
});
