import * as fc from 'fast-check';
import { foldNodeNames, nodeNamesText } from '../../src/report/node-names';

/** The names that a pattern stands for: what a reader does with it. */
function expand(pattern: string): string[] {
  const bracket = /^([^[]*)\[([^\]]*)\](.*)$/.exec(pattern);
  if (!bracket) {
    return [pattern];
  }
  const [, before, inside, after] = bracket;
  const values = inside.split(',').flatMap(expandRange);
  return values.flatMap((value) => expand(after).map((rest) => `${before}${value}${rest}`));
}

function expandRange(range: string): string[] {
  const ends = /^([^-]+)-([^-]+)$/.exec(range);
  if (!ends) {
    return [range];
  }
  const [, first, last] = ends;
  const isNumber = /^[0-9]+$/.test(first);
  const [from, to] = isNumber ? [Number(first), Number(last)] : [first.charCodeAt(0), last.charCodeAt(0)];
  const values = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return values.map((value) => (isNumber ? `${value}`.padStart(first.length, '0') : String.fromCharCode(value)));
}

function numbered(prefix: string, ...numbers: (number | string)[]): string[] {
  return numbers.map((number) => `${prefix}${number}`);
}

test.each([
  ['one name', ['gpu-1'], ['gpu-1']],
  ['two in a row are told one by one', ['gpu-01', 'gpu-02'], ['gpu-[01,02]']],
  ['three in a row are a range', ['gpu-01', 'gpu-02', 'gpu-03'], ['gpu-[01-03]']],
  ['a gap', numbered('general-b-0', 1, 2, 3, 4, 5, 6, 8), ['general-b-[01-06,08]']],
  ['a range across a new digit', numbered('pool-', 8, 9, 10, 11), ['pool-[8-11]']],
  ['leading zeros are kept apart', ['n-1', 'n-01', 'n-02', 'n-03'], ['n-[1,01-03]']],
  ['a number at the end of a word', ['worker1', 'worker2', 'worker3'], ['worker[1-3]']],
  ['zones by letter', ['infra-a-01', 'infra-b-01', 'infra-c-01'], ['infra-[a-c]-01']],
  ['zones by name', ['n-eu-west-1a-x', 'n-eu-west-1b-x'], ['n-eu-west-[1a,1b]-x']],
  ['two dimensions', ['a-1', 'a-2', 'b-1', 'b-2'].map((name) => `pool-${name}`), ['pool-[a,b]-[1,2]']],
  [
    'addresses',
    ['ip-10-40-33-27.eu-central-1.compute.internal', 'ip-10-40-33-208.eu-central-1.compute.internal'],
    ['ip-10-40-33-[27,208].eu-central-1.compute.internal'],
  ],
  ['words never vary', ['gpu-01', 'infra-01'], ['gpu-01', 'infra-01']],
  ['a bracket in a name is left alone', ['a[1]', 'a[2]', 'b,1', 'b,2'], ['a[1]', 'a[2]', 'b,1', 'b,2']],
])('%s', (_, names, patterns) => {
  expect(foldNodeNames(names).map(({ text }) => text)).toEqual(patterns);
});

test('a bracket with many gaps is several patterns', () => {
  const odd = numbered('n-', ...Array.from({ length: 9 }, (_, i) => 2 * i + 1));
  expect(foldNodeNames(odd)).toEqual([
    { text: 'n-[1,3,5,7,9,11]', count: 6 },
    { text: 'n-[13,15,17]', count: 3 },
  ]);
});

/** Names alike enough to fold: few words, letters and numbers, joined in the ways of cloud providers. */
const alike = fc
  .array(fc.constantFrom('a', 'b', 'c', 'pool', 'eu', '1a', '1b', '0', '1', '2', '9', '10', '01', '02', '099', '100'), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((parts) => fc.constantFrom('-', '.', '').map((joint) => parts.join(joint)));
const names = fc.uniqueArray(alike, { maxLength: 40 });

test('no name is lost, none is made up, and each is told once', () => {
  fc.assert(
    fc.property(names, (list) => {
      const patterns = foldNodeNames(list);
      const expanded = patterns.map(({ text }) => expand(text));
      expect(expanded.flat().sort()).toEqual([...list].sort());
      expect(expanded.map(({ length }) => length)).toEqual(patterns.map(({ count }) => count));
    }),
    { numRuns: 500 },
  );
});

test('the order of the names changes nothing', () => {
  fc.assert(
    fc.property(names, (list) => {
      expect(foldNodeNames([...list].reverse())).toEqual(foldNodeNames(list));
    }),
  );
});

test('a few patterns are told in order of name', () => {
  expect(nodeNamesText(['gpu-b-01', 'gpu-a-01', 'gpu-a-02', 'infra'])).toBe('gpu-a-[01,02], gpu-b-01, infra');
});

test('of many patterns those of most nodes are told, and how many nodes there are besides', () => {
  const words = ['ant', 'bee', 'cat', 'dog', 'eel'];
  const list = [...words, ...numbered('general-', 1, 2, 3)];
  expect(nodeNamesText(list)).toBe('general-[1-3], ant, bee, cat and 2 more');
  expect(nodeNamesText(list, 25)).toBe('general-[1-3] and 5 more');
});

test('whatever the names, the text is no wider than it may be', () => {
  const any = fc.array(fc.oneof(alike, fc.string({ unit: 'binary', maxLength: 300 })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(any, fc.integer({ min: 20, max: 100 }), (list, width) => {
      expect(nodeNamesText(list, width).length).toBeLessThanOrEqual(width);
    }),
  );
});

test('escape sequences in a name do not reach the terminal', () => {
  expect(nodeNamesText(['node\u001b[2J-1', 'gpu\u001b[31m'])).toBe('gpu, node-1');
});

test('a hundred thousand names fold into a few patterns', () => {
  const many = Array.from(
    { length: 100_000 },
    (_, i) => `ip-10-${Math.floor(i / 65536)}-${Math.floor(i / 256) % 256}-${i % 256}.internal`,
  );
  expect(nodeNamesText(many)).toMatch(/^ip-10-0-\[0-255\]-\[0-255\]\.internal, /);
  expect(foldNodeNames(many).map(({ count }) => count)).toEqual([65_536, 134 * 256, 100_000 - 65_536 - 134 * 256]);
});
