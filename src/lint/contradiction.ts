import { SelectorRequirement } from '../kubernetes/label-selector';

/** Whether no node can meet all requirements of both, as far as two of them say so. */
export function contradict(some: readonly SelectorRequirement[], others: readonly SelectorRequirement[]): boolean {
  return some.some((one) => others.some((other) => exclude(one, other) || exclude(other, one)));
}

/** Whether whatever meets `one`, which takes labels, fails `other`. */
function exclude(one: SelectorRequirement, other: SelectorRequirement): boolean {
  if (one.key !== other.key || one.operator === 'NotIn' || one.operator === 'DoesNotExist') return false;
  if (other.operator === 'DoesNotExist') return true;
  if (one.operator !== 'In') return false;
  const { values: wanted = [] } = one;
  const { values: named = [] } = other;
  return (
    (other.operator === 'In' && wanted.every((value) => !named.includes(value))) ||
    (other.operator === 'NotIn' && wanted.every((value) => named.includes(value)))
  );
}
