import * as fc from 'fast-check';
import { printable, shortened } from '../../src/report/printable';

test.each([
  ['a colour', 'node\u001b[31m-1\u001b[0m', 'node-1'],
  ['a hyperlink', '\u001b]8;;http://example.com\u0007node-1\u001b]8;;\u0007', 'node-1'],
  ['a cursor movement', 'node-1\u001b[2K\u001b[1A', 'node-1'],
  ['a one-byte escape', 'node\u009b31m-1', 'node-1'],
  ['a bell and a backspace', 'node\u0007\b-1', 'node-1'],
  ['a line break', 'node-1\r\nPending', 'node-1 Pending'],
  ['text that runs the other way', 'node\u202e-1', 'node-1'],
  ['an invisible space', 'no\u200bde-1', 'node-1'],
  ['characters two columns wide', '節點-1', '??-1'],
])('%s is taken from a name', (_, name, expected) => {
  expect(printable(name)).toBe(expected);
});

test("what Kubernetes allows in names, labels and taints, and our own sentences' signs, stay as they are", () => {
  const text = `example.com/pool_1=a.B-2:NoSchedule the node's is "x" [a,b] ≥ 1 … »`;
  expect(printable(text)).toBe(text);
});

test('whatever the text, nothing is left that a terminal would obey', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).toMatch(/^[\u0020-\u007e\u00a0-\u22ff]*$/);
    }),
  );
});

test('a long name keeps its beginning and its end', () => {
  expect(shortened('ip-10-40-17-114.eu-central-1.compute.internal', 21)).toBe('ip-10-40-1…e.internal');
  expect(shortened('short', 21)).toBe('short');
});

test('a shortened text has just the width it may have', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (text, width) => {
      expect(shortened(text, width)).toHaveLength(Math.min(text.length, width));
    }),
  );
});
