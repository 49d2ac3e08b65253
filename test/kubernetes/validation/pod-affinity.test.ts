import { Row, podErrors } from './fixture';

describe.each(['podAffinity', 'podAntiAffinity'])('validatePodAffinityTerm of %s', (kind) => {
  const path = `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution[0]`;
  const labelSelector = { matchLabels: { app: 'agent' } };

  test.each<Row>([
    ['a selector and a topology key', { labelSelector, topologyKey: 'kubernetes.io/hostname' }, []],
    [
      'no topology key',
      { labelSelector },
      [`Required ${path}.topologyKey`, `Invalid ${path}.topologyKey`, `Invalid ${path}.topologyKey`],
    ],
    ['a topology key with a space', { labelSelector, topologyKey: 'a b' }, [`Invalid ${path}.topologyKey`]],
    [
      'a namespace that none can be called',
      { labelSelector, topologyKey: 'zone', namespaces: ['ok', 'Not_OK'] },
      [`Invalid ${path}.namespace`],
    ],
    [
      'a selector whose operator is unknown',
      { labelSelector: { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] }, topologyKey: 'zone' },
      [`Invalid ${path}.labelSelector.matchExpressions[0].operator`],
    ],
    [
      'a namespace selector with a bad label',
      { labelSelector, topologyKey: 'zone', namespaceSelector: { matchLabels: { team: 'a b' } } },
      [`Invalid ${path}.namespaceSelector.matchLabels`],
    ],
  ])('%s', (_, term, errors) => {
    const affinity = { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    expect(podErrors({ affinity })).toEqual(errors);
  });
});

test('validateWeightedPodAffinityTerms: a weight out of range, and a faulty term', () => {
  const term = { weight: 0, podAffinityTerm: { topologyKey: 'a b' } };
  const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } };
  const path = 'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]';
  expect(podErrors({ affinity })).toEqual([`Invalid ${path}.weight`, `Invalid ${path}.podAffinityTerm.topologyKey`]);
});
