import { hostVolumes, reportOf } from './privilege-fixture';
import { daemonSet } from '../fixtures';

const mounts = (...volumeMounts: object[]) => [{ name: 'agent', volumeMounts }];

function agentOf(spec: object) {
  return reportOf([daemonSet('agent', spec)]).agents[0];
}

test('a path may be written where one mount of it is not read-only', () => {
  const { hostPaths } = agentOf({
    volumes: hostVolumes('/var/log', '/etc/'),
    containers: mounts(
      { name: 'v0', mountPath: '/logs', readOnly: true },
      { name: 'v1', mountPath: '/host/etc', readOnly: true, mountPropagation: 'HostToContainer' },
    ),
    initContainers: [{ name: 'setup', volumeMounts: [{ name: 'v0', mountPath: '/logs' }] }],
  });
  expect(hostPaths).toEqual([
    {
      path: '/etc',
      type: undefined,
      writable: false,
      mounts: [{ container: 'agent', mountPath: '/host/etc', readOnly: true, propagation: 'HostToContainer' }],
    },
    {
      path: '/var/log',
      type: undefined,
      writable: true,
      mounts: [
        { container: 'setup', mountPath: '/logs', readOnly: false, propagation: 'None' },
        { container: 'agent', mountPath: '/logs', readOnly: true, propagation: 'None' },
      ],
    },
  ]);
});

test('only the subpath that is mounted is reached', () => {
  const { hostPaths } = agentOf({
    volumes: hostVolumes('/var/lib'),
    containers: mounts(
      { name: 'v0', mountPath: '/state', subPath: 'agent/state' },
      { name: 'v0', mountPath: '/docker', subPath: 'docker', readOnly: true },
      { name: 'v0', mountPath: '/pod', subPathExpr: '$(POD_NAME)', readOnly: true },
    ),
  });
  expect(hostPaths.map(({ path, writable }) => [path, writable])).toEqual([
    ['/var/lib/$(POD_NAME)', false],
    ['/var/lib/agent/state', true],
    ['/var/lib/docker', false],
  ]);
});

test('a volume that no container mounts is told, as Pod Security refuses it all the same', () => {
  const { hostPaths, baselineViolations } = agentOf({ volumes: hostVolumes('/proc') });
  expect(hostPaths).toEqual([{ path: '/proc', type: undefined, writable: false, mounts: [] }]);
  expect(baselineViolations.map(({ control }) => control)).toEqual(['hostPathVolumes']);
});

test('two volumes of one path are one path', () => {
  const { hostPaths } = agentOf({
    volumes: hostVolumes('/run', '/run/'),
    containers: mounts({ name: 'v0', mountPath: '/a', readOnly: true }, { name: 'v1', mountPath: '/b' }),
  });
  expect(hostPaths.map(({ path, writable, mounts: all }) => [path, writable, all.length])).toEqual([['/run', true, 2]]);
});

test.each<[string, string, string[]]>([
  ['a socket by its name', '/var/run/datadog/apm.socket', ['/var/run/datadog/apm.socket']],
  ['the socket of a runtime, told as it is written', '/var/run/docker.sock', ['/var/run/docker.sock']],
  ['the directory of one', '/var/run/containerd', ['/run/containerd/containerd.sock']],
  ['no socket', '/var/log', []],
])('%s', (_, path, sockets) => {
  const spec = { volumes: hostVolumes(path), containers: mounts({ name: 'v0', mountPath: '/x', readOnly: true }) };
  expect(agentOf(spec).sockets).toEqual(sockets);
});

test('the root of the node holds the sockets of every runtime', () => {
  const spec = { volumes: hostVolumes('/'), containers: mounts({ name: 'v0', mountPath: '/host' }) };
  expect(agentOf(spec).sockets).toHaveLength(6);
});
