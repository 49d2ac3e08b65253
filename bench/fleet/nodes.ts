import { scatter } from './scatter';

/** Nodes of one machine type and purpose. */
interface Pool {
  readonly name: string;
  /** How many of a hundred nodes are of the pool. */
  readonly share: number;
  readonly type: string;
  readonly arch?: string;
  readonly cpu: number;
  /** Memory of the machine in GiB. */
  readonly memory: number;
  readonly pods: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  readonly extended?: Readonly<Record<string, string>>;
}

const SPOT = { 'node.example.com/lifecycle': 'spot' };

const POOLS: readonly Pool[] = [
  { name: 'general', share: 38, type: 'm6i.4xlarge', cpu: 16, memory: 64, pods: 110 },
  { name: 'general-arm', share: 14, type: 'm7g.4xlarge', arch: 'arm64', cpu: 16, memory: 64, pods: 110 },
  { name: 'spot', share: 18, type: 'c6i.2xlarge', cpu: 8, memory: 16, pods: 58, labels: SPOT },
  {
    name: 'spot-batch',
    share: 8,
    type: 'c6i.8xlarge',
    cpu: 32,
    memory: 64,
    pods: 110,
    labels: { ...SPOT, 'example.com/workload': 'batch' },
    taints: [{ key: 'example.com/batch', value: 'true', effect: 'NoSchedule' }],
  },
  { name: 'memory', share: 6, type: 'r6i.8xlarge', cpu: 32, memory: 256, pods: 234 },
  {
    name: 'storage',
    share: 5,
    type: 'i4i.4xlarge',
    cpu: 16,
    memory: 128,
    pods: 58,
    labels: { 'example.com/disk': 'nvme' },
    taints: [{ key: 'example.com/storage', effect: 'NoSchedule' }],
  },
  {
    name: 'gpu-a100',
    share: 4,
    type: 'p4d.24xlarge',
    cpu: 96,
    memory: 1152,
    pods: 110,
    labels: { 'nvidia.com/gpu.present': 'true', 'nvidia.com/gpu.product': 'A100-SXM4-40GB' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    extended: { 'nvidia.com/gpu': '8', 'vpc.amazonaws.com/efa': '4' },
  },
  {
    name: 'gpu-t4',
    share: 3,
    type: 'g4dn.2xlarge',
    cpu: 8,
    memory: 32,
    pods: 58,
    labels: { 'nvidia.com/gpu.present': 'true', 'nvidia.com/gpu.product': 'Tesla-T4' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    extended: { 'nvidia.com/gpu': '1' },
  },
  {
    name: 'ingress',
    share: 2,
    type: 'c6in.xlarge',
    cpu: 4,
    memory: 8,
    pods: 29,
    labels: { 'node-role.kubernetes.io/ingress': '' },
    taints: [{ key: 'dedicated', value: 'ingress', effect: 'NoExecute' }],
  },
  {
    name: 'infra',
    share: 2,
    type: 'm6i.2xlarge',
    cpu: 8,
    memory: 32,
    pods: 58,
    labels: { 'node-role.kubernetes.io/infra': '' },
    taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }],
  },
];

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
/** Out of a hundred nodes, those that are cordoned, and those that are lost. */
const CORDONED = 1;
const LOST = 1;

/** Name of the i-th node; in order of i the names are sorted, as the API server lists them. */
export function nodeName(i: number): string {
  return `ip-10-${String(i).padStart(8, '0')}.eu-west-1.compute.internal`;
}

function poolOf(i: number): Pool {
  let share = scatter(i, 100);
  return POOLS.find((pool) => (share -= pool.share) < 0)!;
}

/** The i-th Node as the API server has it, without what no rule reads. */
export function benchNode(i: number) {
  const pool = poolOf(i);
  const name = nodeName(i);
  const zone = ZONES[scatter(i + 1, ZONES.length)];
  const luck = scatter(i + 2, 100);
  const lost = luck < LOST;
  const cordoned = !lost && luck < LOST + CORDONED;
  const taints = [
    ...(pool.taints ?? []),
    ...(cordoned ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []),
    ...(lost ? ['NoSchedule', 'NoExecute'].map((effect) => ({ key: 'node.kubernetes.io/unreachable', effect })) : []),
  ];
  const amounts = {
    cpu: `${pool.cpu * 1000 - 90}m`,
    'ephemeral-storage': '95551679124',
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    // Machines of one type differ by some pages.
    memory: `${pool.memory * 1_000_000 + 4 * scatter(i + 3, 4)}Ki`,
    ...pool.extended,
    pods: String(pool.pods),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: uid(i),
      creationTimestamp: '2026-03-01T08:00:00Z',
      labels: {
        'beta.kubernetes.io/arch': pool.arch ?? 'amd64',
        'beta.kubernetes.io/instance-type': pool.type,
        'beta.kubernetes.io/os': 'linux',
        'eks.amazonaws.com/nodegroup': pool.name,
        'failure-domain.beta.kubernetes.io/region': 'eu-west-1',
        'failure-domain.beta.kubernetes.io/zone': zone,
        'kubernetes.io/arch': pool.arch ?? 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': pool.type,
        ...pool.labels,
        'topology.ebs.csi.aws.com/zone': zone,
        'topology.kubernetes.io/region': 'eu-west-1',
        'topology.kubernetes.io/zone': zone,
      },
    },
    spec: {
      providerID: `aws:///${zone}/i-${uid(i).slice(0, 17)}`,
      ...(taints.length > 0 ? { taints } : {}),
      ...(cordoned ? { unschedulable: true } : {}),
    },
    status: { allocatable: amounts, capacity: { ...amounts, cpu: String(pool.cpu) } },
  };
}

/** An identifier that belongs to a number. */
export function uid(i: number): string {
  const hex = (seed: number) =>
    scatter(i * 4 + seed, 0xffffffff)
      .toString(16)
      .padStart(8, '0');
  return `${hex(0)}-${hex(1).slice(0, 4)}-4${hex(1).slice(5)}-a${hex(2).slice(5)}-${hex(3)}${hex(2).slice(0, 4)}`;
}
