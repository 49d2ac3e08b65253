import { agent, hostMount } from './lint-fixture';
import { hostMounts, readAgentManifest } from '../../src/lint/agent-manifest';
import { manifestOf } from '../kubernetes/fixture';

const read = (object: object) => readAgentManifest(manifestOf(object));

test('a sidecar counts as a container, and other init containers as such', () => {
  const initContainers = [
    { name: 'setup', image: 'x:1' },
    { name: 'proxy', image: 'x:1', restartPolicy: 'Always' },
  ];
  const { containers } = read(agent('logs', { spec: { initContainers } }));
  expect(containers.map(({ name, init }) => [name, init])).toEqual([
    ['setup', true],
    ['proxy', false],
    ['agent', false],
  ]);
});

test('a mount of the host knows its path, its type and its container', () => {
  const [mount] = hostMounts(read(agent('logs', hostMount('/var/log/', 'Directory', { readOnly: true }))));
  expect(mount).toMatchObject({ path: '/var/log', type: 'Directory', readOnly: true, container: { name: 'agent' } });
});

test('the root stays the root, and volumes that are not mounted are no mounts', () => {
  const { spec } = hostMount('/');
  expect(read(agent('logs', { spec })).hostPaths).toEqual([{ volume: 'host', path: '/', type: '' }]);
  expect(hostMounts(read(agent('logs', { spec })))).toEqual([]);
});

test('what is misshapen reads as absent', () => {
  const broken = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { annotations: 1 },
    spec: { template: { spec: [] } },
  };
  expect(read(broken)).toMatchObject({ containers: [], hostPaths: [], hostPid: false, serviceAccount: 'default' });
  expect(read(broken).annotations.size).toBe(0);
});
