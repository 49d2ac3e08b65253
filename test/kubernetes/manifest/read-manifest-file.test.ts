import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { readManifestFile } from '../../../src/kubernetes/manifest/read-manifest-file';

const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
afterAll(() => rmSync(folder, { recursive: true }));

const nodes = Array.from({ length: 5000 }, (_, i) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: `n${i}` } }));

function read(path: string, limit = Infinity) {
  const faults: Fault[] = [];
  const names: string[] = [];
  for (const manifest of readManifestFile(path, () => true, faults)) {
    names.push(manifest.describe());
    if (names.length === limit) {
      break;
    }
  }
  return { names, faults: faults.map(faultToString) };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('a file of several pieces is read to its end', () => {
  const path = file('nodes.json', JSON.stringify({ apiVersion: 'v1', items: nodes, kind: 'List' }, null, 60));
  expect(read(path)).toEqual({ names: nodes.map(({ metadata }) => `Node ${metadata.name}`), faults: [] });
});

test('each object has its file, and knows its lines', () => {
  const path = file('a.json', JSON.stringify(nodes[0], null, 4));
  const [manifest] = readManifestFile(path, () => true, []);
  expect([manifest.file, manifest.locate!(['metadata', 'name'])]).toEqual([path, 5]);
});

test.each([
  ['a file that is not there', join(folder, 'absent'), 'no such file or folder'],
  ['a folder', folder, 'it is a folder'],
])('%s is a fault', (_, path, reason) => {
  expect(read(path)).toEqual({ names: [], faults: [`${path}: cannot be read: ${reason}`] });
});

test('what goes wrong with an object is no fault of the file', () => {
  const path = file('b.json', JSON.stringify(nodes[0]));
  expect(() => {
    for (const { kind } of readManifestFile(path, () => true, [])) {
      throw new Error(`no ${kind} is wanted`);
    }
  }).toThrow('no Node is wanted');
});

test('no file is left open, though nobody reads to its end', () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const path = file('c.json', nodes.map((each) => JSON.stringify(each)).join('\n'));
  const before = open();
  expect(read(path, 1).names).toHaveLength(1);
  expect(read(file('d.json', `[[],,${' '.repeat(4_000_000)}`)).faults).toHaveLength(1);
  expect(open()).toBe(before);
});
