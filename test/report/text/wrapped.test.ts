import * as fc from 'fast-check';
import { hanging, wrapped } from '../../../src/report/text/wrapped';

test('lines break between words', () => {
  expect(wrapped('no pod is created here', 10)).toEqual(['no pod is', 'created', 'here']);
});

test('a word that is longer than a line is cut, and nothing of it is lost', () => {
  expect(wrapped('taint example.com/very-long ends', 10)).toEqual(['taint', 'example.co', 'm/very-lon', 'g ends']);
});

test('the lines after the first stand below its beginning', () => {
  expect(hanging('- ', 'one two three', 9)).toEqual(['- one two', '  three']);
});

test('whatever the words, no line is wider than it may be and every character is there', () => {
  const words = fc.array(fc.stringMatching(/^[a-z/.=]{1,40}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 30 }), (list, width) => {
      const lines = wrapped(list.join(' '), width);
      lines.forEach((line) => expect(line.length).toBeLessThanOrEqual(width));
      expect(lines.join('').replace(/ /g, '')).toBe(list.join(''));
    }),
  );
});
