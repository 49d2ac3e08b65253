import { secondsUntilEviction } from '../../../../src/planner/change/events/taint-eviction';

const NO_EXECUTE = { key: 'maintenance', value: 'soon', effect: 'NoExecute' };
const OTHER = { key: 'power', effect: 'NoExecute' };

// Mirrors processPodOnNode and getMinTolerationTime of pkg/controller/tainteviction/taint_eviction.go.
test.each([
  ['no NoExecute taint', [{ key: 'maintenance', effect: 'NoSchedule' }], [], undefined],
  ['no toleration matches', [NO_EXECUTE], [{ key: 'power', operator: 'Exists' }], 0],
  ['tolerated for ever', [NO_EXECUTE], [{ operator: 'Exists' }], undefined],
  ['tolerated for a while', [NO_EXECUTE], [{ operator: 'Exists', tolerationSeconds: 60 }], 60],
  ['a negative time is none', [NO_EXECUTE], [{ operator: 'Exists', tolerationSeconds: -5 }], 0],
  [
    'the first toleration that matches decides',
    [NO_EXECUTE],
    [
      { key: 'maintenance', operator: 'Exists', tolerationSeconds: 300 },
      { operator: 'Exists', tolerationSeconds: 60 },
    ],
    300,
  ],
  [
    'the shortest time of all taints decides',
    [NO_EXECUTE, OTHER],
    [
      { key: 'maintenance', operator: 'Exists', tolerationSeconds: 300 },
      { key: 'power', operator: 'Exists', tolerationSeconds: 30 },
    ],
    30,
  ],
  [
    'one taint for ever and one for a while',
    [NO_EXECUTE, OTHER],
    [
      { key: 'maintenance', operator: 'Exists' },
      { key: 'power', operator: 'Exists', tolerationSeconds: 30 },
    ],
    30,
  ],
  ['one of two taints is not tolerated', [NO_EXECUTE, OTHER], [{ key: 'maintenance', operator: 'Exists' }], 0],
])('%s', (_, taints, tolerations, seconds) => {
  expect(secondsUntilEviction(taints, tolerations)).toBe(seconds);
});
