import { inShard, readShard } from '../../../src/planner/fleet/shard';

const CLUSTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

test.each([
  ['0/3', { index: 0, count: 3 }],
  ['2/3', { index: 2, count: 3 }],
  ['3/3', { index: 0, count: 3 }],
  ['1/1', { index: 0, count: 1 }],
])('%s is a part', (text, shard) => {
  expect(readShard(text)).toEqual(shard);
});

test.each(['', '3', '4/3', '0/0', '-1/3', '1/3/5', 'a/3', '1.5/3', '1/1000000', ' 1/3'])('%j is none', (text) => {
  expect(() => readShard(text)).toThrow(
    `"${text}" is no shard: expected PART/PARTS, from 0/16 to 15/16, or from 1/16 to 16/16`,
  );
});

test.each([
  ['0, as an Indexed Job counts', [0, 1, 2]],
  ['1, as test runners count', [1, 2, 3]],
])('parts counted from %s hold every cluster once', (_, parts) => {
  const held = parts.flatMap((part) => inShard(CLUSTERS, readShard(`${part}/3`)));
  expect(held.sort()).toEqual(CLUSTERS);
});

test('there may be more parts than clusters', () => {
  expect(inShard(['a'], readShard('5/9'))).toEqual([]);
});
