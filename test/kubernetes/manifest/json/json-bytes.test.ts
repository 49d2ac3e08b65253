import { BROKEN, JsonBytes, MORE, STOP } from '../../../../src/kubernetes/manifest/json/json-bytes';

function bytesOf(text: string): JsonBytes {
  const json = new JsonBytes();
  json.add(Buffer.from(text), 0);
  return json;
}

test.each([
  ['{"a": [1, {"b": "]}\\""}]} rest', ' rest'],
  ['"\\\\" rest', ' rest'],
  ['1,', ','],
  ['null}', '}'],
])('%s is passed up to %j', (text, rest) => {
  expect(text.slice(bytesOf(text).skip(0))).toBe(rest);
});

test.each(['{"a": [1', '"a', '"a\\"', '1', 'nul', '['])('%s goes on', (text) => {
  expect(() => bytesOf(text).skip(0)).toThrow(MORE);
});

test.each(['[1}', '["\t"]', '[x]', ']', ':'])('%j is none', (text) => {
  expect(() => bytesOf(text).skip(0)).toThrow(BROKEN);
});

test('bytes that are let go make room, and lines are counted on', () => {
  const json = bytesOf('[\n1,\n');
  const at = json.blank(json.skip(json.blank(1)) + 1);
  json.add(Buffer.from('2\n]'), at);
  expect(json.bytes.toString('utf8', 0, json.end)).toBe('2\n]');
  expect(json.blank(json.skip(0))).toBe(2);
  expect([json.lines, json.lineStart]).toEqual([3, 2]);
});

test('fields and items are taken one by one, until no more are wanted', () => {
  const text = '{"a": [1, 2, 3], "b": 2}';
  const json = bytesOf(text);
  const items: string[] = [];
  json.fields(0, (key, end, value) => {
    expect(text.slice(key, end)).toBe('"a"');
    json.items(value, (item) => {
      items.push(text[item]);
      return items.length === 2 ? STOP : json.skip(item);
    });
    return STOP;
  });
  expect(items).toEqual(['1', '2']);
});
