import { readFlawless } from './fixture';
import { readDaemonSet } from '../../src/kubernetes/daemon-set';
import { matchLabelKeyFaults } from '../../src/kubernetes/match-label-key-faults';
import { daemonSet } from '../fixtures';

const KEYS = { topologyKey: 'zone', matchLabelKeys: ['app'] };
const FAULT = ['app exists in both matchLabelKeys and labelSelector'];

const required = (term: object) => ({ requiredDuringSchedulingIgnoredDuringExecution: [term] });
const preferred = (podAffinityTerm: object) => ({
  preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm }],
});
const affinity = (podAffinity: object) => ({ affinity: { podAffinity } });
const antiAffinity = (podAntiAffinity: object) => ({ affinity: { podAntiAffinity } });

describe('ValidateMatchLabelKeysAndMismatchLabelKeys, of the pod that a template makes', () => {
  const twice = { ...KEYS, labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } };
  const labels = { ...KEYS, labelSelector: { matchLabels: { app: 'logs' } } };
  const other = { ...KEYS, labelSelector: { matchLabels: { tier: 'node' } } };
  const absent = { ...twice, matchLabelKeys: ['tier'], labelSelector: { matchLabels: { tier: 'node' } } };

  test.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['a key in matchExpressions', affinity(required(twice)), FAULT],
    ['a key in matchLabels', antiAffinity(required(labels)), FAULT],
    ['a preference', antiAffinity(preferred(twice)), FAULT],
    [
      'a spread',
      { topologySpreadConstraints: [{ ...labels, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' }] },
      FAULT,
    ],
    ['another key', affinity(required(other)), []],
    ['a key that the pod has no label of, so that nothing is merged', affinity(required(absent)), []],
    [
      'mismatchLabelKeys, which may filter further',
      affinity(required({ ...twice, matchLabelKeys: [], mismatchLabelKeys: ['app'] })),
      [],
    ],
  ])('%s', (_, spec, faults) => {
    expect(matchLabelKeyFaults(readFlawless(readDaemonSet, daemonSet('logs', spec)))).toEqual(faults);
  });
});
