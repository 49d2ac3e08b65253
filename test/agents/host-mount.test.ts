import { HostPathVolumeType, MountPropagation } from 'cdk8s-plus-28';
import { IMAGE, faultsOf, newAgent, podOf } from './agent-fixture';
import { ContainerRuntimeSocket, HostMount } from '../../src/agents/host-mount';
import { NodeSet } from '../../src/agents/node-set';
import { Privileges } from '../../src/agents/privileges';

function render(mount: HostMount, privileges?: Privileges) {
  const pod = podOf(newAgent({ containers: [{ image: IMAGE, hostMounts: [mount], privileges }] }));
  const { name, ...rest } = pod.containers[0].volumeMounts[0];
  expect(pod.volumes[0].name).toBe(name);
  return { ...pod.volumes[0].hostPath, ...rest };
}

describe('typed paths are read-only, have a type, and follow mounts where there are some', () => {
  test.each<[string, HostMount, string, string, string, 'HostToContainer' | undefined]>([
    ['logs', HostMount.logs(), '/var/log', 'Directory', '/var/log', undefined],
    ['podLogs', HostMount.podLogs(), '/var/log/pods', 'Directory', '/var/log/pods', undefined],
    ['containerLogs', HostMount.containerLogs(), '/var/log/containers', 'Directory', '/var/log/containers', undefined],
    ['proc', HostMount.proc(), '/proc', 'Directory', '/host/proc', undefined],
    ['sys', HostMount.sys(), '/sys', 'Directory', '/host/sys', 'HostToContainer'],
    ['root', HostMount.root(), '/', 'Directory', '/host/root', 'HostToContainer'],
    ['devices', HostMount.devices(), '/dev', 'Directory', '/dev', undefined],
    ['kubelet', HostMount.kubelet(), '/var/lib/kubelet', 'Directory', '/var/lib/kubelet', 'HostToContainer'],
    [
      'containerRuntimeSocket',
      HostMount.containerRuntimeSocket(),
      '/run/containerd/containerd.sock',
      'Socket',
      '/run/containerd/containerd.sock',
      undefined,
    ],
    [
      'containerRuntimeSocket of CRI-O',
      HostMount.containerRuntimeSocket(ContainerRuntimeSocket.CRIO),
      '/run/crio/crio.sock',
      'Socket',
      '/run/crio/crio.sock',
      undefined,
    ],
    ['cniBin', HostMount.cniBin(), '/opt/cni/bin', 'DirectoryOrCreate', '/opt/cni/bin', undefined],
    ['cniConfig', HostMount.cniConfig(), '/etc/cni/net.d', 'DirectoryOrCreate', '/etc/cni/net.d', undefined],
    ['libModules', HostMount.libModules(), '/lib/modules', 'Directory', '/lib/modules', undefined],
    ['path', HostMount.path('/etc/agent'), '/etc/agent', 'Directory', '/etc/agent', undefined],
    ['a Windows path', HostMount.path('C:\\var\\log'), 'C:\\var\\log', 'Directory', 'C:\\var\\log', undefined],
  ])('%s', (_, mount, path, type, mountPath, mountPropagation) => {
    expect(render(mount)).toEqual({
      path,
      type,
      mountPath,
      readOnly: true,
      ...(mountPropagation && { mountPropagation }),
    });
  });
});

test.each([
  ['/var/lib', true],
  ['/var/lib/kubelet/pods', true],
  ['/run/netns', true],
  ['/var/lib/kubelet/device-plugins', false],
  ['/var/lib/kubelet2', false],
  ['/etc', false],
])('%s follows later mounts: %p', (path, follows) => {
  expect(render(HostMount.path(path)).mountPropagation).toBe(follows ? 'HostToContainer' : undefined);
});

test('a file never follows mounts', () => {
  expect(render(HostMount.path('/mnt/token', { type: HostPathVolumeType.FILE })).mountPropagation).toBeUndefined();
});

test('following mounts can be refused in words', () => {
  expect(render(HostMount.path('/', { mountPath: '/host', propagation: MountPropagation.NONE })).mountPropagation).toBe(
    'None',
  );
});

describe('methods return a mount that differs in one thing', () => {
  test('at() and writable()', () => {
    const mount = HostMount.root();
    expect(render(mount.at('/host').writable())).toEqual({
      path: '/',
      type: 'Directory',
      mountPath: '/host',
      mountPropagation: 'HostToContainer',
    });
    expect(render(mount)).toMatchObject({ mountPath: '/host/root', readOnly: true });
  });

  test('orCreate() creates what the mount is of', () => {
    expect(render(HostMount.logs().orCreate()).type).toBe('DirectoryOrCreate');
    expect(render(HostMount.path('/run/lock', { type: HostPathVolumeType.FILE }).orCreate()).type).toBe('FileOrCreate');
  });

  test('bidirectional() is writable and for privileged containers only', () => {
    const mount = HostMount.kubelet().bidirectional();
    expect(render(mount, Privileges.privileged('mounts volumes for pods'))).toMatchObject({
      mountPropagation: 'Bidirectional',
    });
    expect(render(mount, Privileges.privileged('mounts volumes for pods')).readOnly).toBeUndefined();
    expect(() => render(mount)).toThrow(
      'Cannot mount /var/lib/kubelet of the node bidirectionally in container "main": Kubernetes allows it only in privileged containers',
    );
  });
});

test.each<[string, () => HostMount, string]>([
  ['a relative path', () => HostMount.path('var/log'), 'hostPath "var/log" is not absolute'],
  ['no path', () => HostMount.path(''), 'hostPath "" is not absolute'],
  ['a path that climbs', () => HostMount.path('/var/log/../lib'), 'hostPath "/var/log/../lib" has ".." in it'],
  ['a relative mount path', () => HostMount.logs().at('logs'), 'mountPath "logs" is not absolute'],
  ['an empty type', () => HostMount.path('/a', { type: HostPathVolumeType.DEFAULT }), 'the type is empty'],
])('%s throws', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a named pipe of Windows has no type, as Kubernetes knows none, and is written to', () => {
  const agent = newAgent({
    containers: [{ image: IMAGE, hostMounts: [HostMount.namedPipe('csi-proxy-disk-v1')] }],
    nodes: NodeSet.windows(),
  });
  const { volumes, containers } = podOf(agent);

  expect(volumes[0].hostPath).toEqual({ path: '\\\\.\\pipe\\csi-proxy-disk-v1', type: '' });
  expect(containers[0].volumeMounts[0].mountPath).toBe('\\\\.\\pipe\\csi-proxy-disk-v1');
  expect(containers[0].volumeMounts[0].readOnly).toBeUndefined();
  expect(faultsOf(agent)).toEqual([]);
});

test.each(['', '\\\\.\\pipe\\docker_engine', 'a/b'])('%p is no name of a pipe', (name) => {
  expect(() => HostMount.namedPipe(name)).toThrow('write the name alone');
});
