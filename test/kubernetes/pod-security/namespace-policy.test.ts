import { namespacePolicy, podSecurityLabels } from '../../../src/kubernetes/pod-security/namespace-policy';
import { mapOf } from '../fixture';

const PREFIX = 'pod-security.kubernetes.io/';
const policy = (labels: Record<string, string>) =>
  namespacePolicy(mapOf(Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${PREFIX}${key}`, value]))));

test.each<[string, Record<string, string>, object]>([
  ['nothing', {}, {}],
  ['a level', { enforce: 'baseline' }, { enforce: 'baseline' }],
  [
    'a level by a version',
    { enforce: 'restricted', 'enforce-version': 'v1.29' },
    { enforce: 'restricted', enforceMinor: 29 },
  ],
  ['the latest version', { enforce: 'baseline', 'enforce-version': 'latest' }, { enforce: 'baseline' }],
  ['only a warning', { warn: 'restricted' }, {}],
  ['a level that is none', { enforce: 'Baseline' }, { enforce: 'restricted' }],
])('PolicyToEvaluate: %s', (_, labels, expected) => {
  const { enforce, enforceMinor } = policy(labels);
  expect({ enforce, enforceMinor }).toEqual({ enforce: undefined, enforceMinor: undefined, ...expected });
});

test('labels that the API server refuses are told', () => {
  const { faults } = policy({ enforce: 'strict', 'audit-version': '1.30', warn: 'baseline', other: 'x' });
  expect(faults.map(({ label, value, rule }) => `${label}=${value} ${rule}`)).toEqual([
    `${PREFIX}audit-version=1.30 must be latest, or a minor version such as v1.36`,
    `${PREFIX}enforce=strict must be one of privileged, baseline, restricted`,
  ]);
});

test('what is written reads as it was meant', () => {
  const labels = podSecurityLabels({ enforce: 'baseline', audit: 'restricted', warn: 'restricted' }, 'v1.33');
  expect(Object.keys(labels)).toHaveLength(6);
  expect(namespacePolicy(mapOf(labels))).toMatchObject({ enforce: 'baseline', enforceMinor: 33, faults: [] });
});
