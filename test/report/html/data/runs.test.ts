import { Numbering, runsOf } from '../../../../src/report/html/data/runs';

test('values of neighbours are told once, with how many there are', () => {
  expect(runsOf([3, 3, 3, 0, 0, 3])).toEqual([3, 3, 0, 2, 3, 1]);
  expect(runsOf([])).toEqual([]);
});

test('things are numbered as they come, and what has the same key once', () => {
  const numbering = new Numbering<string>();
  expect(['b', 'a', 'b', '__proto__', 'constructor'].map((each) => numbering.of(each))).toEqual([0, 1, 0, 2, 3]);
  expect(numbering.of('c', 'b')).toBe(0);
  expect(numbering.values).toEqual(['b', 'a', '__proto__', 'constructor']);
});
