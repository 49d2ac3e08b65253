import { isDnsSubdomain, isLabelValue } from '../../../src/kubernetes/label-syntax';
import { didYouMean, legalLabelText, legalName } from '../../../src/kubernetes/validation/fix';

test.each([
  ['Node_Agent', 'did you mean node-agent?'],
  ['-agent-', 'did you mean agent?'],
  ['___', undefined],
])('a legal name for %s', (name, expected) => {
  expect(legalName(name, isDnsSubdomain)).toBe(expected);
});

test.each([
  ['my value', 'did you mean my-value?'],
  ['-x-', 'did you mean x?'],
  ['x'.repeat(64), undefined],
  ['-1', undefined],
])('a legal label value for %s', (text, expected) => {
  expect(legalLabelText(text, isLabelValue)).toBe(expected);
});

test.each([
  ['always', 'did you mean Always?'],
  ['Sometimes', undefined],
])('the word meant by %s', (written, expected) => {
  expect(didYouMean(written, ['Always', 'Never'])).toBe(expected);
});
