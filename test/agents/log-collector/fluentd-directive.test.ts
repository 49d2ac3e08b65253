import {
  FluentdEnvironment,
  FluentdValue,
  renderDirectives,
} from '../../../src/agents/log-collector/fluentd-directive';

function rendered(value: FluentdValue): string {
  const [, line] = renderDirectives([{ name: 'match', pattern: '**', parameters: { key: value } }]).split('\n');
  return line.replace('  key ', '');
}

test('sections nest, each line indented by its depth', () => {
  const text = renderDirectives([
    {
      name: 'source',
      parameters: { '@type': 'tail', read_from_head: true },
      sections: [{ name: 'parse', parameters: { '@type': 'json' } }],
    },
    { name: 'match', pattern: 'kubernetes.**', parameters: { port: 9200 } },
  ]);

  expect(text).toBe(
    `<source>
  @type tail
  read_from_head true
  <parse>
    @type json
  </parse>
</source>

<match kubernetes.**>
  port 9200
</match>
`,
  );
});

test.each<[string, FluentdValue, string]>([
  ['a number', 9200, '9200'],
  ['a truth', true, 'true'],
  ['a plain word', 'elasticsearch', 'elasticsearch'],
  ['a path with a pattern', '/var/log/containers/*.log', '/var/log/containers/*.log'],
  ['a time format', '%Y-%m-%dT%H:%M:%S.%NZ', '%Y-%m-%dT%H:%M:%S.%NZ'],
  ['a list', ['/a b', 404], '["/a b",404]'],
  ['nothing', '', "''"],
  ['a space', 'a b', "'a b'"],
  ['a comment sign', 'a #b', "'a #b'"],
  ['Ruby code', '#{system("true")}', `'#{system("true")}'`],
  ['quotes', `a'b"c`, `'a\\'b"c'`],
  ['a backslash at the end', 'a\\', "'a\\\\'"],
  ['a backslash before a quote', "a\\'", "'a\\\\\\''"],
  ['what looks like a list', '[1]', "'[1]'"],
  ['what looks like a map', '{"a":1}', `'{"a":1}'`],
])('%s is written so that it stays what it is', (_, value, text) => {
  expect(rendered(value)).toBe(text);
});

test('an environment variable is read at start, whatever stands around it', () => {
  expect(rendered(new FluentdEnvironment('PASSWORD'))).toBe(`"#{ENV['PASSWORD']}"`);
  expect(rendered(new FluentdEnvironment('TOKEN', '{"a":"#{1}\\', '"}'))).toBe(
    `"{\\"a\\":\\"\\#{1}\\\\#{ENV['TOKEN']}\\"}"`,
  );
});

test.each(['a\nb', 'a\rb', 'a\u0000'])('%j cannot be written at all', (text) => {
  expect(() => rendered(text)).toThrow('cannot hold control characters');
});
