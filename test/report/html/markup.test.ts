import { jsonScript, markup, Markup } from '../../../src/report/html/markup';

test.each([
  ['an element', '<img onerror=alert(1)>', '<b>&lt;img onerror=alert(1)&gt;</b>'],
  ['an entity', '&lt;', '<b>&amp;lt;</b>'],
  ['a quote that would end an attribute', '"', '<b>&quot;</b>'],
  ['zero, which is no nothing', 0, '<b>0</b>'],
  ['false, which is nothing', false, '<b></b>'],
  ['a list', ['<', new Markup('<i>')], '<b>&lt;<i></b>'],
] as const)('text from outside stays text: %s', (_, part, expected) => {
  expect(markup`<b>${part}</b>`.source).toBe(expected);
});

test('data cannot end the script it stands in, and reads back as it was', () => {
  const data = { name: '</script><!--<script>', other: ']]>', __proto__: null };
  const { source } = jsonScript('data', data);
  const [, json] = /^<script type="application\/json" id="data">(.*)<\/script>$/s.exec(source)!;
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toEqual({ name: '</script><!--<script>', other: ']]>' });
});
