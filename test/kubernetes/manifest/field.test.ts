import { faultToString } from '../../../src/kubernetes/manifest/fault';
import { Field } from '../../../src/kubernetes/manifest/field';
import { parseQuantity } from '../../../src/kubernetes/quantity';
import { fieldOf, mapOf } from '../fixture';

type Reader = (field: Field) => unknown;

const string: Reader = (field) => field.string();
const boolean: Reader = (field) => field.boolean();
const integer: Reader = (field) => field.integer();
const quantity: Reader = (field) => field.quantity();
const effect: Reader = (field) => field.oneOf(['NoSchedule', 'NoExecute']);
const strings: Reader = (field) => field.strings();
const stringList: Reader = (field) => field.stringList();
const names: Reader = (field) => field.list((item) => item.get('name').string());
const fieldOfObject: Reader = (field) => field.get('x').string();

function readValue(reader: Reader, value: unknown): [unknown, string[]] {
  const { root, faults } = fieldOf({ value });
  const result = reader(root.get('value'));
  return [result, faults.map((each) => faultToString({ ...each, object: undefined }))];
}

test.each<[string, Reader, unknown, unknown]>([
  ['a string', string, 'a', 'a'],
  ['an empty string', string, '', ''],
  ['a boolean', boolean, false, false],
  ['an integer', integer, 30, 30],
  ['an integer written 30.0', integer, 30.0, 30],
  ['a negative integer', integer, -1, -1],
  ['a quantity as a string', quantity, '100m', parseQuantity('0.1')],
  ['a quantity as an integer', quantity, 128, parseQuantity('128')],
  ['a quantity as a fraction', quantity, 0.5, parseQuantity('500m')],
  ['a quantity as a number with an exponent', quantity, 1e21, parseQuantity('1e21')],
  ['one of the words', effect, 'NoExecute', 'NoExecute'],
  ['a map of strings', strings, { a: 'b' }, mapOf({ a: 'b' })],
  ['an empty map', strings, {}, new Map()],
  ['a list of strings', stringList, ['a', 'b'], ['a', 'b']],
  ['a list of strings with null among them', stringList, ['a', null], ['a']],
  ['a list of objects', names, [{ name: 'a' }, { name: 'b' }], ['a', 'b']],
  ['a list of objects of which one lacks the field', names, [{ name: 'a' }, {}], ['a']],
  ['a field of an object', fieldOfObject, { x: 'y' }, 'y'],
])('reads %s', (_, reader, value, expected) => {
  expect(readValue(reader, value)).toEqual([expected, []]);
});

describe('null reads as absent, as the API server has it', () => {
  test.each<[string, Reader, unknown]>([
    ['string', string, undefined],
    ['boolean', boolean, undefined],
    ['integer', integer, undefined],
    ['quantity', quantity, undefined],
    ['word', effect, undefined],
    ['map', strings, new Map()],
    ['list', stringList, []],
    ['object', fieldOfObject, undefined],
  ])('a %s', (_, reader, expected) => {
    expect(readValue(reader, null)).toEqual([expected, []]);
    expect(readValue(reader, undefined)).toEqual([expected, []]);
  });
});

describe('a wrong type is a fault with its path and value', () => {
  test.each<[Reader, unknown, unknown, string]>([
    [string, true, undefined, 'value is true: must be a string'],
    [string, 4, undefined, 'value is 4: must be a string'],
    [boolean, 'yes', undefined, 'value is "yes": must be true or false'],
    [integer, '30', undefined, 'value is "30": must be an integer'],
    [integer, 1.5, undefined, 'value is 1.5: must be an integer'],
    [integer, NaN, undefined, 'value is null: must be an integer'],
    [quantity, true, undefined, 'value is true: must be a quantity, such as 100m or 128Mi'],
    [quantity, {}, undefined, 'value is {}: must be a quantity, such as 100m or 128Mi'],
    [effect, 'Evict', undefined, 'value is "Evict": must be one of NoSchedule, NoExecute'],
    [
      effect,
      'NoSchedul',
      undefined,
      'value is "NoSchedul": must be one of NoSchedule, NoExecute (did you mean NoSchedule?)',
    ],
    [effect, 1, undefined, 'value is 1: must be a string'],
    [strings, ['a'], new Map(), 'value is ["a"]: must be an object'],
    [strings, 'a', new Map(), 'value is "a": must be an object'],
    [strings, { a: 'b', 'c/d': 4 }, mapOf({ a: 'b' }), 'value["c/d"] is 4: must be a string'],
    [stringList, 'a', [], 'value is "a": must be a list'],
    [stringList, { a: 1 }, [], 'value is {"a":1}: must be a list'],
    [stringList, ['a', 5], ['a'], 'value[1] is 5: must be a string'],
    [names, ['a'], [], 'value[0] is "a": must be an object'],
    [fieldOfObject, 'text', undefined, 'value is "text": must be an object'],
    [fieldOfObject, [1], undefined, 'value is [1]: must be an object'],
  ])('%# %s of %j', (reader, value, expected, fault) => {
    expect(readValue(reader, value)).toEqual([expected, [fault]]);
  });
});

describe('a quantity that is written like other tools write it gets a hint', () => {
  test.each([
    ['1GB', 'did you mean 1Gi or 1G?'],
    ['1gb', 'did you mean 1Gi or 1G?'],
    ['512MB', 'did you mean 512Mi or 512M?'],
    ['64K', 'did you mean 64Ki or 64k?'],
    ['64kb', 'did you mean 64Ki or 64k?'],
    ['1.5gi', 'did you mean 1.5Gi?'],
    ['1GiB', 'did you mean 1Gi?'],
    ['128 Mi', 'did you mean 128Mi?'],
  ])('%s', (text, hint) => {
    const { root, faults } = fieldOf({ memory: text });
    expect(root.get('memory').quantity()).toBeUndefined();
    expect(faults).toEqual([expect.objectContaining({ field: 'memory', value: text, hint })]);
  });

  test('but no other text does', () => {
    const { root, faults } = fieldOf({ memory: 'lots' });
    root.get('memory').quantity();
    expect(faults).toEqual([expect.objectContaining({ field: 'memory', value: 'lots', hint: undefined })]);
  });
});

test('an object that is none is reported once, however many of its fields are read', () => {
  const { root, faults } = fieldOf({ spec: 'x' });
  const spec = root.get('spec');
  spec.get('a').string();
  spec.required('b').integer();
  spec.get('c').get('d').strings();
  expect(faults.map(({ field, rule }) => [field, rule])).toEqual([['spec', 'must be an object']]);
});

test('a required field that is absent or null is a fault of its own path', () => {
  const { root, faults } = fieldOf({ metadata: { name: null } });
  root.required('metadata').required('name');
  root.required('spec');
  expect(faults.map(faultToString)).toEqual(['Thing x: metadata.name is required', 'Thing x: spec is required']);
});

test('a required field of something that is absent is no further fault', () => {
  const { root, faults } = fieldOf({});
  root.required('spec').required('selector').required('matchLabels');
  expect(faults.map(({ field }) => field)).toEqual(['spec']);
});

test('the path writes names with dots, and quotes keys that are no names', () => {
  const { root } = fieldOf({ spec: { taints: [{ effect: 'x' }] }, labels: { 'a.b/c': 'd' } });
  expect(root.path).toBe('');
  expect(root.get('spec').get('taints').items()[0].get('effect').path).toBe('spec.taints[0].effect');
  expect(root.get('labels').get('a.b/c').path).toBe('labels["a.b/c"]');
  expect(root.get('a b').path).toBe('["a b"]');
});

test.each(['__proto__', 'constructor', 'toString'])('a key %s is a key like any other', (key) => {
  const labels = JSON.parse(`{"${key}": "x"}`);
  const { root, faults } = fieldOf({ labels, none: {} });
  expect([...root.get('labels').strings()]).toEqual([[key, 'x']]);
  expect(root.get('labels').get(key).string()).toBe('x');
  expect(root.get('none').get(key).present).toBe(false);
  expect(faults).toEqual([]);
});

test('a fault says where in the file its field is', () => {
  const asked: unknown[] = [];
  const locate = (keys: readonly (string | number)[]) => {
    asked.push(keys);
    return 12;
  };
  const faults: any[] = [];
  const manifest = {
    object: { a: [{ b: 1 }] },
    apiVersion: 'v1',
    kind: 'T',
    file: 'f.yaml',
    describe: () => 'T x',
    locate,
  };
  Field.of(manifest, faults).get('a').items()[0].get('b').string();
  expect(asked).toEqual([['a', 0, 'b']]);
  expect(faults.map(faultToString)).toEqual(['f.yaml:12: T x: a[0].b is 1: must be a string']);
});

test('map leaves out the entries that cannot be read', () => {
  const { root } = fieldOf({ limits: { cpu: '1', memory: '1GB' } });
  expect(root.get('limits').map((each) => each.quantity())).toEqual(mapOf({ cpu: parseQuantity('1') }));
});
