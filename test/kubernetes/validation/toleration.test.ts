import { Row, podErrors, podFixes } from './fixture';

describe('ValidateTolerations', () => {
  test.each<Row>([
    ['a key, a value and an effect', { key: 'dedicated', value: 'infra', effect: 'NoSchedule' }, []],
    ['Exists without a key tolerates everything', { operator: 'Exists' }, []],
    ['seconds with NoExecute', { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }, []],
    ['no key needs Exists', {}, ['Invalid tolerations[0].operator']],
    ['no key and Equal', { operator: 'Equal', value: 'x' }, ['Invalid tolerations[0].operator']],
    ['a key with a space', { key: 'a b' }, ['Invalid tolerations[0].key']],
    ['a value with Exists', { key: 'a', operator: 'Exists', value: 'b' }, ['Invalid tolerations[0].operator']],
    ['a value that is no label value', { key: 'a', value: '-b' }, ['Invalid tolerations[0].operator']],
    ['an unknown operator', { key: 'a', operator: 'In' }, ['NotSupported tolerations[0].operator']],
    [
      'Gt, whose feature gate is off',
      { key: 'a', operator: 'Gt', value: '1' },
      ['NotSupported tolerations[0].operator'],
    ],
    ['an unknown effect', { key: 'a', effect: 'NoRun' }, ['NotSupported tolerations[0].effect']],
    [
      'seconds with another effect',
      { key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 },
      ['Invalid tolerations[0].effect'],
    ],
    ['seconds without an effect', { key: 'a', tolerationSeconds: 5 }, ['Invalid tolerations[0].effect']],
  ])('%s', (_, toleration, errors) => {
    expect(podErrors({ tolerations: [toleration] })).toEqual(errors);
  });

  test('two equal tolerations are accepted', () => {
    expect(podErrors({ tolerations: [{ operator: 'Exists' }, { operator: 'Exists' }] })).toEqual([]);
  });

  test('a mistyped operator and effect say what was meant', () => {
    expect(podFixes({ tolerations: [{ key: 'a', operator: 'Exist', effect: 'NoExecution' }] })).toEqual([
      'did you mean Exists?',
      'did you mean NoExecute?',
    ]);
  });
});
