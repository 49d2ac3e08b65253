import { spawn } from 'node:child_process';
import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { LOCKED_DOWN, Manifests, synthesize, unchecked } from './role-fixture';
import { NodeBackup, NodeBackupProps } from '../../src/agents/node-backup';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

const COMMAND = ['restic', 'backup', '/host/var/lib/data'];

function manifests(props: Partial<NodeBackupProps> = {}): Manifests {
  return synthesize((chart) => {
    const credentials = kplus.Secret.fromSecretName(chart, 'restic', 'restic');
    const required = { toolImage: 'docker.io/restic/restic:0.18.1', command: COMMAND, directories: ['/var/lib/data'] };
    new NodeBackup(chart, 'backup', { ...required, credentials, ...props });
  });
}

const agent = manifests();

test("one capability reads what is root's, and nothing of the node is written but its cache", () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    capabilities: { add: ['DAC_READ_SEARCH'], drop: ['ALL'] },
    runAsUser: 0,
    runAsNonRoot: false,
  });
  expect(agent.hostMounts).toEqual([
    '/var/lib/data /host/var/lib/data ro Directory',
    '/var/cache/cdk8s-node-agents/backup /cache rw DirectoryOrCreate',
  ]);
  expect(agent.pod).toMatchObject({ automountServiceAccountToken: false, terminationGracePeriodSeconds: 600 });
  expect(agent.kinds).toEqual(['DaemonSet', 'ServiceAccount']);
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('what opens the store of backups comes from its Secret only, and the node has a name', () => {
  expect(agent.container.envFrom).toEqual([{ secretRef: { name: 'restic' } }]);
  expect(agent.container.env).toEqual([{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]);
});

test('it runs on control planes too', () => {
  expect(agent.pod.tolerations.map(({ key }: any) => key)).toContain('node-role.kubernetes.io/control-plane');
});

test('the words of the command are arguments of the shell, never its script', () => {
  const command = ['restic', 'backup', '$(rm -rf /)', '"; reboot; "'];
  const [shell, flag, script, name, ...rest] = manifests({ command }).container.command;

  expect([shell, flag, name]).toEqual(['/bin/sh', '-c', 'backup']);
  expect(script).toContain('-lt 86400');
  expect(script).not.toContain('reboot');
  expect(rest).toEqual(command);
});

test('a backup is told when it fails and made again, and a signal ends the waiting', async () => {
  const [shell, ...args] = manifests({
    command: ['/bin/sh', '-c', 'echo tried; false'],
    interval: Duration.hours(1),
  }).container.command;
  const child = spawn(shell, args);
  const output = await new Promise<string>((resolve) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('tried') && text.includes('backup failed')) child.kill('SIGTERM');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', () => resolve(text));
  });

  expect(output.match(/tried/g)).toHaveLength(1);
});

test('a tool that runs on by itself is run as it is', () => {
  expect(manifests({ interval: Duration.seconds(0) }).container.command).toEqual(COMMAND);
});

test('everything wrong is told at once', () => {
  const props = { command: [], directories: ['/data', '/data', 'etc'], cacheDirectory: '/data/cache' };
  expect(() => manifests(props)).toThrow(
    [
      'NodeBackup: command is empty: there is nothing to run',
      'NodeBackup: directories[1] is /data, which is in the list already',
      'NodeBackup: directories[2] is "etc": write an absolute path such as /var/lib/logs, without .. and without a trailing /',
      'NodeBackup: cacheDirectory /data/cache is in what is backed up',
    ].join('\n'),
  );
  expect(() => manifests({ directories: [] })).toThrow('there is nothing to back up');
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});

test.each<[string, () => unknown, string]>([
  [
    'a directory in another',
    () => manifests({ directories: ['/var/lib', '/var/lib/data'] }),
    'directories[1] is /var/lib/data, which is in /var/lib already',
  ],
  ['credentials given inline', () => manifests({ credentials: unchecked('s3cr3t') }), 'credentials is no Secret'],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
