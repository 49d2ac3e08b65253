import fc from 'fast-check';
import { JsonBytes } from '../../../../src/kubernetes/manifest/json/json-bytes';
import { expectedText, jsonFault, placeOf } from '../../../../src/kubernetes/manifest/json/json-fault';

function bytesOf(text: string): JsonBytes {
  const json = new JsonBytes();
  json.add(Buffer.from(text), 0);
  return json;
}

test('what is right so far has no fault, wherever it ends', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), fc.nat(), (json, indent, end) => {
      const text = JSON.stringify([JSON.parse(json)], null, indent);
      expect(jsonFault(bytesOf(text.slice(0, end % (text.length + 1))), 0)).toBeUndefined();
    }),
  );
});

test.each([
  ['[1.]', '1:2 expected a value or "]" and found "1."'],
  ['[-]', '1:2 expected a value or "]" and found "-"'],
  ['[+1, 2]', '1:2 expected a value or "]" and found "+1"'],
  ['[1e]', '1:2 expected a value or "]" and found "1e"'],
  ['[True]', '1:2 expected a value or "]" and found "True"'],
  ["['a']", '1:2 expected a value or "]" and found "\'a\'"'],
  ['[1;2]', '1:2 expected a value or "]" and found "1;2"'],
  ['["\\u00g0"]', '1:3 a string holds "\\\\u", which is no escape'],
  ['["\u0000"]', '1:3 a string holds the control character "\\u0000"'],
  ['{,}', '1:2 expected the name of a field, in double quotes, or "}" and found ","'],
  ['{"a":}', '1:6 expected a value and found "}"'],
  ['{"ä": "ö",\r\n"💡": 💡}', '2:7 expected a value and found "💡"'],
])('%s: %s', (text, fault) => {
  const { line, column, rule } = jsonFault(bytesOf(text), 0)!;
  expect(`${line}:${column} ${rule}`).toBe(fault);
});

test('a line that began long ago goes on', () => {
  const json = bytesOf('{"a":\n 1, ');
  json.lines = 1;
  json.lineStart = 6;
  json.add(Buffer.from('x'), 9);
  expect(placeOf(json, 0, 1)).toEqual({ line: 2, column: 5 });
});

test('what stands there is told as one character, even where it takes several bytes', () => {
  expect(expectedText('a comma', Buffer.from('"💡"'), 1)).toBe('expected a comma and found "💡"');
});
