import { parse } from 'yaml';
import { EnvironmentValue, yamlWithEnvironment } from '../../../src/agents/log-collector/environment-yaml';

/** What a program that expands its configuration before it reads it makes of a text. */
function read(text: string, environment: Record<string, string>): unknown {
  return parse(text.replace(/\$\$|\$(\w+)|\$\{(\w+)\}/g, (all, a, b) => (all === '$$' ? '$' : environment[a ?? b])));
}

test.each([
  'plain',
  '$HOME',
  '${HOME}',
  '$$',
  '$$$HOME',
  'a: b # c',
  '"',
  "'",
  'a\nb\n',
  '- [x',
  '{{ a }}',
  '%',
  ' x ',
])('%j stays what it is, as a value and as a key', (text) => {
  expect(read(yamlWithEnvironment({ list: [text], [text]: text }), { HOME: 'leaked' })).toEqual({
    list: [text],
    [text]: text,
  });
});

test.each(['secret', `a"b'c`, 'a: b', '# no comment', '{}', '*alias', 'p\\n', '$5', '- ', '|'])(
  'the password %j ends no value and begins none',
  (password) => {
    const text = yamlWithEnvironment({ auth: { password: new EnvironmentValue('PASSWORD'), user: 'me' }, after: 1 });

    expect(text).toContain('${PASSWORD}');
    expect(read(text, { PASSWORD: password })).toEqual({ auth: { password, user: 'me' }, after: 1 });
  },
);

test('text may stand before a value of the environment, and what is undefined is left out', () => {
  const text = yamlWithEnvironment({ header: new EnvironmentValue('TOKEN', 'Bearer $'), none: undefined });

  expect(read(text, { TOKEN: 'x' })).toEqual({ header: 'Bearer $x' });
});

test('numbers and truths keep their type', () => {
  expect(read(yamlWithEnvironment({ a: 1, b: true, c: '1', d: 'true', e: null }), {})).toEqual({
    a: 1,
    b: true,
    c: '1',
    d: 'true',
    e: null,
  });
});

test('a program may know its variables by a scheme', () => {
  expect(yamlWithEnvironment({ a: new EnvironmentValue('B') }, 'env:')).toBe('a: |-\n  ${env:B}\n');
});
