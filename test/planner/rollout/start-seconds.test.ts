import { DEFAULT_START_SECONDS, startSecondsOf } from '../../../src/planner/rollout/start-seconds';

const POOLS = new Set(['gpu', 'web']);

test.each<[string, Parameters<typeof startSecondsOf>[0], number, number]>([
  ['nothing', undefined, DEFAULT_START_SECONDS, DEFAULT_START_SECONDS],
  ['a number', 45, 45, 45],
  ['a pool', { gpu: 300 }, 300, DEFAULT_START_SECONDS],
])('given %s, a pod of the pool gpu takes so long to start, and one without a pool', (_, given, gpu, none) => {
  const startSeconds = startSecondsOf(given, POOLS);
  expect([startSeconds('gpu'), startSeconds(undefined)]).toEqual([gpu, none]);
});

test.each<[Parameters<typeof startSecondsOf>[0], string]>([
  [-1, 'startSeconds is -1: it must be a number of seconds, 0 or more'],
  [NaN, 'must be a number of seconds'],
  [{ gpu: Infinity }, 'startSeconds.gpu'],
  [{ cpu: 5 }, 'the inventory has no pool "cpu": its pools are gpu, web'],
])('%j is refused', (given, message) => {
  expect(() => startSecondsOf(given, POOLS)).toThrow(message);
});

test('a pool is refused where no label names one', () => {
  expect(() => startSecondsOf({ gpu: 5 }, new Set())).toThrow('no label of its nodes names one');
});
