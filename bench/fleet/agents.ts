/** What a bench agent asks of a node. */
interface Profile {
  readonly name: string;
  readonly cpu?: string;
  readonly memory?: string;
  readonly priority?: string;
  readonly tolerate?: readonly object[];
  readonly select?: Readonly<Record<string, string>>;
  /** Node affinity: all of it must match. */
  readonly require?: readonly { readonly key: string; readonly operator: string; readonly values?: string[] }[];
  readonly hostNetwork?: boolean;
  readonly port?: number;
  readonly extended?: Readonly<Record<string, string>>;
  /** One pod per node also by pod anti-affinity, as Cilium's chart has it. */
  readonly alone?: boolean;
}

const ALL = [{ operator: 'Exists' }];
const SCHEDULE = [{ operator: 'Exists', effect: 'NoSchedule' }];
const GPU = [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }];
const INFRA = [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }];
const INGRESS = [{ key: 'dedicated', value: 'ingress', effect: 'NoExecute' }];
const BATCH = [{ key: 'example.com/batch', operator: 'Exists' }];
const STORAGE = [{ key: 'example.com/storage', operator: 'Exists' }];
const NODE_CRITICAL = 'system-node-critical';
const CLUSTER_CRITICAL = 'system-cluster-critical';

const LINUX = { 'kubernetes.io/os': 'linux' };
const HAS_GPU = { 'nvidia.com/gpu.present': 'true' };
const NO_FARGATE = [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }];
const ARCHES = [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] }];
const NVME = [{ key: 'example.com/disk', operator: 'In', values: ['nvme', 'ssd'] }];
const NOT_SPOT = [{ key: 'node.example.com/lifecycle', operator: 'DoesNotExist' }];

const PROFILES: readonly Profile[] = [
  { name: 'kube-proxy', cpu: '100m', priority: NODE_CRITICAL, tolerate: ALL, hostNetwork: true, port: 10249 },
  {
    name: 'cilium',
    cpu: '100m',
    memory: '512Mi',
    priority: NODE_CRITICAL,
    tolerate: ALL,
    hostNetwork: true,
    port: 9879,
    select: LINUX,
    alone: true,
  },
  { name: 'cilium-envoy', cpu: '100m', priority: NODE_CRITICAL, tolerate: ALL, hostNetwork: true, port: 9878 },
  { name: 'aws-node', cpu: '50m', priority: NODE_CRITICAL, tolerate: ALL, require: NO_FARGATE, port: 61678 },
  { name: 'ebs-csi-node', cpu: '30m', memory: '120Mi', priority: NODE_CRITICAL, tolerate: ALL, require: NO_FARGATE },
  { name: 'efs-csi-node', cpu: '30m', memory: '120Mi', priority: NODE_CRITICAL, tolerate: ALL, port: 9809 },
  { name: 'secrets-store-csi', cpu: '50m', memory: '100Mi', tolerate: SCHEDULE, select: LINUX },
  { name: 'node-local-dns', cpu: '25m', memory: '5Mi', priority: NODE_CRITICAL, tolerate: ALL, port: 9253 },
  { name: 'node-exporter', cpu: '50m', memory: '64Mi', tolerate: SCHEDULE, hostNetwork: true, port: 9100 },
  { name: 'fluent-bit', cpu: '100m', memory: '128Mi', priority: 'agents', tolerate: SCHEDULE, port: 2020 },
  { name: 'otel-agent', cpu: '200m', memory: '400Mi', priority: 'agents', tolerate: SCHEDULE, port: 4317 },
  { name: 'node-problem-detector', cpu: '20m', memory: '20Mi', priority: NODE_CRITICAL, tolerate: ALL },
  { name: 'falco', cpu: '200m', memory: '512Mi', priority: 'agents', tolerate: SCHEDULE, select: LINUX },
  { name: 'tetragon', cpu: '100m', memory: '256Mi', priority: 'agents', tolerate: ALL, hostNetwork: true, port: 2112 },
  { name: 'datadog-agent', cpu: '200m', memory: '256Mi', priority: 'agents', tolerate: SCHEDULE, port: 8126 },
  { name: 'nvidia-device-plugin', cpu: '10m', priority: NODE_CRITICAL, tolerate: GPU, select: HAS_GPU },
  { name: 'dcgm-exporter', cpu: '100m', memory: '256Mi', tolerate: GPU, select: HAS_GPU, port: 9400 },
  { name: 'gpu-feature-discovery', cpu: '10m', memory: '50Mi', tolerate: GPU, select: HAS_GPU },
  { name: 'nvidia-mig-manager', cpu: '50m', tolerate: GPU, select: { 'nvidia.com/gpu.product': 'A100-SXM4-40GB' } },
  {
    name: 'efa-device-plugin',
    cpu: '10m',
    priority: NODE_CRITICAL,
    tolerate: ALL,
    require: [{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['p4d.24xlarge', 'p5.48xlarge'] }],
  },
  { name: 'gpu-burn-in', cpu: '1', memory: '1Gi', tolerate: GPU, select: HAS_GPU, extended: { 'nvidia.com/gpu': '1' } },
  { name: 'node-feature-discovery', cpu: '5m', memory: '64Mi', tolerate: SCHEDULE, port: 8080 },
  { name: 'local-static-provisioner', cpu: '50m', memory: '100Mi', tolerate: STORAGE, require: NVME },
  {
    name: 'nvme-exporter',
    cpu: '10m',
    memory: '20Mi',
    tolerate: STORAGE,
    require: NVME,
    hostNetwork: true,
    port: 9998,
  },
  { name: 'storage-replicator', cpu: '2', memory: '4Gi', priority: 'agents', tolerate: STORAGE, require: NVME },
  { name: 'ingress-nginx', cpu: '500m', memory: '512Mi', tolerate: INGRESS, hostNetwork: true, port: 443 },
  {
    name: 'keepalived',
    cpu: '50m',
    memory: '30Mi',
    tolerate: INGRESS,
    select: { 'node-role.kubernetes.io/ingress': '' },
  },
  { name: 'metallb-speaker', cpu: '50m', memory: '60Mi', tolerate: ALL, hostNetwork: true, port: 7472 },
  { name: 'spot-termination-handler', cpu: '50m', memory: '64Mi', select: { 'node.example.com/lifecycle': 'spot' } },
  { name: 'batch-cache', cpu: '1', memory: '8Gi', tolerate: BATCH, select: { 'example.com/workload': 'batch' } },
  { name: 'image-prefetcher', cpu: '10m', memory: '32Mi', tolerate: BATCH, require: ARCHES },
  { name: 'registry-mirror', cpu: '100m', memory: '256Mi', priority: 'agents', tolerate: SCHEDULE, port: 5000 },
  { name: 'kured', cpu: '10m', memory: '32Mi', tolerate: SCHEDULE },
  {
    name: 'infra-audit',
    cpu: '100m',
    memory: '128Mi',
    tolerate: INFRA,
    select: { 'node-role.kubernetes.io/infra': '' },
  },
  { name: 'kube-bench', cpu: '50m', memory: '64Mi', tolerate: SCHEDULE, require: ARCHES },
  { name: 'sysctl-tuner', cpu: '5m', memory: '8Mi', priority: 'agents', tolerate: SCHEDULE },
  { name: 'ntp-exporter', cpu: '10m', memory: '16Mi', hostNetwork: true, port: 9559 },
  { name: 'ebpf-profiler', cpu: '100m', memory: '512Mi', priority: 'agents', require: ARCHES },
  { name: 'pyroscope-agent', cpu: '100m', memory: '256Mi', require: NOT_SPOT },
  { name: 'vector', cpu: '200m', memory: '512Mi', require: NOT_SPOT, port: 8686 },
  { name: 'cost-agent', cpu: '20m', memory: '64Mi', tolerate: SCHEDULE },
  { name: 'network-tester', cpu: '10m', memory: '16Mi', tolerate: SCHEDULE, port: 8089 },
  { name: 'antivirus', cpu: '500m', memory: '1Gi', priority: 'agents', tolerate: SCHEDULE, select: LINUX },
  { name: 'file-integrity', cpu: '50m', memory: '128Mi', tolerate: SCHEDULE },
  { name: 'win-exporter', cpu: '100m', memory: '100Mi', select: { 'kubernetes.io/os': 'windows' } },
  { name: 'arm-perf', cpu: '20m', memory: '64Mi', select: { 'kubernetes.io/arch': 'arm64' } },
  { name: 'zone-a-cache', cpu: '250m', memory: '1Gi', select: { 'topology.kubernetes.io/zone': 'eu-west-1a' } },
  { name: 'hugepage-setup', cpu: '10m', memory: '16Mi', priority: CLUSTER_CRITICAL, tolerate: STORAGE, require: NVME },
  { name: 'memory-analytics', cpu: '4', memory: '16Gi', select: { 'eks.amazonaws.com/nodegroup': 'memory' } },
  { name: 'chaos-daemon', cpu: '250m', memory: '512Mi', tolerate: SCHEDULE, port: 31766 },
];

/** The PriorityClass of the agents that may displace workloads. */
export const AGENTS_PRIORITY = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'agents' },
  value: 100_000,
};

/** DaemonSets as a platform team has them; past the fiftieth, the same again with other names and ports. */
export function benchAgents(count: number) {
  return Array.from({ length: count }, (_, i) =>
    daemonSet(PROFILES[i % PROFILES.length], Math.floor(i / PROFILES.length)),
  );
}

function daemonSet(profile: Profile, round: number) {
  const { cpu, memory, extended, port, priority, require: expressions, tolerate, select, hostNetwork } = profile;
  const name = round === 0 ? profile.name : `${profile.name}-${round + 1}`;
  const labels = { 'app.kubernetes.io/name': name };
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } };
  const affinity = {
    ...(expressions && {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: expressions }] },
      },
    }),
    ...(profile.alone && { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } }),
  };
  const requests = { ...(cpu && { cpu }), ...(memory && { memory }), ...extended };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'node-agents' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(priority && { priorityClassName: priority }),
          ...(select && { nodeSelector: select }),
          ...(tolerate && { tolerations: tolerate }),
          ...(hostNetwork && { hostNetwork }),
          affinity,
          containers: [
            {
              name: 'agent',
              image: `registry.example.com/${profile.name}:1.0.0`,
              resources: { requests, limits: { ...(memory && { memory }), ...extended } },
              ...(port && {
                ports: [{ containerPort: port + round * 10, ...(!hostNetwork && { hostPort: port + round * 10 }) }],
              }),
            },
          ],
        },
      },
    },
  };
}
