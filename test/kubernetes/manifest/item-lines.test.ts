import * as fc from 'fast-check';
import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { ItemLines } from '../../../src/kubernetes/manifest/item-lines';
import { Manifest } from '../../../src/kubernetes/manifest/manifest';
import { ManifestStream } from '../../../src/kubernetes/manifest/manifest-stream';

const HEAD = '{"apiVersion": "v1", "kind": "List", "items": [';
const FOOT = ']}\n';

const kept = (_: string, kind: string) => (kind === 'Secret' ? undefined : true);
const item = (name: string, more: object = {}) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name }, ...more });
const lines = (...each: (string | Buffer)[]) => Buffer.concat(each.flatMap((line) => [Buffer.from(line), BREAK]));
const BREAK = Buffer.from('\n');

/** What lines and a stream of the rest tell of a file that comes in pieces, and how many objects the lines do. */
function readLines(file: Buffer, size = file.length) {
  const faults: Fault[] = [];
  const stream = new ManifestStream('file', kept, faults);
  const items = new ItemLines('file', kept);
  const objects: unknown[] = [];
  const piece = Buffer.alloc(size);
  let at = 0;
  for (let more = at < file.length; more;) {
    const found = items.push(piece.subarray(0, file.copy(piece, 0, at, at + size)));
    let next = found.next();
    for (; !next.done; next = found.next()) {
      objects.push(seen(next.value));
    }
    // Who gives the bytes may overwrite them.
    piece.fill('x');
    at += size;
    more = next.value && at < file.length;
  }
  const count = objects.length;
  const rest = Buffer.concat([items.rest(), file.subarray(at)]);
  objects.push(...[...stream.push(rest), ...stream.end()].map(seen));
  return { count, told: { objects, faults: faults.map(faultToString) } };
}

function readStream(file: Buffer) {
  const faults: Fault[] = [];
  const stream = new ManifestStream('file', kept, faults);
  const objects = [...stream.push(file), ...stream.end()].map(seen);
  return { objects, faults: faults.map(faultToString) };
}

function seen({ object, file, describe, locate }: Manifest) {
  return [object, file, describe(), locate!([]), locate!(['metadata', 'name'])];
}

test.each<[string, number, Buffer]>([
  ['items on lines', 2, lines(HEAD, `${item('a')},`, `${item('b')},`, item('c'), FOOT)],
  ['texts beyond ASCII', 2, lines(HEAD, `${item('ä')},`, `${item('日本')},`, item('c'), FOOT)],
  [
    'items that tell a kind of their own in another list',
    1,
    lines(HEAD.replace('List', 'PodList'), `${item('a')},`, item('b'), FOOT),
  ],
  ['a list that ends on the line of its last item', 1, lines(HEAD, `${item('a')},`, `${item('b')}${FOOT}`)],
  ['a second list', 1, lines(HEAD, `${item('a')},`, item('b'), FOOT, HEAD, `${item('c')},`, item('d'), FOOT)],
  ['kinds that nobody reads', 1, lines(HEAD, `${item('a', { kind: 'Secret' })},`, `${item('b')},`, item('c'), FOOT)],
  [
    'an item on several lines',
    1,
    lines(HEAD, `${item('a')},`, `${JSON.stringify(JSON.parse(item('b')), null, 1)},`, item('c'), FOOT),
  ],
  [
    'an item on several lines that begins one',
    0,
    lines(HEAD, `${JSON.stringify(JSON.parse(item('a')), null, 1)},`, item('b'), FOOT),
  ],
  ['a word among the items', 1, lines(HEAD, `${item('a')},`, `${item('b')},`, 'null,', item('c'), FOOT)],
  ['two items on a line', 1, lines(HEAD, `${item('a')},`, `${item('b')}, ${item('c')},`, item('d'), FOOT)],
  ['a list among the items', 1, lines(HEAD, `${item('a')},`, `${HEAD}${item('b')}]},`, item('c'), FOOT)],
  ['an item without a kind', 1, lines(HEAD, `${item('a')},`, '{"metadata": {"name": "b"}},', item('c'), FOOT)],
  [
    'items that the list tells the kind of',
    0,
    lines(HEAD.replace('List', 'NodeList'), '{"metadata": {"name": "a"}},', '{}', FOOT),
  ],
  ['no item', 0, lines(HEAD, FOOT)],
  [
    'a kind that comes last',
    0,
    lines('{"apiVersion": "v1", "items": [', `${item('a')},`, item('b'), '], "kind": "List"}'),
  ],
  ['what is no list', 0, lines(HEAD.replace('List', 'Node'), `${item('a')},`, item('b'), FOOT)],
  [
    'items of a field of another name',
    0,
    lines('{"apiVersion": "v1", "kind": "List", "items": [], "more": [', `${item('a')},`, item('b'), FOOT),
  ],
  ['items after one on the first line', 0, lines(`${HEAD}${item('a')},`, `${item('b')},`, item('c'), FOOT)],
  ['objects on lines', 0, lines(item('a'), item('b'))],
  ['an empty file', 0, Buffer.alloc(0)],
  ['line breaks of Windows', 0, lines(`${HEAD}\r`, `${item('a')},\r`, `${item('b')}\r`, FOOT)],
  [
    'YAML that looks like JSON',
    1,
    lines(HEAD, `${item('a')},`, '{apiVersion: v1, kind: Node, metadata: {name: b}}', FOOT),
  ],
  ['a comma that lacks', 1, lines(HEAD, `${item('a')},`, item('b'), item('c'), FOOT)],
  ['a comma too many', 1, lines(HEAD, `${item('a')},`, `${item('b')},`, FOOT)],
  ['a broken item', 1, lines(HEAD, `${item('a')},`, `${item('b').slice(0, -1)},`, item('c'), FOOT)],
  ['a list that is cut off', 1, lines(HEAD, `${item('a')},`, `${item('b')},`)],
  [
    'bytes that are no text',
    0,
    lines(HEAD, `${item('a')},`, Buffer.from(`${item('\xff')},`, 'latin1'), item('c'), FOOT),
  ],
])('%s: the same as by a stream, and so many by lines', (_, count, file) => {
  const { count: read, told } = readLines(file);
  expect(told).toEqual(readStream(file));
  expect(read).toBe(count);
});

test('pieces of a file of any size tell the same', () => {
  const file = lines(HEAD, ...Array.from({ length: 9 }, (_, i) => `${item(`ä${i}`.repeat(1 + i))},`), item('z'), FOOT);
  const expected = readStream(file);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: file.length }), (size) => {
      expect(readLines(file, size).told).toEqual(expected);
    }),
  );
  expect(readLines(file, 200).count).toBeGreaterThan(0);
});
