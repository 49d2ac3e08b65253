import { Arrivals } from '../../src/inventory/arrivals';

function arrivals(numbers: readonly number[], reserved?: number): Arrivals<number> {
  const all = new Arrivals<number>((last, next) => last < next);
  if (reserved !== undefined) {
    all.reserve(reserved);
  }
  numbers.forEach((each) => all.add(each));
  return all;
}

test.each<[readonly number[], boolean]>([
  [[], true],
  [[5], true],
  [[1, 2, 3], true],
  [[1, 1], false],
  [[2, 1, 3], false],
  [[1, 3, 2], false],
])('%j are in order: %s', (numbers, isInOrder) => {
  expect(arrivals(numbers).isInOrder).toBe(isInOrder);
});

test.each([undefined, 0, 2, 3, 10])('all that have come are there, with room reserved for %s', (reserved) => {
  const some = arrivals([3, 1, 2], reserved);
  expect([some.count, some.all.length, [...some.all]]).toEqual([3, 3, [3, 1, 2]]);
});

test('what is reserved once something has come drops nothing', () => {
  const some = arrivals([3, 1]);
  some.reserve(1);
  some.add(2);
  expect([...some.all]).toEqual([3, 1, 2]);
});
