import { fewNames } from '../../../src/planner/placement/few-names';

test.each([
  [['a'], 'a'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d, e'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('of %j are told: %s', (names, told) => {
  expect(fewNames(names)).toBe(told);
});
