import { repels, taintToString } from '../../src/kubernetes/taint';

test.each([
  [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }, 'dedicated=infra:NoSchedule'],
  [{ key: 'nvidia.com/gpu', effect: 'NoExecute' }, 'nvidia.com/gpu:NoExecute'],
  [{ key: 'a', value: '', effect: 'PreferNoSchedule' }, 'a:PreferNoSchedule'],
])('%j is written as kubectl taint takes it: %s', (taint, text) => {
  expect(taintToString(taint)).toBe(text);
});

test.each([
  ['NoSchedule', true],
  ['NoExecute', true],
  ['PreferNoSchedule', false],
  ['Evict', false],
  ['', false],
])('predicates of the DaemonSet controller: a taint with effect "%s" keeps pods away: %s', (effect, keepsAway) => {
  expect(repels({ key: 'a', effect })).toBe(keepsAway);
});
