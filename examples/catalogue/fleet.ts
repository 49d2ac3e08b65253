import { NodeInventory } from 'cdk8s-node-agents';

const large = { cpu: '31850m', memory: '124Gi', pods: '110', 'ephemeral-storage': '80Gi' };
const small = { cpu: '3920m', memory: '14Gi', pods: '58', 'ephemeral-storage': '40Gi' };

/** Which network plugin serves a pool. */
const network = (name: string) => ({ 'example.com/network': name });

/** Nodes of every kind, a pool for each network plugin among them. */
export const fleet = NodeInventory.fromPools([
  {
    name: 'control-plane',
    count: 3,
    labels: { 'node-role.kubernetes.io/control-plane': '', ...network('flannel') },
    taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
    allocatable: large,
  },
  { name: 'amd64', count: 12, labels: network('flannel'), allocatable: large, zones: ['a', 'b', 'c'] },
  {
    name: 'arm64',
    count: 6,
    labels: { 'kubernetes.io/arch': 'arm64', ...network('flannel') },
    allocatable: large,
    zones: ['a', 'b', 'c'],
  },
  { name: 'calico', count: 3, labels: network('calico'), allocatable: large },
  { name: 'cilium', count: 3, labels: network('cilium'), allocatable: large },
  { name: 'weave', count: 3, labels: network('weave'), allocatable: large },
  {
    name: 'sandbox',
    count: 2,
    labels: { 'sandbox.gke.io/runtime': 'gvisor', ...network('flannel') },
    allocatable: large,
  },
  {
    name: 'gpu',
    count: 2,
    labels: { 'nvidia.com/gpu.present': 'true', ...network('flannel') },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    allocatable: { ...large, 'nvidia.com/gpu': '4' },
  },
  {
    name: 'edge',
    count: 4,
    labels: {
      'kubernetes.io/arch': 'arm64',
      'example.com/pool': 'edge',
      'cdk8s-node-agents/initialize': 'node-initializer',
      ...network('flannel'),
    },
    taints: [{ key: 'example.com/edge', effect: 'NoSchedule' }],
    allocatable: small,
  },
  {
    name: 'windows',
    count: 2,
    labels: { 'kubernetes.io/os': 'windows', 'node.kubernetes.io/windows-build': '10.0.20348' },
    taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }],
    allocatable: large,
  },
  {
    name: 'fargate',
    count: 2,
    labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
    taints: [{ key: 'eks.amazonaws.com/compute-type', value: 'fargate', effect: 'NoSchedule' }],
    allocatable: small,
  },
  {
    name: 'virtual',
    count: 1,
    labels: { type: 'virtual-kubelet' },
    taints: [{ key: 'virtual-kubelet.io/provider', value: 'azure', effect: 'NoSchedule' }],
    allocatable: large,
  },
]);
