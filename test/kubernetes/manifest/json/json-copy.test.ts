import { FieldNames } from '../../../../src/kubernetes/manifest/json/field-names';
import { BROKEN, MORE } from '../../../../src/kubernetes/manifest/json/json-bytes';
import { JsonCopy } from '../../../../src/kubernetes/manifest/json/json-copy';

function copied(text: string, names?: FieldNames): { copy: string; rest: string } {
  const json = new JsonCopy();
  json.add(Buffer.from(text), 0);
  json.startCopy();
  const end = json.copyValue(0, names);
  return { copy: json.copy.toString(), rest: text.slice(end) };
}

test.each([
  ['{ "a" : [ 1 , true ] ,\n "b" : { } } rest', '{"a":[1,true],"b":{}}', ' rest'],
  ['"a \\" b\\\\" , rest', '"a \\" b\\\\"', ' , rest'],
  ['-1.5e3]', '-1.5e3', ']'],
  ['[ ]', '[]', ''],
])('%s is copied as %s', (text, copy, rest) => {
  expect(copied(text)).toEqual({ copy, rest });
});

test('only bytes that are kept are copied', () => {
  const names = FieldNames.of({ a: { b: true }, c: true });
  const text = '{"x": [{}], "a": [{"y": "}"}, {"b": [1], "z": 2}, 3, [{"y": 1}]], "c": null, "x": 1}';
  expect(copied(text, names).copy).toBe('{"a":[{},{"b":[1]},3,[{"y":1}]],"c":null}');
});

test.each(['{"a": 1', '[1', '"a', '"a\\', '12', 'tru', '{"a"', '{"a":', '['])('%s goes on', (text) => {
  expect(() => copied(text)).toThrow(MORE);
});

test.each(['[1 2]', '[1}', '{"a": "\n"}', '[yes]', '}', '\u0000'])('%j is none', (text) => {
  expect(() => copied(text)).toThrow(BROKEN);
});
