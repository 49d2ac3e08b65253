import { Row, brief, daemonSet } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

describe('ValidateLabelSelector', () => {
  const requirement = 'spec.selector.matchExpressions[0]';

  test.each<Row>([
    ['In with values', { key: 'app', operator: 'In', values: ['agent'] }, []],
    ['Exists', { key: 'app', operator: 'Exists' }, []],
    ['NotIn without values', { key: 'app', operator: 'NotIn' }, [`Required ${requirement}.values`]],
    ['Exists with values', { key: 'app', operator: 'Exists', values: ['agent'] }, [`Forbidden ${requirement}.values`]],
    ['Gt, which is for nodes', { key: 'app', operator: 'Gt', values: ['1'] }, [`Invalid ${requirement}.operator`]],
    ['a bad key', { key: '/app', operator: 'Exists' }, [`Invalid ${requirement}.key`]],
    ['a bad value', { key: 'app', operator: 'In', values: ['agent', 'a b'] }, [`Invalid ${requirement}.values[1]`]],
  ])('%s', (_, expression, errors) => {
    const manifest = daemonSet();
    manifest.spec.selector = { matchExpressions: [expression] };
    expect(brief(validateDaemonSet(manifest))).toEqual(errors);
  });

  test('a label that cannot be says so, and is not held against the template', () => {
    const manifest = daemonSet();
    manifest.spec.selector = { matchLabels: { app: 'my agent' } };
    expect(validateDaemonSet(manifest)).toMatchObject([
      {
        type: 'FieldValueInvalid',
        field: 'spec.selector.matchLabels',
        value: 'my agent',
        fix: 'did you mean my-agent?',
      },
    ]);
  });
});
