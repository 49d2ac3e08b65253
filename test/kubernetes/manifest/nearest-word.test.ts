import fc from 'fast-check';
import { nearestWord } from '../../../src/kubernetes/manifest/nearest-word';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

test.each([
  ['NoSchedul', 'NoSchedule'],
  ['noschedule', 'NoSchedule'],
  ['NoExcute', 'NoExecute'],
  ['NoExecutes', 'NoExecute'],
  ['PreferNoScedule', 'PreferNoSchedule'],
  ['oNSchedule', 'NoSchedule'],
])('%s is taken for %s', (written, meant) => {
  expect(nearestWord(written, EFFECTS)).toBe(meant);
});

test.each(['Evict', '', 'Schedule everything', 'x'])('%j is near to none', (written) => {
  expect(nearestWord(written, EFFECTS)).toBeUndefined();
});

test('a third of the letters may be wrong, and no more', () => {
  expect(nearestWord('abcdxx', ['abcdef'])).toBe('abcdef');
  expect(nearestWord('abcxxx', ['abcdef'])).toBeUndefined();
});

test.each([
  ['Exsts', 'missing', 'Exists'],
  ['Inn', 'too many', 'In'],
  ['Im', 'wrong', 'In'],
  ['nI', 'swapped', 'In'],
])('of a word as short as %s one letter may be %s', (written, _, meant) => {
  expect(nearestWord(written, ['In', 'Exists'])).toBe(meant);
});

test('two letters of a very short word may not be wrong', () => {
  expect(nearestWord('xy', ['In'])).toBeUndefined();
  expect(nearestWord('xI', ['In'])).toBeUndefined();
  expect(nearestWord('nx', ['In'])).toBeUndefined();
});

test('of two words the nearer one is meant, and of equally near ones the first', () => {
  expect(nearestWord('planned', ['plane', 'planner'])).toBe('planner');
  expect(nearestWord('cat', ['car', 'cap'])).toBe('car');
});

test('no words, no suggestion', () => {
  expect(nearestWord('anything', [])).toBeUndefined();
});

test('a word is nearest to itself, whatever its case', () => {
  const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(words, fc.nat(), (all, i) => {
      const word = all[i % all.length];
      expect(nearestWord(word.toUpperCase(), all)).toBe(word);
    }),
  );
});
