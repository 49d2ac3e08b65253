import { secondsOf } from '../../src/testing/seconds';

test.each<[string | number, number]>([
  ['90s', 90],
  ['10m', 600],
  ['1h30m', 5400],
  ['2h', 7200],
  [45, 45],
  [0, 0],
])('%p is read as %p seconds', (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
});

test.each([['10 minutes'], ['10'], [''], ['-1m'], [-1], [NaN], [undefined as unknown as string]])(
  '%p is no duration',
  (duration) => {
    expect(() => secondsOf(duration)).toThrow('write one as Kubernetes does, such as "90s", "10m" or "1h30m"');
  },
);
