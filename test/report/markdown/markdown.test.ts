import * as fc from 'fast-check';
import { atMost, code, codeBlock, details, escaped, table } from '../../../src/report/markdown/markdown';

test.each([
  ['a mention', '@octocat', '@&#8203;octocat'],
  ['a reference to an issue', 'see #12 and GH-7', 'see #&#8203;12 and GH&#8203;-7'],
  ['an address', 'https://example.com www.example.com', 'https:&#8203;//example.com www&#8203;.example.com'],
  ['a script', '<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
  ['an end of a fold', '</details>', '&#60;/details&#62;'],
  ['a link', '[a](http://b)', '&#91;a&#93;(http:&#8203;//b)'],
  ['a cell of a table', 'a|b', 'a&#124;b'],
  ['emphasis and code', '*a* _b_ `c` ~d~', '&#42;a&#42; &#95;b&#95; &#96;c&#96; &#126;d&#126;'],
  ['an entity', '&lt;', '&#38;lt;'],
  ['a line break', 'a\n# b', 'a # b'],
])('%s shows as it is', (_, text, markdown) => {
  expect(escaped(text)).toBe(markdown);
});

test('whatever a text holds, no markup is left in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const rest = escaped(text).replace(/&#\d+;/g, '·');
      expect(rest).not.toMatch(/[&<>"'\\`*_[\]|~$\n]|@(?!·)|#[0-9A-Za-z]|:\/\//);
    }),
  );
});

test('a plain name is code in backticks; any other in a tag, where nothing is markup either', () => {
  expect(code('agents/logs')).toBe('`agents/logs`');
  expect(code('a|b`c')).toBe('<code>a&#124;b&#96;c</code>');
  expect(code('@octocat')).toBe('<code>@&#8203;octocat</code>');
});

test('a block of code cannot be left', () => {
  expect(codeBlock('json', 'a\n````\nb')).toEqual(['`````json', 'a', '````', 'b', '`````']);
});

test('what is too much is told by its number', () => {
  expect(
    table(
      ['A', 'B'],
      [
        ['a', '1'],
        ['b', '2'],
      ],
      1,
    ),
  ).toEqual(['| A | B |', '| --- | ---: |', '| a | 1 |', '', 'and 1 more']);
  expect(atMost(['a', 'b', 'c'], 1, 'things', (each) => `- ${each}`)).toEqual(['- a', '- and 2 more things']);
});

test('what is empty leaves nothing', () => {
  expect([table(['A'], [], 1), details('a', []), atMost([], 1, 'x', String)]).toEqual([[], [], []]);
});
