import fc from 'fast-check';
import { JsonBytes } from '../../../../src/kubernetes/manifest/json/json-bytes';
import { JsonObjects, JsonValue } from '../../../../src/kubernetes/manifest/json/json-objects';
import { KeptFields } from '../../../../src/kubernetes/manifest/kept-fields';

const KEPT: Readonly<Record<string, KeptFields>> = {
  Node: { metadata: { name: true, labels: true }, spec: { taints: { key: true } } },
  Pod: true,
};

function kept(_: string, kind: string): KeptFields | undefined {
  return KEPT[kind];
}

interface Read {
  readonly objects: JsonObjects;
  readonly values: JsonValue[];
}

/** Reads a text, given in pieces that end at these bytes. */
function read(text: string | Buffer, cuts: readonly number[] = []): Read {
  const bytes = Buffer.from(text);
  const objects = new JsonObjects(kept);
  const values: JsonValue[] = [];
  let from = 0;
  for (const cut of [...new Set(cuts.map((each) => each % (bytes.length + 1))), bytes.length].sort((a, b) => a - b)) {
    const piece = Buffer.from(bytes.subarray(from, cut));
    values.push(...objects.push(piece));
    piece.fill(0); // The next piece may come in the same place.
    from = cut;
  }
  values.push(...objects.end());
  return { objects, values };
}

function valuesOf(text: string, cuts?: readonly number[]): unknown[] {
  const { objects, values } = read(text, cuts);
  expect(objects.fault).toBeUndefined();
  return values.map(({ value }) => value);
}

function faultOf(text: string | Buffer): string {
  const { fault } = read(text).objects;
  return fault ? `${fault.line}:${fault.column} ${fault.rule}` : 'none';
}

const A = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } };
const B = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } };
const a = JSON.stringify(A);
const b = JSON.stringify(B);
const list = `{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":""},"items":[${a},${b}]}`;
const sorted = JSON.stringify(
  { apiVersion: 'v1', items: [A, B], kind: 'List', metadata: { resourceVersion: '' } },
  null,
  4,
);

test.each<[string, string]>([
  ['one a line', `${a}\n${b}\n`],
  ['one a line, with line ends of Windows', `${a}\r\n${b}\r\n`],
  ['one after the other', a + b],
  ['divided by ---', `---\n${a}\n---\n${b}\n---`],
  ['in a list', `[${a}, ${b}]`],
  ['in lists of lists', `[[], [${a}, [${b}]]]`],
  ['in a List', list],
  ['in a List as kubectl prints it, which says that it is one after its items', sorted],
  [
    'in two Lists',
    `{"items": [${a}], "kind": "List", "apiVersion": "v1"}\n{"items": [${b}], "kind": "List", "apiVersion": "v1"}`,
  ],
  ['in a List of Lists', `{"kind":"List","apiVersion":"v1","items":[${list}]}`],
  ['in a list of Lists', `[${list}]`],
])('objects %s are read one by one, wherever a piece ends', (_, text) => {
  expect(valuesOf(text)).toEqual([A, B]);
  for (let cut = 0; cut <= text.length; cut++) {
    expect(valuesOf(text, [cut, cut + 1])).toEqual([A, B]);
  }
  expect(
    valuesOf(
      text,
      [...text].map((__, i) => i),
    ),
  ).toEqual([A, B]);
});

test('an empty input, an empty List and an empty list hold nothing', () => {
  for (const text of ['', ' \n', '{"kind":"List","apiVersion":"v1","items":[ ]}', '[]']) {
    expect(valuesOf(text)).toEqual([]);
    expect(read(text).objects.count).toBe(0);
  }
});

describe('items of a list of one kind', () => {
  const items = '[{"metadata":{"name":"a","annotations":{}},"status":{}}, {"kind":"Pod","apiVersion":"v1","status":1}]';

  test.each([
    ['before them', `{"kind":"NodeList","apiVersion":"v1","items":${items}}`],
    ['after them', `{"apiVersion":"v1","items":${items},"kind":"NodeList"}`],
    ['around them', `{"kind":"NodeList","items":${items},"apiVersion":"v1"}`],
  ])('are told what they are, said %s', (_, text) => {
    const { values } = read(text);
    expect(values.map(({ value }) => value)).toContainEqual({ kind: 'Pod', apiVersion: 'v1', status: 1 });
    expect(values.find(({ value }) => !('kind' in (value as object)))).toMatchObject({
      value: { metadata: { name: 'a' } },
      list: { kind: 'NodeList', apiVersion: 'v1' },
    });
  });

  test('are read with what is kept of it', () => {
    const text = `{"kind":"NodeList","apiVersion":"v1","items":${items}}`;
    expect(valuesOf(text)[0]).toEqual({ metadata: { name: 'a' } });
  });
});

test.each<[string, string, unknown]>([
  ['no kind', `{"apiVersion":"v1","items":[${b}]}`, { apiVersion: 'v1' }],
  ['no apiVersion', `{"kind":"List","items":[${b}]}`, { kind: 'List' }],
  [
    'a kind that is no List',
    `{"apiVersion":"v1","items":[${b},{"x":1}],"kind":"Menu"}`,
    { apiVersion: 'v1', kind: 'Menu' },
  ],
])('an object with items and %s is given by itself, to be told of', (_, text, head) => {
  expect(valuesOf(text)).toEqual([B, head]);
});

test('an object whose kind is no List keeps its items', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', items: [A] };
  expect(valuesOf(JSON.stringify(pod))).toEqual([pod]);
});

describe('what is kept', () => {
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { annotations: { x: '"}]' }, labels: { b: ['c'] }, managedFields: [{ a: 1 }, { b: [] }], name: 'n' },
    spec: { podCIDR: '10.0.0.0/24', taints: [{ effect: 'NoSchedule', key: 'k' }, { effect: 'NoExecute' }] },
    status: { images: [{ names: ['a', 'b'] }] },
  };
  const wanted = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { labels: { b: ['c'] }, name: 'n' },
    spec: { taints: [{ key: 'k' }, {}] },
  };

  test('is parsed, and nothing else', () => {
    const parse = jest.spyOn(JSON, 'parse');
    expect(valuesOf(JSON.stringify(node, null, 4))).toEqual([wanted]);
    expect(parse.mock.calls).toEqual([[JSON.stringify(wanted)]]);
    parse.mockRestore();
  });

  test('of kinds that nobody reads is nothing: they are counted, and never parsed', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const secrets = Array.from({ length: 50 }, (_, i) => ({ apiVersion: 'v1', kind: 'Secret', data: { i } }));
    const { objects, values } = read(JSON.stringify({ apiVersion: 'v1', items: [...secrets, A], kind: 'List' }));
    expect([objects.count, values.length, parse.mock.calls.length]).toEqual([51, 1, 1]);
    parse.mockRestore();
  });

  test.each([
    ['late', '{"metadata":{"name":"a","x":1},"apiVersion":"v1","kind":"Node","status":{}}'],
    ['twice: the last counts', '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a","x":1},"kind":"Node"}'],
    ['twice: the last counts', '{"apiVersion":"v1","kind":"Pod","kind":"Node","metadata":{"name":"a"},"spec":5}'],
    ['with an escape', '{"apiVersion":"v1","kind":"N\\u006fde","metadata":{"name":"a","x":1}}'],
    ['with an escape in its key', '{"apiVersion":"v1","k\\u0069nd":"Node","metadata":{"name":"a","x":1}}'],
  ])('is right where the kind is told %s', (_, text) => {
    const [value] = valuesOf(text);
    expect(value).toMatchObject({ kind: 'Node', metadata: { name: 'a' } });
  });

  test('a key with an escape is kept: it may be any', () => {
    expect(valuesOf('{"apiVersion":"v1","kind":"Node","metadata":{"n\\u0061me":"a"}}')).toEqual([A]);
  });

  test('keys called like those of every object are keys like others', () => {
    const text =
      '{"apiVersion":"v1","kind":"Node","metadata":{"labels":{"__proto__":"a","constructor":"b"},"__proto__":1}}';
    const [{ metadata }]: any[] = valuesOf(text);
    expect(Object.entries(metadata.labels)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Object.keys(metadata)).toEqual(['labels']);
  });
});

describe('any JSON, in any pieces, is what JSON.parse has, without what is not kept', () => {
  const key = fc.oneof(
    fc.constantFrom('metadata', 'name', 'labels', 'spec', 'taints', 'key', 'x', '__proto__'),
    fc.string({ unit: 'grapheme' }),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(null, true, false, 0, -1.5, 1e30, '', '"', '\\', '{[', '\u2028'),
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }));
  const object = fc
    .record({ kind: fc.constantFrom('Node', 'Pod', 'Secret'), more: fc.dictionary(key, value, { maxKeys: 5 }) })
    .map(({ kind, more }) => ({ apiVersion: 'v1', kind, ...more, ...(more.kind === undefined ? {} : { kind }) }));
  const indent = fc.constantFrom(0, 1, 4, '\t');
  const cuts = fc.array(fc.nat(), { maxLength: 20 });

  test('one after the other, or in a List', () => {
    fc.assert(
      fc.property(fc.array(object), indent, cuts, fc.boolean(), (given, space, places, listed) => {
        const text = listed
          ? JSON.stringify({ apiVersion: 'v1', items: given, kind: 'List' }, null, space)
          : given.map((each) => JSON.stringify(each, null, space)).join('\n');
        const parsed = given.map((each) => JSON.parse(JSON.stringify(each)));
        const expected = parsed.filter(({ kind }) => kind !== 'Secret').map((each) => model(each, modelOf(each.kind)));
        expect(valuesOf(text, places)).toEqual(expected);
        expect(read(text).objects.count).toBe(given.length);
      }),
    );
  });

  test('and where a character of it is wrong, that is a fault exactly where JSON.parse has one', () => {
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat({ max: 2 }),
      insert: fc.constantFrom(...'"\\{}[],:0 .eatn\n\u0001', ''),
    });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        indent,
        cuts,
        edit,
        (given, space, places, { at, remove, insert }) => {
          const text = JSON.stringify(given, null, space);
          const place = 1 + (at % (text.length - 1));
          const wrong = text.slice(0, place) + insert + text.slice(place + remove);
          const { fault } = read(wrong, places).objects;
          expect(fault !== undefined).toBe(!parses(wrong));
          expect(fault?.line ?? 1).toBeLessThanOrEqual(wrong.split('\n').length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function modelOf(kind: string): KeptFields {
  const fields = KEPT[kind];
  return fields === true ? true : { ...fields, apiVersion: true, kind: true };
}

/** What is kept of a value; lists of lists, and fields whose names take escapes, are kept whole. */
function model(given: any, fields: KeptFields, inList = false): any {
  if (fields === true || typeof given !== 'object' || given === null || (inList && Array.isArray(given))) {
    return given;
  }
  if (Array.isArray(given)) {
    return given.map((each) => model(each, fields, true));
  }
  const below = (name: string): KeptFields | undefined => {
    const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return JSON.stringify(name).includes('\\') ? true : own;
  };
  const entries = Object.entries(given).filter(([name]) => below(name) !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [name, model(each, below(name)!)]));
}

describe('what is no JSON', () => {
  test.each<[string, string | Buffer, string]>([
    ['a comma too many in a list', '[{},\n{},\n]', '3:1 expected a value and found "]"'],
    [
      'a comma too many in an object',
      '{"a": 1,\n }',
      '2:2 expected the name of a field, in double quotes and found "}"',
    ],
    ['a comma too many after items', `{"items":[${a},]}`, `1:${a.length + 12} expected a value and found "]"`],
    ['no comma', '[{}\n {}]', '2:2 expected "," or "]" and found "{"'],
    ['no comma between fields', '{"a": 1\n "b": 2}', '2:2 expected "," or "}" and found "\\""'],
    ['no comma after items', '{"items": []\n "kind": "List"}', '2:2 expected "," or "}" and found "\\""'],
    ['no colon', '{"a" 1}', '1:6 expected ":" and found "1"'],
    ['the wrong bracket', '{"a": [1}', '1:9 expected "," or "]" and found "}"'],
    ['the wrong bracket after items', '{"items": []]', '1:13 expected "," or "}" and found "]"'],
    ['a bracket too many', `${a}\n}`, '2:1 expected "{" or "[" and found "}"'],
    ['something behind', `${a}\nhello`, '2:1 expected "{" or "[" and found "h"'],
    ['a comma behind', `${a},`, `1:${a.length + 1} expected "{" or "[" and found ","`],
    ['a name without quotes', '{"a": 1, b: 2}', '1:10 expected the name of a field, in double quotes and found "b"'],
    ['an unknown word', '{"a": nil}', '1:7 expected a value and found "nil"'],
    ['a number that is none', '{"a": 01}', '1:7 expected a value and found "01"'],
    ['two words', '{"a": 1 2}', '1:9 expected "," or "}" and found "2"'],
    ['a string over two lines', '{"a": "b\n"}', '1:7 a string is not closed in its line'],
    ['a tab in a string', '{"a": "b\tc"}', '1:9 a string holds the control character "\\t"'],
    ['an unknown escape', '{"ä": "b\\x"}', '1:9 a string holds "\\\\x", which is no escape'],
    ['what is not UTF-8', Buffer.from('{"a": "\xff"}', 'latin1'), '1:1 a value is not text in UTF-8'],
    ['an end too soon', '{"a": [1,\n 2', '2:3 it ends before the last bracket is closed: was it cut off?'],
    [
      'an end in a List',
      `{"items": [${a},`,
      `1:${a.length + 13} it ends before the last bracket is closed: was it cut off?`,
    ],
    [
      'two items',
      '{"items": [], "items": []}',
      '1:15 expected one field called items, not a second one and found "\\""',
    ],
    ['brackets deeper than Go takes them', '['.repeat(10_001), '1:10001 brackets are nested deeper than 10000'],
    ['such in a field', `{"a":${'['.repeat(10_001)}`, '1:10005 brackets are nested deeper than 10000'],
  ])('%s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('in what nobody reads, only open strings and wrong brackets are seen', () => {
    const secret = (data: string) => `{"apiVersion":"v1","kind":"Secret","data":${data}}`;
    expect(faultOf(secret('[1 2]'))).toBe('none');
    expect(faultOf(secret('[1}'))).toMatch(/expected "," or "]" and found "}"/);
    expect(faultOf(secret('["\n"]'))).toMatch(/a string is not closed in its line/);
    expect(faultOf(secret('[yes]'))).toMatch(/expected a value or "]" and found "yes"/);
  });

  test('what stands before it is given', () => {
    expect(read(`[${a}, oops, ${b}]`).values.map(({ value }) => value)).toEqual([A]);
  });

  test('nothing is read after it', () => {
    const objects = new JsonObjects(kept);
    expect(objects.push(Buffer.from(`${a} x`))).toHaveLength(1);
    expect([...objects.push(Buffer.from(b)), ...objects.end()]).toEqual([]);
  });

  test('a value of more than 64 MB is refused before it fills the memory', () => {
    const objects = new JsonObjects(kept);
    const piece = Buffer.alloc(8 * 1024 * 1024, 'x');
    objects.push(Buffer.from('{"apiVersion": "'));
    let pieces = 0;
    for (; !objects.fault && pieces < 100; pieces++) {
      objects.push(piece);
    }
    expect(pieces).toBeLessThanOrEqual(17);
    expect(objects.fault).toEqual({
      line: 1,
      column: 1,
      rule: 'a value has more than 64 MB, and no object of Kubernetes does',
    });
  });

  test('deep nesting is no matter below the limit', () => {
    const deep = `${'['.repeat(9_000)}${']'.repeat(9_000)}`;
    expect(faultOf(deep)).toBe('none');
    expect(faultOf(`{"apiVersion":"v1","kind":"Pod","a":${deep}}`)).toBe('none');
    expect(faultOf(`{"apiVersion":"v1","kind":"Node","spec":{"taints":${deep}}}`)).toBe('none');
  });
});

describe('lines', () => {
  const text = `{\n "items": [\n  {\n   "kind": "Node",\n   "apiVersion": "v1",\n   "status": {},\n   "spec": {"taints": [{},\n    {"key": "x"}]}\n  }\n ],\n "apiVersion": "v1", "kind": "List"\n}\n{\n}`;

  test.each<[(string | number)[], number]>([
    [[], 3],
    [['spec'], 7],
    [['spec', 'taints', 1, 'key'], 8],
    [['spec', 'taints', 5], 7],
    [['spec', 'nothing', 'below'], 7],
    [['metadata'], 3],
    [['kind', 'below'], 4],
  ])('%j of an item is found in line %d', (keys, line) => {
    expect(read(text).values[0].locate(keys)).toBe(line);
  });

  test('go on from piece to piece; of what is gone there is the first line of its object', () => {
    const { values } = read(text, [text.indexOf(' ],'), text.length - 1]);
    expect(values.map(({ locate }) => locate(['spec', 'taints', 1]))).toEqual([3, 13]);
  });
});

test('a long value that comes in small pieces is not read anew with each of them', () => {
  const objects = new JsonObjects(kept);
  const bytes = Buffer.from(JSON.stringify({ ...B, long: 'x'.repeat(1_000_000) }));
  const fields = jest.spyOn(JsonBytes.prototype, 'fields');
  for (let from = 0; from < bytes.length; from += 1000) {
    objects.push(bytes.subarray(from, from + 1000));
  }
  expect(objects.end()).toHaveLength(1);
  expect(fields.mock.calls.length).toBeLessThan(30);
  fields.mockRestore();
  fields.mockRestore();
});
