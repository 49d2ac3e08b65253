import * as fc from 'fast-check';
import { decodeNames } from '../../../../src/report/html/browser/names';
import { nameCodes } from '../../../../src/report/html/data/name-codes';

const name = fc.stringMatching(/^[a-c]{0,2}[-.]?[0-9]{0,3}[-.]?[a-c0-9]{0,3}$/);

test('every list of names reads back as it was', () => {
  fc.assert(fc.property(fc.array(name), (names) => expect(decodeNames(nameCodes(names))).toEqual(names)));
});

test('names that count up read back as they were, over every change of their length', () => {
  const names = Array.from({ length: 1200 }, (_, i) => `pool-${i}.example`);
  const padded = Array.from({ length: 1200 }, (_, i) => `pool-a-${`${i}`.padStart(3, '0')}`);
  expect(decodeNames(nameCodes([...names, ...padded]))).toEqual([...names, ...padded]);
});

test.each([
  [
    'names that count up are one code',
    ['a-08', 'a-09', 'a-10'],
    [
      [0, 'a-08', 0, 0],
      [2, '09', 0, 1],
    ],
  ],
  [
    'a start and an end are told once',
    ['ip-1.internal', 'ip-7.internal'],
    [
      [0, 'ip-1.internal', 0, 0],
      [3, '7', 9, 0],
    ],
  ],
  [
    'a number is told as a whole',
    ['a-120', 'a-130'],
    [
      [0, 'a-120', 0, 0],
      [2, '130', 0, 0],
    ],
  ],
])('%s', (_, names, codes) => {
  expect(nameCodes(names)).toEqual(codes);
});
