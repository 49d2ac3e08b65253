import { Row, podErrors } from './fixture';

const ZONE = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
const PATH = 'topologySpreadConstraints[0]';

describe('validateTopologySpreadConstraints', () => {
  test.each<Row>([
    ['skew, key and action', ZONE, []],
    ['domains and policies', { ...ZONE, minDomains: 2, nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore' }, []],
    ['a key that no label has, which nobody checks', { ...ZONE, topologyKey: 'a b' }, []],
    [
      'nothing at all',
      {},
      [`Invalid ${PATH}.maxSkew`, `Required ${PATH}.topologyKey`, `NotSupported ${PATH}.whenUnsatisfiable`],
    ],
    ['no skew', { ...ZONE, maxSkew: 0 }, [`Invalid ${PATH}.maxSkew`]],
    ['no domains', { ...ZONE, minDomains: 0 }, [`Invalid ${PATH}.minDomains`]],
    [
      'domains without DoNotSchedule',
      { ...ZONE, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 },
      [`Invalid ${PATH}.minDomains`],
    ],
    ['an unknown policy', { ...ZONE, nodeTaintsPolicy: 'Obey' }, [`NotSupported ${PATH}.nodeTaintsPolicy`]],
    ['keys without a selector', { ...ZONE, matchLabelKeys: ['a'] }, [`Forbidden ${PATH}.matchLabelKeys`]],
    [
      'a selector with a bad label',
      { ...ZONE, labelSelector: { matchLabels: { app: 'a b' } } },
      [`Invalid ${PATH}.labelSelector.matchLabels`],
    ],
  ])('%s', (_, constraint, errors) => {
    expect(podErrors({ topologySpreadConstraints: [constraint] })).toEqual(errors);
  });

  test('the same key and action twice', () => {
    expect(podErrors({ topologySpreadConstraints: [ZONE, { ...ZONE, maxSkew: 2 }] })).toEqual([
      `Duplicate ${PATH}.{topologyKey, whenUnsatisfiable}`,
    ]);
  });
});
