import { SHARE_STEPS, shareStep, shareTexts } from '../../../../src/report/html/browser/shares';

test.each([
  [0, 0],
  [0.0001, 1],
  [0.05, 2],
  [0.0999, 2],
  [0.4, 5],
  [3, 5],
])('a share of %d is step %i', (share, step) => {
  expect(shareStep(share)).toBe(step);
});

test('every step has its words', () => {
  expect(shareTexts()).toHaveLength(SHARE_STEPS.length + 1);
});
