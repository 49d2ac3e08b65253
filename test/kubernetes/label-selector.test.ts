import fc from 'fast-check';
import { mapOf } from './fixture';
import {
  LabelSelector,
  SelectorRequirement,
  isEmptySelector,
  labelSelectorMatches,
  parseInt64,
  requirementFault,
  requirementMatches,
  requirementToString,
} from '../../src/kubernetes/label-selector';

const LABELS = mapOf({ disktype: 'ssd', cores: '8', empty: '' });

function requirement(key: string, operator: string, ...values: string[]): SelectorRequirement {
  return { key, operator, values };
}

describe('Requirement.Matches', () => {
  test.each<[string, string, string[], boolean]>([
    ['disktype', 'In', ['ssd'], true],
    ['disktype', 'In', ['hdd', 'ssd'], true],
    ['disktype', 'In', ['hdd'], false],
    ['disktype', 'In', ['SSD'], false],
    ['absent', 'In', ['ssd'], false],
    ['absent', 'In', [''], false],
    ['empty', 'In', [''], true],
    ['disktype', 'NotIn', ['ssd'], false],
    ['disktype', 'NotIn', ['hdd', 'nvme'], true],
    ['absent', 'NotIn', ['ssd'], true],
    ['disktype', 'Exists', [], true],
    ['empty', 'Exists', [], true],
    ['absent', 'Exists', [], false],
    ['disktype', 'DoesNotExist', [], false],
    ['absent', 'DoesNotExist', [], true],
    ['cores', 'Gt', ['7'], true],
    ['cores', 'Gt', ['8'], false],
    ['cores', 'Gt', ['10'], false],
    ['cores', 'Lt', ['10'], true],
    ['cores', 'Lt', ['8'], false],
    ['disktype', 'Gt', ['1'], false],
    ['disktype', 'Lt', ['1'], false],
    ['empty', 'Lt', ['1'], false],
    ['absent', 'Gt', ['0'], false],
    ['absent', 'Lt', ['0'], false],
  ])('%s %s %j: %s', (key, operator, values, matches) => {
    expect(requirementFault(requirement(key, operator, ...values))).toBeUndefined();
    expect(requirementMatches(requirement(key, operator, ...values), LABELS)).toBe(matches);
  });

  test('In and NotIn, Exists and DoesNotExist are complements', () => {
    const labels = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', '')).map(mapOf);
    const values = fc.array(fc.constantFrom('x', 'y', '', 'z'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(labels, values, (present, wanted) => {
        const answer = (operator: string, ...v: string[]) =>
          requirementMatches(requirement('a', operator, ...v), present);
        expect(answer('NotIn', ...wanted)).toBe(!answer('In', ...wanted));
        expect(answer('DoesNotExist')).toBe(!answer('Exists'));
      }),
    );
  });

  test('a requirement without values is as one with an empty list', () => {
    expect(requirementMatches({ key: 'disktype', operator: 'Exists' }, LABELS)).toBe(true);
    expect(requirementFault({ key: 'disktype', operator: 'In' })).toBe('operator In needs at least one value');
  });
});

describe('NewRequirement', () => {
  test.each<[SelectorRequirement, string]>([
    [requirement('a', 'In'), 'operator In needs at least one value'],
    [requirement('a', 'NotIn'), 'operator NotIn needs at least one value'],
    [requirement('a', 'Exists', 'x'), 'operator Exists takes no values'],
    [requirement('a', 'DoesNotExist', ''), 'operator DoesNotExist takes no values'],
    [requirement('a', 'Gt'), 'operator Gt needs exactly one integer'],
    [requirement('a', 'Gt', '1', '2'), 'operator Gt needs exactly one integer'],
    [requirement('a', 'Lt', 'ten'), 'operator Lt needs exactly one integer'],
    [requirement('a', 'in', 'x'), '"in" is not an operator'],
    [requirement('a', '', 'x'), '"" is not an operator'],
    [requirement('', 'Exists'), '"" is not a label key'],
    [requirement('a b', 'Exists'), '"a b" is not a label key'],
    [requirement('a', 'In', 'x', 'a b'), '"a b" is not a label value'],
    [requirement('a', 'NotIn', 'x'.repeat(64)), `"${'x'.repeat(64)}" is not a label value`],
    [requirement('a', 'Lt', '-5'), '"-5" is not a label value'],
  ])('%j: %s', (faulty, rule) => {
    expect(requirementFault(faulty)).toBe(rule);
  });

  test('kubernetes#86488: Gt takes no fraction, which the API server does not check', () => {
    expect(requirementFault(requirement('a', 'Gt', '150.1'))).toBe('operator Gt needs exactly one integer');
  });
});

test.each<[string, bigint | undefined]>([
  ['0', 0n],
  ['12', 12n],
  ['+12', 12n],
  ['-12', -12n],
  ['007', 7n],
  ['9223372036854775807', 9223372036854775807n],
  ['-9223372036854775808', -9223372036854775808n],
  ['9223372036854775808', undefined],
  ['-9223372036854775809', undefined],
  ['', undefined],
  ['1.5', undefined],
  ['1k', undefined],
  ['1_0', undefined],
  ['0x10', undefined],
  [' 1', undefined],
  ['+', undefined],
])('strconv.ParseInt: %j is %s', (text, value) => {
  expect(parseInt64(text)).toBe(value);
});

describe('LabelSelectorAsSelector', () => {
  const selector = (
    matchLabels: Record<string, string>,
    ...matchExpressions: SelectorRequirement[]
  ): LabelSelector => ({
    matchLabels: mapOf(matchLabels),
    matchExpressions,
  });

  test.each<[string, LabelSelector, boolean]>([
    ['nothing asked', selector({}), true],
    ['a label', selector({ disktype: 'ssd' }), true],
    ['another value', selector({ disktype: 'hdd' }), false],
    ['a label that is absent', selector({ absent: '' }), false],
    ['every label must match', selector({ disktype: 'ssd', cores: '9' }), false],
    ['labels and expressions must match', selector({ disktype: 'ssd' }, requirement('cores', 'Exists')), true],
    ['one expression does not match', selector({ disktype: 'ssd' }, requirement('cores', 'DoesNotExist')), false],
    [
      'one of two expressions does not match',
      selector({}, requirement('cores', 'Exists'), requirement('x', 'Exists')),
      false,
    ],
    ['an expression that does not parse selects nothing', selector({}, requirement('cores', 'In')), false],
    ['Gt belongs to node selectors', selector({}, requirement('cores', 'Gt', '1')), false],
    ['Lt belongs to node selectors', selector({}, requirement('cores', 'Lt', '9')), false],
  ])('%s', (_, each, matches) => {
    expect(labelSelectorMatches(each, LABELS)).toBe(matches);
  });

  test('labels called like members of Object are labels', () => {
    expect(labelSelectorMatches(selector({ constructor: 'x' }), new Map())).toBe(false);
    expect(labelSelectorMatches(selector({ constructor: 'x' }), mapOf({ constructor: 'x' }))).toBe(true);
    expect(labelSelectorMatches(selector({}, requirement('toString', 'Exists')), new Map())).toBe(false);
  });

  test('only a selector without any requirement is empty', () => {
    expect(isEmptySelector(selector({}))).toBe(true);
    expect(isEmptySelector(selector({ a: 'b' }))).toBe(false);
    expect(isEmptySelector(selector({}, requirement('a', 'Exists')))).toBe(false);
  });
});

test.each([
  [requirement('disktype', 'In', 'ssd', 'nvme'), 'disktype In [ssd, nvme]'],
  [requirement('gpu', 'Exists'), 'gpu Exists'],
  [{ key: 'gpu', operator: 'DoesNotExist' }, 'gpu DoesNotExist'],
])('%j reads as %s', (each, text) => {
  expect(requirementToString(each)).toBe(text);
});
