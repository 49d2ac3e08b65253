import { isStricter, levelForAll, PodSecurityLevel, stricterLevel } from '../../../src/kubernetes/pod-security/level';

test.each<[PodSecurityLevel, PodSecurityLevel, boolean]>([
  ['restricted', 'baseline', true],
  ['baseline', 'privileged', true],
  ['baseline', 'baseline', false],
  ['privileged', 'restricted', false],
])('CompareLevels: %s is stricter than %s: %s', (level, than, expected) => {
  expect(isStricter(level, than)).toBe(expected);
});

test.each<[PodSecurityLevel[], PodSecurityLevel]>([
  [[], 'restricted'],
  [['restricted', 'baseline'], 'baseline'],
  [['baseline', 'privileged', 'restricted'], 'privileged'],
])('%j are all admitted by %s', (levels, expected) => {
  expect(levelForAll(levels)).toBe(expected);
  expect(levelForAll([...levels].reverse())).toBe(expected);
});

test('the next stricter level of each', () => {
  expect((['privileged', 'baseline', 'restricted'] as const).map(stricterLevel)).toEqual([
    'baseline',
    'restricted',
    'restricted',
  ]);
});
