import { fastestPace, slowestPace } from '../../../../src/planner/rollout/simulation/pace';
import { rolloutClass } from '../class-fixture';

const times = { graceSeconds: 30, probeSeconds: { min: 5, max: 15 }, minReadySeconds: 60 };
const node = rolloutClass('run', 'available', 'absent', { startSeconds: 20 });

test('at its fastest a pod stops at once and is available after start, probes and minReadySeconds', () => {
  const pace = fastestPace(times);
  expect([pace.stopSeconds, pace.availableAfter(node)]).toEqual([0, 85]);
});

test('at its slowest a pod uses its grace period, and its probes succeed a period late', () => {
  const pace = slowestPace(times);
  expect([pace.stopSeconds, pace.availableAfter(node)]).toEqual([30, 95]);
});

test.each([
  [1, 0],
  [30, 0],
  [31, 2],
  [250, 13],
])('%i requests of the controller take up to %i seconds: 20 a second beyond a burst of 30', (requests, seconds) => {
  expect(slowestPace(times).requestSeconds(requests)).toBe(seconds);
  expect(fastestPace(times).requestSeconds(requests)).toBe(0);
});
