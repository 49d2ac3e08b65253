import * as fc from 'fast-check';
import { alikePlaces, namesAt } from '../../../src/planner/placement/alike';

test('places that hold the same in every list are together, in order of the first of each', () => {
  expect(alikePlaces(5, [Array.from('aabba'), Array.from('xyxyx')])).toEqual([[0, 4], [1], [2], [3]]);
});

test.each<[string, number, string[][], number[][]]>([
  ['all of them are without a list', 3, [], [[0, 1, 2]]],
  ['none are of nothing', 0, [[], []], []],
])('%s', (_, size, lists, groups) => {
  expect(alikePlaces(size, lists)).toEqual(groups);
});

test('law: they are as by comparing every place with every other', () => {
  const lists = fc
    .nat(12)
    .chain((size) => fc.array(fc.array(fc.nat(2), { minLength: size, maxLength: size }), { maxLength: 4 }));
  fc.assert(
    fc.property(lists, (given) => {
      const size = given[0]?.length ?? 0;
      const groups = new Map<string, number[]>();
      for (let place = 0; place < size; place++) {
        const key = given.map((list) => list[place]).join();
        groups.set(key, [...(groups.get(key) ?? []), place]);
      }
      expect(alikePlaces(size, given)).toEqual([...groups.values()]);
    }),
  );
});

test('the names of nodes are told in the order of their places', () => {
  expect(namesAt(Int32Array.of(2, 0), [{ name: 'a' }, { name: 'b' }, { name: 'c' }])).toEqual(['c', 'a']);
  expect(namesAt([], [])).toEqual([]);
});
