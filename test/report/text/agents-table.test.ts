import { agentsTable } from '../../../src/report/text/agents-table';
import { sectionLines } from '../../../src/report/text/layout';
import { styleOf } from '../../../src/report/text/style';
import { agent, excluded, insufficient, pending, refused, scheduled, untolerated } from '../placement-document-fixture';

const PLAIN = styleOf(false);
const SPOT = untolerated('spot', 'true');

function cells(line: string): string[] {
  return line.split(/ {2,}/);
}

const table = (...of: Parameters<typeof agentsTable>) => sectionLines(agentsTable(...of));

test('an agent is told with its priority, what a pod requests and how its pods fare', () => {
  const placements = [
    scheduled('a', 'b'),
    pending(['c'], insufficient('cpu', 100, 5, 5)),
    excluded(['d', 'e', 'f'], SPOT),
  ];
  const [head, , row] = table([agent('logs', placements, { priority: 2000001000 })], 100, PLAIN);
  expect(cells(head)).toEqual(['Agent', 'Priority', 'CPU', 'Memory', 'Desired', 'Scheduled', 'Pending', 'Excluded']);
  expect(cells(row)).toEqual(['agents/logs', '2000001000', '100m', '128Mi', '3', '2', '1', '3']);
});

test('a pod without requests is told so', () => {
  expect(cells(table([agent('logs', [], { requests: {} })], 100, PLAIN)[2]).slice(2, 4)).toEqual(['-', '-']);
});

test('refused pods have a column only where there are any', () => {
  const fine = agent('logs', [scheduled('a')]);
  const wrong = agent('cni', [refused(['a'], 'no PriorityClass')]);
  expect(table([fine], 100, PLAIN)[0]).not.toContain('Refused');
  expect(table([fine, wrong], 100, PLAIN)[0]).toContain('Refused');
});

test('other resources, misscheduled and removed pods are noted below', () => {
  const requests = { cpu: '1', 'nvidia.com/gpu': '1', 'ephemeral-storage': '1Gi' };
  const lines = table([agent('logs', [], { requests, misscheduled: 2, removed: ['a-1', 'a-2'] })], 120, PLAIN);
  expect(lines.slice(4)).toEqual([
    '- agents/logs also requests 1 of nvidia.com/gpu, 1Gi of ephemeral-storage',
    '- agents/logs has 2 running pods misscheduled, on nodes where the controller would create none',
    '- agents/logs loses 2 running pods, on a-[1,2]',
  ]);
});

test('in a narrow terminal Desired, which is a sum, gives way to the names', () => {
  const lines = table([agent('node-exporter', [refused(['a'], 'x')], { priority: 2000001000 })], 80, PLAIN);
  expect(lines[0]).not.toContain('Desired');
  expect(lines[2]).toContain('2000001000');
  lines.forEach((line) => expect(line.length).toBeLessThanOrEqual(80));
});
