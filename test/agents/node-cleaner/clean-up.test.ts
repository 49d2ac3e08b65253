import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { ContainerRuntimeSocket } from '../../../src/agents/host-mount';
import { CleanUp } from '../../../src/agents/node-cleaner/clean-up';

const WEEK = { olderThan: Duration.days(7) };

describe('CleanUp.files', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'clean-up-'));
    for (const [name, days] of [
      ['old.log', 8],
      ["it's old.log", 8],
      ['old.txt', 8],
      ['new.log', 1],
    ] as const) {
      const time = Date.now() / 1000 - days * 86_400;
      writeFileSync(join(directory, name), '');
      utimesSync(join(directory, name), time, time);
    }
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  /** Runs a clean-up here, where the file system of the node is that of the test. */
  function run({ _command }: CleanUp): string[] {
    execFileSync('/bin/sh', ['-euc', _command.replace(`/host${directory}`, directory)]);
    return readdirSync(directory).sort();
  }

  test('removes what is old', () => {
    expect(run(CleanUp.files(directory, WEEK))).toEqual(['new.log']);
  });

  test('removes what is old and has the name', () => {
    expect(run(CleanUp.files(directory, { ...WEEK, name: '*.log' }))).toEqual(['new.log', 'old.txt']);
  });

  test('takes a name as a name, whatever a shell would make of it', () => {
    expect(run(CleanUp.files(directory, { ...WEEK, name: "it's*" }))).toEqual(['new.log', 'old.log', 'old.txt']);
    expect(run(CleanUp.files(directory, { ...WEEK, name: "'; rm -r . #" }))).toEqual(['new.log', 'old.log', 'old.txt']);
  });
});

test.each([
  ['/', 'write an absolute path'],
  ['var/log', 'write an absolute path'],
  ['/var/../etc', 'write an absolute path'],
  ['/etc/cni', 'what is in /etc is not to be removed by its age'],
  ['/var/lib', 'what is in /var/lib/containerd is not to be removed by its age'],
  ['/var/lib/kubelet/pods', 'what is in /var/lib/kubelet is not to be removed by its age'],
])('CleanUp.files refuses %s', (directory, rule) => {
  expect(() => CleanUp.files(directory, WEEK)).toThrow(rule);
});

test.each([
  [{ olderThan: Duration.seconds(30) }, 'write at least one'],
  [{ olderThan: Duration.days(1), name: 'a/b' }, 'name is "a/b"'],
  [{ olderThan: Duration.days(1), name: '' }, 'name is ""'],
])('CleanUp.files refuses %o', (options, rule) => {
  expect(() => CleanUp.files('/var/log/audit', options)).toThrow(rule);
});

test('CleanUp.unusedImages asks the runtime of the node, by the tool of the node', () => {
  expect(CleanUp.unusedImages(ContainerRuntimeSocket.CRIO)._command).toBe(
    'chroot /host/root crictl --runtime-endpoint unix:///run/crio/crio.sock rmi --prune',
  );
  expect(() => CleanUp.unusedImages(ContainerRuntimeSocket.DOCKER)).toThrow('write CRI_DOCKERD');
});
