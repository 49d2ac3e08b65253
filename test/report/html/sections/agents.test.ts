import { textOf } from './section-text';
import { agentsSection } from '../../../../src/report/html/sections/agents';
import { agent, plan } from '../../placement-document-fixture';

const CPU = {
  decider: 'scheduler',
  plugin: 'NodeResourcesFit',
  message: 'Insufficient cpu',
  resource: 'cpu',
  requested: 100,
  used: 3950,
  capacity: 4000,
  reported: true,
} as const;

test('every agent is a row, and where it does not run is told in the words of the text report', () => {
  const logs = agent('logs', [
    { state: 'Scheduled', nodes: ['a-1', 'a-2', 'a-3'], evicts: [] },
    { state: 'Pending', nodes: ['b-1'], reasons: [CPU] },
  ]);
  const lines = textOf(agentsSection(plan([logs])));
  expect(lines).toContain('agents/logs 0 100m 128Mi 4 3 1 0 0');
  expect(lines).toContain('agents/logs runs on 3 of 4 nodes');
  expect(lines).toContain('Pending (scheduler), 1 node: b-1');
  expect(lines).toContain('Insufficient cpu: needs 100m, 50m free (3950m of 4 in use)');
});

test('the legend explains the states that occur, and no other', () => {
  const lines = textOf(agentsSection(plan([agent('logs', [{ state: 'Scheduled', nodes: ['a'], evicts: [] }])])));
  expect(lines.filter((line) => /^(Pending|Refused|Excluded)/.test(line))).toEqual([]);
});

test('running pods that are lost or misscheduled are noted', () => {
  const lines = textOf(agentsSection(plan([agent('logs', [], { misscheduled: 2, removed: ['a', 'b'] })])));
  expect(lines).toContain('agents/logs loses 2 running pods, on [a,b]');
});
