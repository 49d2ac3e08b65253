import { sectionLines } from '../../../src/report/text/layout';
import { overheadTable } from '../../../src/report/text/overhead-table';
import { styleOf } from '../../../src/report/text/style';
import { overhead } from '../placement-document-fixture';

const GI = 1024 ** 3;

function rows(kinds: Parameters<typeof overheadTable>[0], width = 100): string[] {
  return sectionLines(overheadTable(kinds, width, styleOf(false))).slice(2);
}

test('a kind of node is told with what the agents take of each resource', () => {
  expect(rows([overhead('general', 3)])[0].replace(/ {2,}/g, '|')).toBe(
    'general|3|1|100m of 3920m (3%)|128Mi of 14Gi (<1%)|1 of 58 (2%)',
  );
});

test('the tightest kind comes first, by whichever resource is shortest', () => {
  const small = overhead('small', 1, { allocatable: { cpu: 3920, memory: GI, pods: 58 } });
  const tiny = overhead('tiny', 1, { allocatable: { cpu: 3920, memory: 14 * GI, pods: 2 } });
  expect(rows([overhead('general', 3), small, tiny]).map((row) => row.split(' ')[0])).toEqual([
    'tiny',
    'small',
    'general',
  ]);
});

test('kinds that read the same are one row', () => {
  const [row, ...others] = rows([
    overhead('spot', 4),
    overhead('spot', 3, { allocatable: { cpu: 3920, memory: 14 * GI + 1, pods: 58 } }),
  ]);
  expect(others).toEqual([]);
  expect(row).toMatch(/^spot +7 /);
});

test('a kind without agents says so instead of 0%', () => {
  expect(rows([overhead('windows', 3, { agents: [], requests: { pods: 0 } })])[0]).toMatch(/^windows +3 +0 +- +- +-$/);
});

test('other resources have a column only where an agent requests one', () => {
  const requests = { cpu: 100, memory: GI, pods: 1, 'hugepages-2Mi': 4, 'nvidia.com/gpu': 0 };
  const lines = rows([
    overhead('gpu', 1, { requests, allocatable: { cpu: 3920, memory: GI, pods: 58, 'hugepages-2Mi': 8 } }),
  ]);
  expect(lines[0]).toMatch(/ {2}hugepages-2Mi 50%$/);
});

test('twenty kinds are told, the others in one line with the tightest of them', () => {
  const kinds = Array.from({ length: 23 }, (_, i) =>
    overhead(`kind-${i}`, 2, { allocatable: { cpu: 1000 + 100 * i, memory: 64 * GI, pods: 500 } }),
  );
  const lines = rows(kinds);
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('and 3 more kinds with 6 nodes, where agents take 3% at most');
});

test('in a narrow terminal the whole is left out and the share stays', () => {
  const [row] = rows([overhead('general', 3)], 80);
  expect(row).toContain('100m (3%)');
  expect(row.length).toBeLessThanOrEqual(80);
});
