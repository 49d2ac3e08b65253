import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LINT_RULES } from '../../src/lint/lint-rules';

const PAGE = readFileSync(join(__dirname, '../../docs/user-asks.md'), 'utf8');
const ROWS = PAGE.split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number]) => /^\d\.\d+$/.test(number))
  .map(([, number, references, problem, answer]) => ({ number, references, problem, answer }));

/** The text of every source file below a folder. */
function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

const TESTS = sources(__dirname);
const PLANNER = sources(join(__dirname, '../../src/planner'));

test('the page has all of the 21 and 47, once each and in order', () => {
  const part = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}.${i + 1}`);
  expect(ROWS.map(({ number }) => number)).toEqual([...part('1', 21), ...part('2', 47)]);
});

test.each(ROWS.map((row) => [row.number, row] as const))(
  '%s is answered',
  (number, { references, problem, answer }) => {
    expect(references.split(', ').filter((each) => !/^[\w.-]+\/[\w.-]+#\d+$/.test(each))).toEqual([]);
    expect([problem, answer].filter((text) => text === '')).toEqual([]);
    const ids = [...answer.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id]) => id);
    const known = (id: string) => LINT_RULES.some((rule) => rule.id === id) || PLANNER.includes(`'${id}'`);
    expect(ids.filter((id) => !known(id))).toEqual([]);
    expect(TESTS.includes(`test('${number} `) || answer.startsWith('Out of scope: ')).toBe(true);
  },
);

test('nothing is tested that the page does not tell', () => {
  const numbers = new Set(ROWS.map(({ number }) => number));
  const tested = [...TESTS.matchAll(/test\('(\d\.\d+) /g)].map(([, number]) => number);
  expect(tested.filter((number) => !numbers.has(number))).toEqual([]);
});
