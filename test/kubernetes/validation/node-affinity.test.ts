import { Row, podErrors } from './fixture';

const TERMS = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
const PREFERRED = 'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]';

function required(...nodeSelectorTerms: object[]): object {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

function preferred(term: object): object {
  return { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

describe('ValidateNodeSelectorRequirement', () => {
  const requirement = `${TERMS}[0].matchExpressions[0]`;

  test.each<Row>([
    ['In with values', { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }, []],
    ['Exists without values', { key: 'gpu', operator: 'Exists' }, []],
    ['Gt with one value, which need not be an integer', { key: 'gpus', operator: 'Gt', values: ['1.5'] }, []],
    ['In without values', { key: 'os', operator: 'In' }, [`Required ${requirement}.values`]],
    ['Exists with values', { key: 'os', operator: 'Exists', values: ['x'] }, [`Forbidden ${requirement}.values`]],
    ['Lt with two values', { key: 'os', operator: 'Lt', values: ['1', '2'] }, [`Required ${requirement}.values`]],
    ['Gt with a sign', { key: 'os', operator: 'Gt', values: ['-1'] }, [`Invalid ${requirement}.values[0]`]],
    ['an unknown operator', { key: 'os', operator: 'Equals', values: ['x'] }, [`Invalid ${requirement}.operator`]],
    ['a key with a space', { key: 'a b', operator: 'Exists' }, [`Invalid ${requirement}.key`]],
    ['no key', { operator: 'Exists' }, [`Invalid ${requirement}.key`, `Invalid ${requirement}.key`]],
  ])('%s', (_, expression, errors) => {
    expect(podErrors(required({ matchExpressions: [expression] }))).toEqual(errors);
  });
});

describe('ValidateNodeFieldSelectorRequirement', () => {
  const requirement = `${TERMS}[0].matchFields[0]`;

  test.each<Row>([
    ['the name of one node', { key: 'metadata.name', operator: 'In', values: ['node-1'] }, []],
    [
      'two names',
      { key: 'metadata.name', operator: 'In', values: ['node-1', 'node-2'] },
      [`Required ${requirement}.values`],
    ],
    [
      'a name that no node can have',
      { key: 'metadata.name', operator: 'NotIn', values: ['Node_1'] },
      [`Invalid ${requirement}.values[0]`],
    ],
    ['another field', { key: 'metadata.uid', operator: 'In', values: ['x'] }, [`Invalid ${requirement}.key`]],
    ['another operator', { key: 'metadata.name', operator: 'Exists' }, [`Invalid ${requirement}.operator`]],
  ])('%s', (_, field, errors) => {
    expect(podErrors(required({ matchFields: [field] }))).toEqual(errors);
  });
});

describe('validateNodeAffinity', () => {
  test('no terms at all', () => {
    expect(podErrors(required())).toEqual([`Required ${TERMS}`]);
  });

  test('an empty term is accepted, though it matches nothing', () => {
    expect(podErrors(required({}))).toEqual([]);
  });

  test.each<Row>([
    ['a weight of 100', { weight: 100, preference: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }, []],
    ['a weight of 101', { weight: 101, preference: {} }, [`Invalid ${PREFERRED}.weight`]],
    ['no weight', { preference: {} }, [`Invalid ${PREFERRED}.weight`]],
    [
      'a preference may name a value that no label has',
      { weight: 1, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['-x'] }] } },
      [],
    ],
  ])('%s', (_, term, errors) => {
    expect(podErrors(preferred(term))).toEqual(errors);
  });
});
