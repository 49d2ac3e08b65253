import { SelectorRequirement } from '../../src/kubernetes/label-selector';
import { contradict } from '../../src/lint/contradiction';

const requirement = (text: string): SelectorRequirement => {
  const [key, operator, values] = text.split(' ');
  return { key, operator, values: values?.split(',') };
};

test.each<[one: string, other: string, contradictory: boolean]>([
  ['pool In a', 'pool In b,c', true],
  ['pool In a,b', 'pool In b,c', false],
  ['pool In a', 'pool NotIn a,b', true],
  ['pool In a,c', 'pool NotIn a,b', false],
  ['pool In a', 'pool DoesNotExist', true],
  ['pool Exists', 'pool DoesNotExist', true],
  ['pool Gt 1', 'pool DoesNotExist', true],
  ['pool NotIn a', 'pool DoesNotExist', false],
  ['pool Exists', 'pool NotIn a', false],
  ['pool NotIn a', 'pool NotIn b', false],
  ['pool In a', 'arch In b', false],
])('%s and %s contradict each other: %s', (one, other, contradictory) => {
  const [some, others] = [[requirement(one)], [requirement(other)]];

  expect(contradict(some, others)).toBe(contradictory);
  expect(contradict(others, some)).toBe(contradictory);
});

test('one contradiction is enough', () => {
  const some = [requirement('os In linux'), requirement('pool In a')];

  expect(contradict(some, [requirement('pool NotIn a'), requirement('os In linux')])).toBe(true);
});
