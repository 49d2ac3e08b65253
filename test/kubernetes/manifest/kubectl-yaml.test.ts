import { parse } from 'yaml';
import { KUBECTL_YAML } from '../../../src/kubernetes/manifest/kubectl-yaml';

test.each<[string, unknown]>([
  // octal, both ways of writing it
  ['0640', 416],
  ['0o640', 416],
  ['640', 640],
  // integers and fractions
  ['1_0', 10],
  ['0x10', 16],
  ['0b11', 3],
  ['0X1F', 31],
  ['0B11', 3],
  ['0O17', 15],
  ['30.0', 30],
  ['-1', -1],
  ['1e3', 1000],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['5.e2', 500],
  ['.inf', Infinity],
  // no number without a digit before its exponent or beside its point: hashes begin like that
  ['e0', 'e0'],
  ['E123456', 'E123456'],
  ['-e1', '-e1'],
  ['.e1', '.e1'],
  ['.', '.'],
  // booleans of YAML 1.1, but not a lone letter
  ['on', true],
  ['yes', true],
  ['True', true],
  ['off', false],
  ['No', false],
  ['y', 'y'],
  ['n', 'n'],
  ['Y', 'Y'],
  ['N', 'N'],
  ['"on"', 'on'],
  // what YAML 1.1 would make a date or a sexagesimal number stays text
  ['2001-01-01', '2001-01-01'],
  ['2001-01-01T10:00:00Z', '2001-01-01T10:00:00Z'],
  ['1:30', '1:30'],
  ['1:30:45', '1:30:45'],
  ['1:30.5', '1:30.5'],
  // text, and nothing
  ['100m', '100m'],
  ['128Mi', '128Mi'],
  ['1.2.3', '1.2.3'],
  ['~', null],
  ['null', null],
  ['', null],
])('%s reads as %j', (text, value) => {
  expect(parse(`field: ${text}`, KUBECTL_YAML)).toEqual({ field: value });
});

test.each([
  ['y: 1', { y: 1 }],
  ['n: 1', { n: 1 }],
  ['on: 1', { true: 1 }],
  ['1: a', { 1: 'a' }],
])('the key of "%s" is read as %j', (text, value) => {
  expect(parse(text, KUBECTL_YAML)).toEqual(value);
});

test('merge keys are merged, and own keys win', () => {
  const text = ['base: &base {cpu: 1, memory: 2}', 'limits:', '  <<: *base', '  memory: 3'].join('\n');
  expect(parse(text, KUBECTL_YAML)).toEqual({ base: { cpu: 1, memory: 2 }, limits: { cpu: 1, memory: 3 } });
});

test('of several merged anchors the first to name a key wins', () => {
  const text = ['a: &a {x: 1}', 'b: &b {x: 2, y: 3}', 'c:', '  <<: [*a, *b]'].join('\n');
  expect(parse(text, KUBECTL_YAML)).toMatchObject({ c: { x: 1, y: 3 } });
});

test('a key written twice: the last one wins', () => {
  expect(parse('a: 1\na: 2', KUBECTL_YAML)).toEqual({ a: 2 });
});
