import { toml } from '../../../src/agents/metrics-agent/toml';

test('tables follow each other, with a line for each value', () => {
  expect(
    toml([
      { name: 'agent', values: { interval: '10s', quiet: false, limit: 10000, left_out: undefined } },
      { name: 'inputs.cpu', repeated: true, values: {} },
      { name: 'inputs.disk', repeated: true, values: { ignore_fs: ['tmpfs', 'nsfs'] } },
    ]),
  ).toBe(
    [
      '[agent]',
      'interval = "10s"',
      'quiet = false',
      'limit = 10000',
      '',
      '[[inputs.cpu]]',
      '',
      '[[inputs.disk]]',
      'ignore_fs = ["tmpfs", "nsfs"]',
      '',
    ].join('\n'),
  );
});

/** https://toml.io/en/v1.0.0#string */
test.each([
  ['a quote', 'say "hi"', '"say \\"hi\\""'],
  ['a backslash', 'C:\\n', '"C:\\\\n"'],
  ['a line break', 'a\nb', '"a\\nb"'],
  ['a control character', '\u0001', '"\\u0001"'],
  ['the one that JSON leaves', '\x7f', '"\\u007f"'],
  ['what begins a comment', '# no', '"# no"'],
  ['other scripts', 'Größe 大', '"Größe 大"'],
])('%s cannot end a text', (_, text, written) => {
  expect(toml([{ name: 't', values: { key: text } }])).toBe(`[t]\nkey = ${written}\n`);
});

test('a key that is no bare one is quoted', () => {
  expect(toml([{ name: 'global_tags', values: { 'a.b "c"': 'd' } }])).toBe('[global_tags]\n"a.b \\"c\\"" = "d"\n');
});
