import { plainLabels } from '../../src/inventory/plain-labels';

test('labels without a fault are read, whatever their keys', () => {
  const labels: unknown = JSON.parse('{"app": "web", "__proto__": "x", "constructor": ""}');
  expect([...plainLabels(labels)!]).toEqual([
    ['app', 'web'],
    ['__proto__', 'x'],
    ['constructor', ''],
  ]);
});

test.each<[string, unknown]>([
  ['none', undefined],
  ['null', null],
  ['a list', ['app']],
  ['a label that is no text', { app: 'web', port: 80 }],
])('of %s nothing is read', (_, labels) => {
  expect(plainLabels(labels)).toBeUndefined();
});
