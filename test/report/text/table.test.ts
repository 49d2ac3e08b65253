import { styleOf } from '../../../src/report/text/style';
import { tableLines } from '../../../src/report/text/table';

const PLAIN = styleOf(false);

function table(rows: string[][], width: number): string[] {
  const cells = rows.map((row) => row.map((text) => ({ text })));
  return tableLines(['Agent', 'Pending'], cells, width, PLAIN);
}

test('names stand on the left, figures on the right, with a line below the head only', () => {
  expect(
    table(
      [
        ['agents/logs', '1'],
        ['a', '12'],
      ],
      100,
    ),
  ).toEqual(['Agent        Pending', '───────────  ───────', 'agents/logs        1', 'a                 12']);
});

test('what does not fit is shortened in the widest column, and figures stay whole', () => {
  const lines = table([['node-agents/a-name-that-is-much-too-long', '1000000']], 30);
  expect(lines[2]).toBe('node-agent…h-too-long  1000000');
  lines.forEach((line) => expect(line.length).toBeLessThanOrEqual(30));
});

test('colours do not count as width', () => {
  const style = styleOf(true);
  const [head, , row] = tableLines(
    ['Agent', 'Pending'],
    [[{ text: 'logs' }, { text: '1', style: style.bad }]],
    30,
    style,
  );
  expect(head).toBe('\u001b[1mAgent\u001b[22m  \u001b[1mPending\u001b[22m');
  expect(row).toBe('logs         \u001b[31m1\u001b[39m');
});
