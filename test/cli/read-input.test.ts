import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { temporaryFolder, yaml } from './command-line';
import { InputReader } from '../../src/cli/read-input';
import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';

const folder = temporaryFolder();

function named(name: string): string {
  return yaml({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
}

async function read(paths: string[], stdin: string | Readable = '') {
  const faults: Fault[] = [];
  const reader = new InputReader(typeof stdin === 'string' ? Readable.from([stdin]) : stdin, faults);
  const manifests = await reader.manifests(paths);
  return { names: manifests.map(({ describe }) => describe()), faults: faults.map(faultToString) };
}

async function readInventory(paths: string[], stdin: Iterable<string | Buffer> = []) {
  const faults: Fault[] = [];
  const reader = new InputReader(Readable.from(stdin), faults);
  const { contents } = await reader.inventory(paths);
  return { names: contents.nodes.map(({ name }) => name), faults: faults.map(faultToString) };
}

test('a folder is read with the folders in it, in order of path; what is hidden or no manifest is left out', async () => {
  const dir = folder({
    'b.yaml': named('b'),
    'a/z.yml': named('a-z'),
    'c.json': '{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "c"}}',
    '.hidden.yaml': 'not: kubernetes',
    '.git/config.yaml': 'not: kubernetes',
    'README.md': '# not a manifest',
    'empty.yaml': '',
    'comments.yaml': '# rendered to nothing\n---\n',
  });
  expect(await read([dir])).toEqual({ names: ['Node a-z', 'Node b', 'Node c'], faults: [] });
});

test('inputs are read in the order they are given in', async () => {
  const dir = folder({ 'a.yaml': named('a'), 'b.yaml': named('b') });
  const { names } = await read([join(dir, 'b.yaml'), '-', join(dir, 'a.yaml')], named('stdin'));
  expect(names).toEqual(['Node b', 'Node stdin', 'Node a']);
});

test('what Windows shells redirect, UTF-16 with a byte order mark, is read', async () => {
  const text = `\ufeff${named('a')}`;
  const dir = folder({ 'le.yaml': Buffer.from(text, 'utf16le'), 'be.yaml': Buffer.from(text, 'utf16le').swap16() });
  expect(await read([join(dir, 'le.yaml'), join(dir, 'be.yaml')])).toEqual({ names: ['Node a', 'Node a'], faults: [] });
});

test.each([
  ['a path that does not exist', {}, ['nope.yaml'], 'nope.yaml: cannot be read: no such file or folder'],
  [
    'a path through a file',
    { 'a.yaml': '' },
    ['a.yaml/b'],
    'a.yaml/b: cannot be read: a part of its path is no folder',
  ],
  ['a folder without manifests', { 'x/a.txt': '' }, ['x'], 'x: holds no manifest: expected *.yaml, *.yml or *.json'],
  ['an empty file', { 'a.yaml': ' \n' }, ['a.yaml'], 'a.yaml: is empty: expected YAML or JSON with Kubernetes objects'],
  [
    'a file of comments',
    { 'a.yaml': '# nothing\n' },
    ['a.yaml'],
    'a.yaml: holds no Kubernetes object: expected YAML or JSON with apiVersion and kind',
  ],
  [
    'a binary file',
    { 'a.yaml': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]) },
    ['a.yaml'],
    'a.yaml: is not text: expected YAML or JSON',
  ],
  [
    'a file in Latin-1',
    { 'a.yaml': Buffer.from([0x61, 0xe4, 0x62]) },
    ['a.yaml'],
    'a.yaml: is not text: expected YAML or JSON',
  ],
  ['a file given twice', { 'a.yaml': named('a') }, ['a.yaml', 'a.yaml'], 'a.yaml: is given twice'],
  ['a file given with its folder', { 'x/a.yaml': named('a') }, ['x', 'x/a.yaml'], 'x/a.yaml: is given twice'],
  ['no Kubernetes', { 'a.yaml': 'foo: bar\n' }, ['a.yaml'], 'a.yaml:1: is not a Kubernetes object: it has no kind'],
])('%s is one fault', async (_, files, paths, fault) => {
  const dir = folder(files as unknown as Record<string, string>);
  const { faults } = await read(paths.map((path) => join(dir, path)));
  expect(faults).toEqual([join(dir, fault)]);
});

test('a file given by another name is the same file', async () => {
  const dir = folder({ 'a.yaml': named('a') });
  symlinkSync(join(dir, 'a.yaml'), join(dir, 'link.yaml'));
  const { faults } = await read([join(dir, 'a.yaml'), join(dir, 'link.yaml')]);
  expect(faults).toEqual([`${join(dir, 'link.yaml')}: is given twice`]);
});

test('every input that cannot be read is told, and the others are read', async () => {
  const dir = folder({ 'a.yaml': 'foo: bar', 'b.yaml': named('b') });
  const { names, faults } = await read([join(dir, 'nope'), join(dir, 'a.yaml'), join(dir, 'b.yaml')]);
  expect(names).toEqual(['Node b']);
  expect(faults).toHaveLength(2);
});

test('manifests may be packed by gzip', async () => {
  const dir = folder({ 'a.yaml': gzipSync(named('a')) });
  expect(await read([dir])).toEqual({ names: ['Node a'], faults: [] });
});

describe('an inventory', () => {
  const node = (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { allocatable: {} } });
  const list = (...names: string[]) =>
    JSON.stringify({ apiVersion: 'v1', items: names.map(node), kind: 'List' }, null, 4);

  test('is read from files and standard input, as they are given', async () => {
    const dir = folder({ 'a.json': list('a1', 'a2'), 'c.gz': gzipSync(list('c')), 'd.yaml': yaml(node('d')) });
    const stdin = [...list('b')].map((character) => Buffer.from(character));
    const paths = [join(dir, 'a.json'), '-', join(dir, 'c.gz'), join(dir, 'd.yaml')];
    expect(await readInventory(paths, stdin)).toEqual({ names: ['a1', 'a2', 'b', 'c', 'd'], faults: [] });
  });

  test('may come packed through standard input', async () => {
    expect(await readInventory(['-'], [gzipSync(list('a'))])).toEqual({ names: ['a'], faults: [] });
  });

  test('takes files only: a folder is a fault', async () => {
    const dir = folder({ 'a.yaml': named('a') });
    expect((await readInventory([dir])).faults).toEqual([`${dir}: is a folder: expected a file`]);
  });

  test('that cannot be read is told with its place, and the others are read', async () => {
    const dir = folder({ 'a.json': '{"items": [\n  {},,', 'b.json': list('b') });
    const { names, faults } = await readInventory([join(dir, 'a.json'), '-', join(dir, 'b.json')], ['{"kind":']);
    expect(names).toEqual(['b']);
    expect(faults).toEqual([
      `${join(dir, 'a.json')}:2:6: is not JSON: expected a value and found ","`,
      'standard input:1:9: is not JSON: it ends before the last bracket is closed: was it cut off?',
    ]);
  });

  test('is no longer read once nothing more comes of it', async () => {
    let given = 0;
    const endless = (function* () {
      yield '{"items": [}';
      for (; given < 1000; given++) {
        yield ' '.repeat(1024 * 1024);
      }
    })();
    const { faults } = await readInventory(['-'], endless);
    expect(faults).toEqual(['standard input:1:12: is not JSON: expected a value and found "}"']);
    expect(given).toBeLessThan(10);
  });
});

describe('standard input', () => {
  test('that is empty is a fault', async () => {
    expect((await read(['-'], Readable.from([]))).faults).toEqual([
      'standard input: is empty: expected YAML or JSON with Kubernetes objects',
    ]);
  });

  test('that breaks off while nodes are read is a fault', async () => {
    const faults: Fault[] = [];
    const broken = Readable.from(
      (function* () {
        yield '{';
        throw new Error('connection lost');
      })(),
    );
    await new InputReader(broken, faults).inventory(['-']);
    expect(faults.map(faultToString)).toEqual(['standard input: cannot be read: connection lost']);
  });

  test('can be given once', async () => {
    expect((await read(['-', '-'], named('a'))).faults).toEqual(['standard input: is given twice']);
  });

  test('that breaks off is a fault', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('read failed'), { code: 'EISDIR' }));
      },
    });
    expect((await read(['-'], broken)).faults).toEqual(['standard input: cannot be read: it is a folder']);
  });

  test('is named in faults, with the line', async () => {
    expect((await read(['-'], 'a: [1\nb')).faults[0]).toMatch(/^standard input:2: is not YAML: /);
  });
});
