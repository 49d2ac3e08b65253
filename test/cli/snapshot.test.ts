import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { nodeAgents } from './command-line';
import { NodeInventory } from '../../src/inventory/node-inventory';

const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
const path = process.env.PATH;

/** A kubectl on the PATH that does what the script says with the path it is asked for. */
function standIn(script: string): void {
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'kubectl'), 0o755);
  process.env.PATH = [folder, path].join(delimiter);
}

const CLUSTER = `
case "$3" in
  */nodes*) echo '{"items": [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "2", "pods": "110"}}}]}' ;;
  */pods*) echo '{"items": [{"metadata": {"name": "web", "namespace": "shop"}, "spec": {"nodeName": "a", "containers": []}}]}' ;;
  *) echo '{"items": []}' ;;
esac`;

afterEach(() => {
  process.env.PATH = path;
});

afterAll(() => rmSync(folder, { recursive: true }));

test('what it prints is an inventory', async () => {
  standIn(CLUSTER);
  const { exitCode, stdout, stderr } = await nodeAgents(['snapshot']);

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(NodeInventory.fromManifests([JSON.parse(stdout)]).nodeCount).toBe(1);
});

test('it writes a file, with digests for names of pods and the context of the user', async () => {
  standIn(`[ "$4 $5" = "--context prod" ] || exit 1\n${CLUSTER}`);
  const file = join(folder, 'nodes.json');
  const { exitCode, stdout } = await nodeAgents([
    'snapshot',
    '--output',
    file,
    '--context',
    'prod',
    '--hash-pod-names',
  ]);

  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toMatch(/"name":"pod-[0-9a-f]{16}"/);
});

test('what may not be read is told in a line, and no file is written', async () => {
  standIn(
    `case "$3" in */pods*) echo 'Error from server (Forbidden): pods is forbidden' >&2; exit 1 ;; esac\n${CLUSTER}`,
  );
  const file = join(folder, 'none.json');
  const { exitCode, stderr } = await nodeAgents(['snapshot', '--output', file]);

  expect(exitCode).toBe(2);
  expect(stderr).toEqual([
    'error: pods cannot be listed: Error from server (Forbidden): pods is forbidden; what it takes: node-agents snapshot --print-rbac',
  ]);
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test('without kubectl that is said', async () => {
  process.env.PATH = join(folder, 'empty');
  const { exitCode, stderr } = await nodeAgents(['snapshot']);

  expect(exitCode).toBe(2);
  expect(stderr).toEqual(['error: kubectl is not on the PATH: a snapshot is taken with it']);
});

test('the permissions it takes can be printed, without a cluster', async () => {
  process.env.PATH = join(folder, 'empty');
  const { exitCode, stdout } = await nodeAgents(['snapshot', '--print-rbac']);

  expect(exitCode).toBe(0);
  expect(parse(stdout)).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'node-agents-snapshot' } });
});

test('a page has a size', async () => {
  const { exitCode, stderr } = await nodeAgents(['snapshot', '--page-size', '0']);

  expect(exitCode).toBe(2);
  expect(stderr.join()).toContain('Expected a whole number of at least 1');
});
