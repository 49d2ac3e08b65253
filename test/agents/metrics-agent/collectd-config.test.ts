import { collectdConfig } from '../../../src/agents/metrics-agent/collectd-config';

test('blocks hold settings, and settings values', () => {
  expect(
    collectdConfig([
      { name: 'FQDNLookup', values: [false] },
      { name: 'Interval', values: [10] },
      { name: 'Plugin', values: ['network'], items: [{ name: 'Server', values: ['a.example.com', '25826'] }] },
    ]),
  ).toBe(
    ['FQDNLookup false', 'Interval 10', '<Plugin "network">', '  Server "a.example.com" "25826"', '</Plugin>', ''].join(
      '\n',
    ),
  );
});

/** https://www.collectd.org/documentation/manpages/collectd.conf.html#description */
test.each([
  ['a quote', 'a"b', '"a\\"b"'],
  ['a backslash', 'a\\', '"a\\\\"'],
  ['a regular expression', '/^\\/host/', '"/^\\\\/host/"'],
  ['what begins a comment', '#', '"#"'],
])('%s cannot end a text', (_, text, written) => {
  expect(collectdConfig([{ name: 'Value', values: [text] }])).toBe(`Value ${written}\n`);
});
