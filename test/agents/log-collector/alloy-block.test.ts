import {
  AlloyExpression,
  AlloyValue,
  alloyEnvironment,
  renderAlloy,
} from '../../../src/agents/log-collector/alloy-block';

function rendered(value: AlloyValue): string {
  const [, line] = renderAlloy([{ name: 'block', attributes: { key: value } }]).split('\n');
  return line.replace('  key = ', '');
}

test('blocks nest, each line indented by its depth', () => {
  const text = renderAlloy([
    { name: 'loki.process', label: 'lines', blocks: [{ name: 'stage.cri' }, { name: 'rule', attributes: { a: 1 } }] },
    { name: 'loki.echo', label: 'output' },
  ]);

  expect(text).toBe(`loki.process "lines" {
  stage.cri {}
  rule {
    a = 1
  }
}

loki.echo "output" {}
`);
});

test.each<[string, AlloyValue, string]>([
  ['a number', 9200, '9200'],
  ['a truth', true, 'true'],
  ['a text', 'plain', '"plain"'],
  ['a list', ['a', 1], '["a", 1]'],
  ['a map', { a: 'b', 'X-C': ['d'] }, '{ "a" = "b", "X-C" = ["d"] }'],
  ['an empty map', {}, '{}'],
  ['a reference', new AlloyExpression('loki.write.output.receiver'), 'loki.write.output.receiver'],
  ['the environment', alloyEnvironment('PASSWORD'), 'sys.env("PASSWORD")'],
])('%s is written as such', (_, value, text) => {
  expect(rendered(value)).toBe(text);
});

test.each([
  'a"b',
  "a'b",
  'a\\',
  'a\\"',
  'a\nb',
  'a\r\n}',
  '${HOME}',
  '$$',
  '`',
  '// c',
  '" + sys.env("A") + "',
  '\u0000',
  'é',
])('%j ends no text, whatever is in it', (text) => {
  const [literal, ...rest] = rendered(text).match(/"(?:[^"\\\n]|\\.)*"/g)!;

  expect(rest).toEqual([]);
  expect(literal).toBe(rendered(text));
  expect(JSON.parse(literal)).toBe(text);
});

test.each(['a b', 'a}', '', 'a-b', '1a'])('%j is no name of an attribute', (name) => {
  expect(() => renderAlloy([{ name: 'block', attributes: { [name]: 1 } }])).toThrow(
    'is no name in Alloy’s syntax'.replace('’', "'"),
  );
});
