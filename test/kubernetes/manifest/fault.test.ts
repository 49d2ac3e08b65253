import { Fault, InputError, faultToString, throwFaults } from '../../../src/kubernetes/manifest/fault';

test.each<[string, Fault, string]>([
  ['only a rule', { rule: 'holds no Node' }, 'holds no Node'],
  ['a file', { file: 'nodes.json', rule: 'holds no Node' }, 'nodes.json: holds no Node'],
  ['a line', { file: 'nodes.yaml', line: 7, rule: 'is not YAML' }, 'nodes.yaml:7: is not YAML'],
  ['an object', { object: 'Node a', rule: 'is odd' }, 'Node a: is odd'],
  ['a field', { object: 'Node a', field: 'spec', rule: 'is required' }, 'Node a: spec is required'],
  [
    'a value',
    { object: 'Node a', field: 'spec.taints[0].effect', value: 'Never', rule: 'must be one of NoSchedule, NoExecute' },
    'Node a: spec.taints[0].effect is "Never": must be one of NoSchedule, NoExecute',
  ],
  [
    'everything',
    {
      file: 'f.yaml',
      line: 2,
      object: 'Pod apps/web',
      field: 'spec.x',
      value: 1,
      rule: 'must be 2',
      hint: 'did you mean 2?',
    },
    'f.yaml:2: Pod apps/web: spec.x is 1: must be 2 (did you mean 2?)',
  ],
])('a fault with %s reads as one line', (_, fault, line) => {
  expect(faultToString(fault)).toBe(line);
});

test.each<[string, unknown, string]>([
  ['a list', ['a', 1], '["a",1]'],
  ['null', null, 'null'],
  ['a function', Math.max, 'function max() { [native code] }'],
  ['a bigint, which JSON does not know', 10n, '10'],
  ['81 characters, cut to 80', 'x'.repeat(79), `"${'x'.repeat(79)}…`],
  ['80 characters, whole', 'x'.repeat(78), `"${'x'.repeat(78)}"`],
])('a value that is %s is printed', (_, value, printed) => {
  expect(faultToString({ field: 'f', value, rule: 'is wrong' })).toBe(`f is ${printed}: is wrong`);
});

test('a value that holds itself, as YAML anchors can build, is printed without an error', () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  expect(faultToString({ field: 'f', value, rule: 'is wrong' })).toBe('f is [object Object]: is wrong');
});

test('throwFaults throws nothing without faults', () => {
  expect(() => throwFaults([])).not.toThrow();
});

test('throwFaults throws every fault at once, one a line, and keeps them', () => {
  const faults = [{ rule: 'first' }, { rule: 'second' }];
  const thrown = (() => {
    try {
      throwFaults(faults);
    } catch (error) {
      return error;
    }
    return undefined;
  })();
  expect(thrown).toBeInstanceOf(InputError);
  expect(thrown).toMatchObject({ name: 'InputError', message: 'first\nsecond', faults });
});
