import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readSmallJson } from '../../../src/kubernetes/manifest/read-small-json';

const folder = mkdtempSync(join(tmpdir(), 'small-json-'));
const file = join(folder, 'nodes.json');
afterAll(() => rmSync(folder, { recursive: true }));

test('an object in a small file is read', () => {
  writeFileSync(file, '{"kind": "List", "items": ["ü"]}\n');
  expect(readSmallJson(file)).toEqual({ kind: 'List', items: ['ü'] });
});

test.each<[string, string | Buffer]>([
  ['a broken object', '{"kind": "List", "items": ['],
  ['two objects', '{"kind": "Node"}\n{"kind": "Node"}'],
  ['YAML', 'kind: Node'],
  ['YAML that looks like JSON', '{kind: Node}'],
  ['what is packed', gzipSync('{"kind": "Node"}')],
  ['bytes that are no text', Buffer.from('{"kind": "\xff"}', 'latin1')],
  ['an empty file', ''],
])('%s is left to who tells the line of a fault', (_, content) => {
  writeFileSync(file, content);
  expect(readSmallJson(file)).toBeUndefined();
});

test('a large file is not read as a whole', () => {
  writeFileSync(file, '{}');
  truncateSync(file, 33 * 1024 * 1024);
  expect(readSmallJson(file)).toBeUndefined();
});

test('a file that cannot be read is left to who says why', () => {
  expect(readSmallJson(join(folder, 'absent.json'))).toBeUndefined();
  expect(readSmallJson(folder)).toBeUndefined();
});
