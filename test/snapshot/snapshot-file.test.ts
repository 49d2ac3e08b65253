import { readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SnapshotFile } from '../../src/snapshot/snapshot-file';
import { temporaryFolder } from '../cli/command-line';

const folder = temporaryFolder();
const [A, B, C] = ['a', 'b', 'c'].map((name) => ({ kind: 'Node', metadata: { name } }));

async function contentsOf(file: SnapshotFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of file.contents()) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('it is a List with a line for each object', () => {
  const path = join(folder(), 'nodes.json');
  const file = new SnapshotFile(path);
  file.append([A, B]);
  file.append([]);
  file.append([C]);
  file.finish();

  const text = readFileSync(path, 'utf8');
  expect(JSON.parse(text)).toEqual({ apiVersion: 'v1', kind: 'List', items: [A, B, C] });
  expect(text.split('\n')).toHaveLength(6);
});

test('without an object it is a List all the same', () => {
  const path = join(folder(), 'nodes.json');
  new SnapshotFile(path).finish();
  expect(JSON.parse(readFileSync(path, 'utf8')).items).toEqual([]);
});

test.each(['nodes.json', 'nodes.json.gz'])('a kind that begins anew leaves nothing behind: %s', (name) => {
  const path = join(folder(), name);
  const file = new SnapshotFile(path);
  file.begin();
  file.append([A]);
  file.begin();
  file.append([B, B, B]);
  file.append([B]);
  file.beginAnew();
  file.append([B]);
  file.append([C]);
  file.finish();

  const bytes = readFileSync(path);
  const text = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  expect(JSON.parse(`${text}`).items).toEqual([A, B, C]);
});

test('its target is there when it is whole, and not before', () => {
  const dir = folder({ 'nodes.json': 'the last one' });
  const path = join(dir, 'nodes.json');
  const file = new SnapshotFile(path);
  file.append([A]);
  expect(readFileSync(path, 'utf8')).toBe('the last one');
  file.finish();
  expect(JSON.parse(readFileSync(path, 'utf8')).items).toEqual([A]);
  expect(readdirSync(dir)).toEqual(['nodes.json']);
});

test('what is discarded leaves no file', () => {
  const dir = folder();
  const file = new SnapshotFile(join(dir, 'nodes.json'));
  file.append([A]);
  file.discard();
  expect(readdirSync(dir)).toEqual([]);
});

test('a link stays, and what it leads to is written', () => {
  const dir = folder({ 'real/nodes.json': '' });
  symlinkSync(join(dir, 'real/nodes.json'), join(dir, 'nodes.json'));
  const file = new SnapshotFile(join(dir, 'nodes.json'));
  file.append([A]);
  file.finish();
  expect(JSON.parse(readFileSync(join(dir, 'real/nodes.json'), 'utf8')).items).toEqual([A]);
});

test.each([undefined, '/dev/null'])('for %s it is read back, in pieces', async (path) => {
  const file = new SnapshotFile(path);
  file.append([A]);
  file.finish();
  expect(file.inPlace).toBe(false);
  expect(JSON.parse(`${await contentsOf(file)}`).items).toEqual([A]);
  file.discard();
  await expect(contentsOf(file)).rejects.toThrow('ENOENT');
});

test('what cannot be written is told before anything is read', () => {
  const dir = folder();
  expect(() => new SnapshotFile(join(dir, 'missing/nodes.json'))).toThrow('ENOENT');
  expect(() => new SnapshotFile(dir)).toThrow('EISDIR');
});
