import { parseLabelSelector } from '../../src/kubernetes/parse-label-selector';

test.each([
  ['a=b', [{ key: 'a', operator: 'In', values: ['b'] }]],
  ['a == b', [{ key: 'a', operator: 'In', values: ['b'] }]],
  ['a!=b', [{ key: 'a', operator: 'NotIn', values: ['b'] }]],
  ['a=', [{ key: 'a', operator: 'In', values: [''] }]],
  ['a in (b, c)', [{ key: 'a', operator: 'In', values: ['b', 'c'] }]],
  ['a notin (b)', [{ key: 'a', operator: 'NotIn', values: ['b'] }]],
  ['a', [{ key: 'a', operator: 'Exists' }]],
  ['!a', [{ key: 'a', operator: 'DoesNotExist' }]],
  [
    'example.com/a in (b,c),!d , e=f',
    [
      { key: 'example.com/a', operator: 'In', values: ['b', 'c'] },
      { key: 'd', operator: 'DoesNotExist' },
      { key: 'e', operator: 'In', values: ['f'] },
    ],
  ],
])('%s is read as kubectl reads it', (text, requirements) => {
  expect(parseLabelSelector(text)).toEqual(requirements);
});

test.each([
  [
    'a b',
    '"a b" is no requirement on labels: expected key=value, key!=value, key in (a,b), key notin (a,b), key or !key',
  ],
  ['', '"" is no requirement on labels: expected'],
  ['a=b,', '"" is no requirement on labels: expected'],
  ['a=b c', '"a=b c" is no requirement on labels: expected'],
  ['-a=b', '"-a=b" is no requirement on labels: "-a" is not a label key'],
  ['a=b/c', '"a=b/c" is no requirement on labels: "b/c" is not a label value'],
])('%j is refused with what was expected', (text, message) => {
  expect(() => parseLabelSelector(text)).toThrow(message);
});
