import { LastRead } from '../../src/inventory/last-read';

test('what was read last is kept with its part, and nothing where nothing was read', () => {
  const last = new LastRead<string>();
  expect([last.keep({ a: 1 }, 'read'), last.keep({ a: 2 }, undefined)]).toEqual(['read', undefined]);
  expect(last).toEqual({ part: { a: 1 }, value: 'read' });
});

test('at first nothing is known, and a part without fields is not kept', () => {
  const last = new LastRead<string>();
  expect(last.keep('text', 'read')).toBe('read');
  expect(last).toEqual({ part: {}, value: undefined });
});
