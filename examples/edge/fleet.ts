import { NodeInventory } from 'cdk8s-node-agents';

const large = { cpu: '15890m', memory: '60Gi', pods: '110' };

/** A fleet of mixed hardware: servers, small devices in shops, GPUs, and Windows. */
export const fleet = NodeInventory.fromPools([
  { name: 'server', count: 6, allocatable: large, zones: ['a', 'b'] },
  {
    name: 'shop',
    count: 40,
    labels: { 'kubernetes.io/arch': 'arm64', 'example.com/pool': 'edge' },
    taints: [{ key: 'example.com/edge', effect: 'NoSchedule' }],
    allocatable: { cpu: '1900m', memory: '1700Mi', pods: '30' },
  },
  {
    name: 'gpu',
    count: 2,
    labels: { 'nvidia.com/gpu.present': 'true' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    allocatable: { ...large, 'nvidia.com/gpu': '4' },
  },
  {
    name: 'windows',
    count: 3,
    labels: { 'kubernetes.io/os': 'windows', 'node.kubernetes.io/windows-build': '10.0.20348' },
    taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }],
    allocatable: large,
  },
]);
