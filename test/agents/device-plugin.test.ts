import { selects } from './agent-fixture';
import { LOCKED_DOWN, Manifests, synthesize } from './role-fixture';
import { DevicePlugin } from '../../src/agents/device-plugin';
import { Device, DeviceOptions } from '../../src/agents/device-plugin/device';
import { NodeSet } from '../../src/agents/node-set';

function manifests(device = Device.nvidia()): Manifests {
  return synthesize((chart) => new DevicePlugin(chart, 'nvidia', { device }), 'kube-system');
}

const agent = manifests();

test('NVIDIA GPUs are offered where a label tells of one, in spite of their taint and no other', () => {
  const { nodes } = Device.nvidia()._blueprint().defaults!;

  expect(selects(nodes!, { 'kubernetes.io/os': 'linux', 'nvidia.com/gpu.present': 'true' })).toBe(true);
  expect(selects(nodes!, { 'kubernetes.io/os': 'linux', 'feature.node.kubernetes.io/pci-10de.present': 'true' })).toBe(
    true,
  );
  expect(selects(nodes!, { 'kubernetes.io/os': 'linux' })).toBe(false);
  expect(agent.pod.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists' }]);
});

test('it has the directory of the kubelet, no capability and no token', () => {
  expect(agent.hostMounts).toEqual(['/var/lib/kubelet/device-plugins /var/lib/kubelet/device-plugins rw Directory']);
  expect(agent.container.securityContext).toEqual({ ...LOCKED_DOWN, runAsUser: 0, runAsNonRoot: false });
  expect(agent.pod.automountServiceAccountToken).toBe(false);
  expect(agent.pod.priorityClassName).toBe('system-node-critical');
});

test('a new node offers the resource once it runs', () => {
  expect(JSON.parse(agent.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    provides: { resources: { 'nvidia.com/gpu': '1' } },
  });
});

test('parts of a GPU take one capability, by which the runtime tells of them', () => {
  const { container } = manifests(Device.nvidia({ partitions: true }));

  expect(container.securityContext).toMatchObject({
    capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] },
    runAsUser: 0,
  });
  expect(container.securityContext.privileged).toBeFalsy();
  expect(container.env).toEqual(
    expect.arrayContaining([
      { name: 'MIG_STRATEGY', value: 'mixed' },
      { name: 'NVIDIA_MIG_MONITOR_DEVICES', value: 'all' },
    ]),
  );
});

test('it sees GPUs by a RuntimeClass where the runtime of the node does not show them', () => {
  expect(manifests(Device.nvidia({ runtimeClassName: 'nvidia' })).pod.runtimeClassName).toBe('nvidia');
  expect(agent.pod).not.toHaveProperty('runtimeClassName');
});

test('another device is offered by its plugin, where it is', () => {
  const { container, pod } = manifests(
    Device.of('vendor.example.com/fpga', {
      image: 'registry.example.com/fpga:1',
      nodes: NodeSet.linux().withLabel('fpga', 'true'),
      perNode: 4,
    }),
  );

  expect(container.image).toBe('registry.example.com/fpga:1');
  expect(pod.tolerations).toEqual([{ key: 'vendor.example.com/fpga', operator: 'Exists' }]);
  expect(JSON.stringify(pod.affinity)).toContain('"fpga"');
});

test.each<[string, Partial<DeviceOptions>, string]>([
  ['gpu', {}, '"gpu" is no extended resource'],
  ['kubernetes.io/gpu', {}, '"kubernetes.io/gpu" is no extended resource'],
  ['example.com/gpu', { perNode: 0.5 }, 'perNode is 0.5'],
  ['example.com/gpu', { taint: 'a b' }, 'taint is "a b", which is no key of a taint'],
  [
    'example.com/gpu',
    { runtimeClassName: 'NVIDIA' },
    'runtimeClassName is "NVIDIA", which is no name of a RuntimeClass',
  ],
])('%s with %o is refused', (resource, options, fault) => {
  expect(() => Device.of(resource, { image: 'a', ...options })).toThrow(fault);
});

test.each<[string, () => unknown, string]>([
  [
    'a resource that quotas mean otherwise',
    () => Device.of('requests.example.com/fpga', { image: 'fpga:1' }),
    '"requests.example.com/fpga" is no extended resource',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test.each([
  ['NVIDIA', Device.nvidia()],
  ['any', Device.of('example.com/fpga', { image: 'registry.example.com/fpga-plugin:2.1.0' })],
])('the whole of it, for %s', (_, device) => {
  expect(manifests(device).all).toMatchSnapshot();
});
