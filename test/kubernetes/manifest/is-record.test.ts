import { isRecord } from '../../../src/kubernetes/manifest/is-record';

test.each<[unknown, boolean]>([
  [{}, true],
  [{ length: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['text', false],
  [5, false],
])('%p has fields: %p', (value, has) => {
  expect(isRecord(value)).toBe(has);
});
