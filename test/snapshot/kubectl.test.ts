import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listedNode, objectsOf, pagingApi, Trouble } from './paging-api';
import { KubectlFailure, kubectlGet } from '../../src/snapshot/kubectl';
import { takeSnapshot } from '../../src/snapshot/take-snapshot';

const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A kubectl that does what the script says. */
function standIn(script: string): string {
  const path = join(folder, `kubectl-${Math.random().toString(36).slice(2)}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('a path is read with get --raw and the options of the user', async () => {
  const get = kubectlGet(['--context', 'prod'], standIn('echo "$@"'));

  expect(`${await get('/api/v1/nodes?limit=500')}`.trim()).toBe('get --raw /api/v1/nodes?limit=500 --context prod');
});

test.each<[string, KubectlFailure]>([
  ['Error from server (Forbidden): nodes is forbidden: User "u" cannot list resource "nodes"', 'forbidden'],
  ['Error from server (NotFound): the server could not find the requested resource', 'notFound'],
  ['Error from server (Expired): The provided continue parameter is too old', 'expired'],
  ['error: You must be logged in to the server (Unauthorized)', 'refused'],
  ['error: context "prod" does not exist', 'refused'],
  ['error: stat /none: no such file or directory', 'refused'],
  ['The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?', 'unavailable'],
  ['Error from server (TooManyRequests): too many requests', 'unavailable'],
])('"%s" means %s', async (text, reason) => {
  const get = kubectlGet([], standIn(`echo 'E1121 memcache.go] x' >&2; echo '${text}' >&2; exit 1`));

  await expect(get('/api')).rejects.toMatchObject({ message: text.replace(/^error: /, ''), reason });
});

test('without kubectl that is said', async () => {
  await expect(kubectlGet([], join(folder, 'none'))('/api')).rejects.toMatchObject({
    reason: 'missing',
    message: expect.stringContaining('is not on the PATH'),
  });
});

test('a kubectl that ends without a word is told by how it ended', async () => {
  await expect(kubectlGet([], standIn('exit 3'))('/api')).rejects.toThrow(/ended with exit code 3/);
});

/** The kubectl of this machine, if there is one that runs. */
const installed = spawnSync('kubectl', ['version', '--client']).status === 0;
const withKubectl = installed ? test : test.skip;

describe(installed ? 'the kubectl of this machine' : 'the kubectl of this machine (skipped: none is installed)', () => {
  async function snapshot(lists: Record<string, object[]>, trouble?: Trouble) {
    const api = await pagingApi(lists, trouble);
    try {
      const get = kubectlGet(['--server', api.url, '--kubeconfig', '/dev/null']);
      const objects = await objectsOf(takeSnapshot(get, { pageSize: 2, retryDelay: 1 }));
      return { objects, asked: api.asked };
    } finally {
      await api.close();
    }
  }

  const LISTS = { '/api/v1/nodes': ['a', 'b', 'c', 'd', 'e'].map(listedNode), '/api/v1/pods': [] };

  withKubectl('reads a cluster page by page, by nothing but GET', async () => {
    const { objects, asked } = await snapshot(LISTS);

    expect(objects.map((object: any) => `${object.kind} ${object.metadata.name}`)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `Node ${name}`),
    );
    expect(asked.filter(({ path }) => path === '/api/v1/nodes')).toHaveLength(3);
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  withKubectl('goes on after a server that was busy', async () => {
    const busy = { code: 503, reason: 'ServiceUnavailable', message: 'busy' };
    const { objects } = await snapshot(LISTS, (path, nth) =>
      path === '/api/v1/nodes' && nth === 1 ? busy : undefined,
    );

    expect(objects).toHaveLength(5);
  });

  withKubectl('begins a list anew that expired', async () => {
    const expired = { code: 410, reason: 'Expired', message: 'The provided continue parameter is too old' };
    const { objects } = await snapshot(LISTS, (path, nth) =>
      path === '/api/v1/nodes' && nth === 1 ? expired : undefined,
    );

    expect(objects).toHaveLength(5);
  });

  withKubectl('tells in one line what it may not read, in the middle of a list', async () => {
    const forbidden = { code: 403, reason: 'Forbidden', message: 'nodes is forbidden: User "u" cannot list' };
    const taken = snapshot(LISTS, (path, nth) => (path === '/api/v1/nodes' && nth === 1 ? forbidden : undefined));

    await expect(taken).rejects.toThrow(/^nodes cannot be listed: .*Forbidden.*; what it takes: [^\n]*$/);
  });
});
