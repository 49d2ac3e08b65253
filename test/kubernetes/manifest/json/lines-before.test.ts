import { JsonBytes } from '../../../../src/kubernetes/manifest/json/json-bytes';
import { linesBefore } from '../../../../src/kubernetes/manifest/json/lines-before';

const text = '{\n"a": {\n"b\\u0063": [\n1,\n{"d":\n2}]},\n"e": 5}';

test.each<[(string | number)[], number]>([
  [[], 0],
  [['a'], 1],
  [['a', 'bc'], 2],
  [['a', 'bc', 0], 3],
  [['a', 'bc', 1, 'd'], 5],
  [['a', 'bc', 2], 2],
  [['a', 'x', 'y'], 1],
  [['e', 'x'], 6],
  [['e', 0], 6],
])('before %j there are %d', (keys, lines) => {
  const json = new JsonBytes();
  json.add(Buffer.from(text), 0);
  expect(linesBefore(json, 0, keys)).toBe(lines);
});
