import { isLogstashText, renderLogstash } from '../../../src/agents/log-collector/logstash-section';

/** The strings of a pipeline, as Logstash's grammar reads them. */
function strings(text: string): string[] {
  return [...text.matchAll(/"((?:\\"|[^"])*)"|'((?:\\'|[^'])*)'/g)].map(([, a, b]) => a ?? b);
}

test('a section has a plugin, and that its settings', () => {
  const settings = { port: 5044, enabled: true, hosts: ['a', 'b'], headers: { 'X-A': 'b', 'X-C': 'd' }, name: 'e' };

  expect(renderLogstash('output', 'http', settings)).toBe(`output {
  http {
    port => 5044
    enabled => true
    hosts => ["a", "b"]
    headers => { "X-A" => "b" "X-C" => "d" }
    name => "e"
  }
}
`);
});

test.each(['plain', 'a"b', "a'b", 'a\\b', '} output { exec {} }', '# no comment', '=> [', '$HOME', '$$', ''])(
  '%j ends no string, whatever is in it',
  (text) => {
    expect(isLogstashText(text)).toBe(true);
    expect(strings(renderLogstash('output', 'http', { name: text, list: [text] }))).toEqual([text, text]);
  },
);

test.each([`a"b'c`, 'a\\', 'a\nb', '\u0000'])('%j cannot be written', (text) => {
  expect(isLogstashText(text)).toBe(false);
  expect(() => renderLogstash('output', 'http', { name: text })).toThrow("cannot be written in Logstash's syntax");
});
