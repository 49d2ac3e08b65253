import fc from 'fast-check';
import { parse } from 'yaml';
import { certainScalar, UNCERTAIN } from '../../../src/kubernetes/manifest/certain-scalar';
import { KUBECTL_YAML } from '../../../src/kubernetes/manifest/kubectl-yaml';

test.each<[string, unknown]>([
  ['kubelet', 'kubelet'],
  ['/var/log', '/var/log'],
  ['kubelet is posting ready status', 'kubelet is posting ready status'],
  ['10', 10],
  ['-1', -1],
  ['100m', '100m'],
  ['10.0.0.1', '10.0.0.1'],
  ['0b021c62-5351-423e', '0b021c62-5351-423e'],
  ['v1.36.2', 'v1.36.2'],
  ['true', true],
  ['null', null],
  ['"true"', 'true'],
  ['"a\\tb"', 'a\tb'],
  ["'it''s'", "it's"],
])('%s is certainly %j', (text, value) => {
  expect(certainScalar(text)).toBe(value);
  expect(parse(`a: ${text}`, KUBECTL_YAML)).toEqual({ a: value });
});

test.each(['0640', '0o640', '0x1f', '0b11', '1_000', '1.5', '1e3', '-0', 'yes', 'Off', 'NULL', '~', 'y', 'n'])(
  '%s is for the parser to say',
  (text) => expect(certainScalar(text)).toBe(UNCERTAIN),
);

test.each([
  'a: b',
  'a:',
  'a #b',
  ' a',
  'a ',
  '- a',
  '&a',
  '*a',
  '!a',
  '[a]',
  '{a}',
  '@a',
  '`a',
  '%a',
  '"a',
  '"\\x41"',
  'é',
  'a\tb',
])('%j is for the parser to say', (text) => expect(certainScalar(text)).toBe(UNCERTAIN));

test('what is certain is what the parser says', () => {
  const numeric = fc.stringMatching(/^[-+]?[0-9a-fxobinNIE_.:+-]{1,8}$/);
  const words = fc.stringMatching(/^[yntfo~][a-zA-Z]{0,4}$/);
  const anything = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(fc.oneof(numeric, words, anything), (text) => {
      const value = certainScalar(text);
      if (value !== UNCERTAIN) {
        expect(value).toBe(parse(`a: ${text}`, KUBECTL_YAML).a);
      }
    }),
    { numRuns: 2_000 },
  );
});
