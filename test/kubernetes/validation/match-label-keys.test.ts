import { Row, podErrors } from './fixture';

describe('ValidateMatchLabelKeysAndMismatchLabelKeys', () => {
  const path = 'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
  const labelSelector = { matchLabels: { app: 'agent' } };

  test.each<Row>([
    ['a key beside a selector', { labelSelector, matchLabelKeys: ['pod-template-hash'] }, []],
    ['a key without a selector', { matchLabelKeys: ['a'] }, [`Forbidden ${path}.matchLabelKeys`]],
    ['a key to differ in without a selector', { mismatchLabelKeys: ['a'] }, [`Forbidden ${path}.mismatchLabelKeys`]],
    ['a key that is no label key', { labelSelector, matchLabelKeys: ['a b'] }, [`Invalid ${path}.matchLabelKeys[0]`]],
    [
      'a key in both lists',
      { labelSelector, matchLabelKeys: ['a', 'b'], mismatchLabelKeys: ['b'] },
      [`Invalid ${path}.matchLabelKeys[1]`],
    ],
    [
      'a key that the selector requires twice',
      {
        labelSelector: { ...labelSelector, matchExpressions: [{ key: 'app', operator: 'Exists' }] },
        matchLabelKeys: ['app'],
      },
      [`Invalid ${path}[0]`],
    ],
  ])('%s', (_, term, errors) => {
    const terms = [{ topologyKey: 'zone', ...term }];
    expect(podErrors({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } })).toEqual(
      errors,
    );
  });
});
