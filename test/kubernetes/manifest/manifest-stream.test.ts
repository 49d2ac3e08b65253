import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { ManifestStream } from '../../../src/kubernetes/manifest/manifest-stream';
import { readManifests } from '../../../src/kubernetes/manifest/read-manifests';

/** Reads an input in pieces of some size. */
function read(input: string | Buffer, size = 64 * 1024) {
  const bytes = Buffer.from(input);
  const faults: Fault[] = [];
  const stream = new ManifestStream('f', () => true, faults);
  const objects: object[] = [];
  let pieces = 0;
  for (let from = 0; from < bytes.length && !stream.stopped; from += size) {
    pieces += 1;
    for (const { object } of stream.push(bytes.subarray(from, from + size))) {
      objects.push(object);
    }
  }
  for (const { object } of stream.end()) {
    objects.push(object);
  }
  return { objects, faults: faults.map(faultToString), pieces };
}

const node = (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
const A = node('a');
const B = node('b');
const json = JSON.stringify({ apiVersion: 'v1', items: [A, B], kind: 'List', metadata: {} }, null, 4);
const yaml = 'apiVersion: v1\nkind: Node\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Node\nmetadata: {name: b}\n';
const flow = '{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Node, metadata: {name: a}},\n'.concat(
  '{apiVersion: v1, kind: Node, metadata: {name: b}}]} # by hand',
);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe.each([
  ['as it is', (text: string) => Buffer.from(text)],
  ['with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['in UTF-16', utf16],
  ['in UTF-16, big end first', (text: string) => utf16(text).swap16()],
  ['packed by gzip', gzipSync],
  ['packed in two members', (text: string) => Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])],
  ['in UTF-16, packed', (text: string) => gzipSync(utf16(text))],
])('%s', (_, encode) => {
  test.each([
    ['JSON', json],
    ['JSON, one object a line', `${JSON.stringify(A)}\n${JSON.stringify(B)}\n`],
    ['YAML', yaml],
    ['YAML that looks like JSON', flow],
    ['YAML that looks very much like JSON', json.replace('"items"', 'items')],
    ['JSON with a comma too many, which is YAML', json.replace(/\]\s*,/, ',],')],
  ])('%s is read, in pieces of any size', (__, text) => {
    for (const size of [1, 2, 3, 7, 1024 * 1024]) {
      expect(read(encode(text), size)).toMatchObject({ objects: [A, B], faults: [] });
    }
  });
});

const names = Array.from({ length: 20_000 }, (_, i) => `node-${i}`);
const large = JSON.stringify({ apiVersion: 'v1', items: names.map(node), kind: 'List' }, null, 4);

test('a large input is read as it comes in, and its last object as soon as it is there', () => {
  expect(large.length).toBeGreaterThan(3 * 1024 * 1024);
  const stream = new ManifestStream('f', () => true, []);
  const half = Math.floor(large.length / 2);
  const first = [...stream.push(Buffer.from(large.slice(0, half)))].length;
  expect(first / names.length).toBeCloseTo(0.5, 1);
  expect([...stream.push(Buffer.from(large.slice(half)))]).toHaveLength(names.length - first);
  expect([...stream.end()]).toEqual([]);
});

const items = names.map((name) => JSON.stringify(node(name)));
const lines = (...each: string[]) => `{"apiVersion": "v1", "kind": "List", "items": [\n${each.join(',\n')}\n]}\n`;

test.each<[string, (text: string) => Buffer]>([
  ['as it is', (text) => Buffer.from(text)],
  ['packed', gzipSync],
])('a large input with an item on each line is read to its end, %s', (_, encode) => {
  for (const size of [10_000, 2 ** 20, 2 ** 22]) {
    expect(read(encode(lines(...items)), size)).toMatchObject({ objects: names.map(node), faults: [] });
  }
});

test('of a large input with an item on each line, each knows its line', () => {
  const faults: Fault[] = [];
  const stream = new ManifestStream('f', () => true, faults);
  const broken = [...items.slice(0, 19_000), '{"kind": Node}', ...items.slice(19_000)];
  const located = [...stream.push(Buffer.from(lines(...broken))), ...stream.end()].map((each) => each.locate!([]));
  expect(located).toEqual(Array.from({ length: 19_000 }, (_, i) => i + 2));
  expect(faults.map(faultToString)).toEqual([expect.stringMatching(/^f:19002:10: is not JSON: /)]);
});

test('what is read of any JSON is what the reader of texts has', () => {
  const object = fc
    .record({
      kind: fc.constantFrom('Node', 'PodList', 'List', 'x'),
      apiVersion: fc.constantFrom('v1', 'apps/v1'),
      items: fc.jsonValue(),
    })
    .map((each) => ({ ...each, name: 'a' }));
  const untyped = fc.record({
    kind: fc.constant('PodList'),
    apiVersion: fc.constant('v1'),
    items: fc.array(fc.object()),
  });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(object, untyped, fc.array(object)), { minLength: 1 }),
      fc.nat({ max: 50 }),
      (given, size) => {
        const text = given.map((each) => JSON.stringify(each)).join('\n');
        const faults: Fault[] = [];
        const expected = readManifests(text, 'f', faults).map((each) => each.object);
        const { objects, faults: found } = read(text, size + 1);
        expect(objects).toEqual(expected);
        expect(found.map((fault) => fault.replace(/^f:\d+/, 'f'))).toEqual(faults.map(faultToString));
      },
    ),
  );
});

/** With another byte at a place, counted from the end if it is negative. */
function spoilt(bytes: Buffer, at: number): Buffer {
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = 255 - bytes[place];
  return bytes;
}

describe('faults', () => {
  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'f: is empty: expected YAML or JSON with Kubernetes objects'],
    ['nothing, packed', gzipSync(''), 'f: is empty: expected YAML or JSON with Kubernetes objects'],
    [
      'an empty List',
      '{"apiVersion":"v1","items":[],"kind":"List"}',
      'f: holds no Kubernetes object: expected YAML or JSON with apiVersion and kind',
    ],
    ['an object of something else', '[\n{"a": 1}]', 'f:2: is not a Kubernetes object: it has no kind'],
    [
      'an item of something else',
      '{"kind": "List", "apiVersion": "v1", "items": [\n{},\n5]}',
      'f:2: is not a Kubernetes object: it has no kind\nf:3: is not a Kubernetes object: it has no kind',
    ],
    ['items of nobody knows what', '\n{"items": [\n{}]}', 'f:2: is not a Kubernetes object: it has no kind'],
    ['JSON that is wrong', '{"kind": "List",\n "items": [}', 'f:2:12: is not JSON: expected a value and found "}"'],
    [
      'JSON that is cut off',
      json.slice(0, -20),
      'f:20:1: is not JSON: it ends before the last bracket is closed: was it cut off?',
    ],
    [
      'large JSON with a comma too many',
      large.replace(/\}\s*\]/, '},]'),
      'f:140003:11: is not JSON: expected a value and found "]"',
    ],
    [
      'large JSON that is cut off',
      large.slice(0, -1),
      'f:140006:1: is not JSON: it ends before the last bracket is closed: was it cut off?',
    ],
    ['large JSON with text behind it', `${large}\nERROR`, 'f:140007:1: is not JSON: expected "{" or "[" and found "E"'],
    [
      'YAML that is wrong',
      'a: [\n',
      'f:2: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a template', '{{- if x }}\na: b\n', 'f:1: is not YAML: '],
    ['bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), 'f: is not text: expected YAML or JSON'],
    ['bytes, packed', gzipSync(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0])), 'f: is not text: expected YAML or JSON'],
    ['Latin-1', Buffer.from('a: \xe4', 'latin1'), 'f: is not text: expected YAML or JSON'],
    ['JSON in Latin-1', Buffer.from('{"a": "\xe4"}', 'latin1'), 'f: is not text: expected YAML or JSON'],
    ['UTF-16 that ends within a character', utf16(json).subarray(0, -1), 'f: is not text: expected YAML or JSON'],
    ['gzip that is cut off', gzipSync(json).subarray(0, -9), 'f: is gzip that ends too soon: was it cut off?'],
    ['gzip that has come to harm', spoilt(gzipSync(json), 40), 'f: is damaged gzip: '],
    ['gzip with a wrong checksum', spoilt(gzipSync(json), -8), 'f: is damaged gzip: incorrect data check'],
    [
      'gzip with text behind it',
      Buffer.concat([gzipSync(json), Buffer.from('text')]),
      'f: is damaged gzip: incorrect header check',
    ],
  ])('%s', (_, input, fault) => {
    for (const size of [1, 5, 1024 * 1024].slice(input.length > 100_000 ? 2 : 0)) {
      expect(read(input, size).faults.join('\n')).toContain(fault);
    }
  });

  test('what stands before them is read', () => {
    expect(read(`[${JSON.stringify(A)}, oops`).objects).toEqual([A]);
    expect(read(large.slice(0, -20)).objects).toHaveLength(names.length);
  });
});

describe('endless input', () => {
  const packed = (text: string) => gzipSync(Buffer.alloc(200 * 1024 * 1024, text));

  test.each([
    ['zeros', '\0', 'f: is not text: expected YAML or JSON'],
    ['brackets', '[', 'f:1:10001: is not JSON: brackets are nested deeper than 10000'],
  ])('of %s is left after the first of it', (_, text, fault) => {
    const { faults, pieces } = read(packed(text), 16 * 1024);
    expect(faults).toEqual([expect.stringContaining(fault)]);
    expect(pieces).toBeLessThan(3);
  });
});
