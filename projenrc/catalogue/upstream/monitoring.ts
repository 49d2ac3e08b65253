import { DEFAULT, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

/** What the chart permits its agents on nodes of any system. */
const DATADOG_PERMISSIONS = {
  'nodes/metrics': 'get',
  'nodes/spec': 'get',
  'nodes/proxy': 'get',
  'nodes/stats': 'get',
  endpoints: 'get',
  leases: 'get',
  securitycontextconstraints: 'use',
  'kcm/metrics': 'get',
  'ksh/metrics': 'get',
  '/metrics': 'get',
  '/metrics/slis': 'get',
};

export const MONITORING: Upstreams = {
  'Node Exporter': {
    source: 'prometheus-community/helm-charts prometheus-node-exporter 4.56.1 @cf408a290',
    link: 'https://github.com/prometheus-community/helm-charts/tree/cf408a290aec489277a94450bb3511432477a53a/charts/prometheus-node-exporter',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: [],
    reads: ['/', '/proc', '/sys'],
    permissions: {},
  },
  'Windows Exporter': {
    source: 'prometheus-community/helm-charts prometheus-windows-exporter 0.12.8 @43a82e944',
    link: 'https://github.com/prometheus-community/helm-charts/tree/43a82e944/charts/prometheus-windows-exporter',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: [],
    permissions: {},
  },
  cAdvisor: {
    source: 'google/cadvisor deploy/kubernetes/base @6a0c4f25',
    link: 'https://github.com/google/cadvisor/tree/6a0c4f2539a8b1c11215804dee404c06fe3e0218/deploy/kubernetes/base',
    capabilities: DEFAULT,
    writes: [],
    reads: ['/', '/dev/disk', '/sys', '/var/lib/docker', '/var/run'],
    permissions: {},
  },
  Telegraf: {
    source: 'influxdata/helm-charts telegraf-ds 1.1.53 @4595ef4',
    link: 'https://github.com/influxdata/helm-charts/tree/4595ef4a57f09cc4e5b3a35ac7b1a84063e8cf3f/charts/telegraf-ds',
    capabilities: DEFAULT,
    writes: [],
    reads: ['/'],
    permissions: { pods: READ, nodes: READ, 'nodes/proxy': READ, 'nodes/stats': READ, persistentvolumes: READ },
    beyond: { 'shares hostNetwork': 'so that it sees the interfaces of the node and not those of its pod' },
  },
  collectd: { none: 'collectd ships no manifest for Kubernetes' },
  'Datadog Agent': {
    source: 'DataDog/helm-charts charts/datadog 3.240.0 @79f7c74fd',
    link: 'https://github.com/DataDog/helm-charts/tree/79f7c74fd2525288125d943f48b810431dbc8857/charts/datadog',
    capabilities: DEFAULT,
    hostNamespaces: ['hostPID'],
    writes: ['/var/run/datadog', '/var/lib/kubelet/seccomp'],
    reads: ['/etc/os-release', '/etc/passwd', '/proc', '/sys/fs/cgroup', '/var/run'],
    permissions: DATADOG_PERMISSIONS,
  },
  'Datadog Agent on Windows': {
    source: 'DataDog/helm-charts test/datadog/baseline/manifests/default_all_windows.yaml @79f7c74fd',
    link: 'https://github.com/DataDog/helm-charts/blob/79f7c74fd2525288125d943f48b810431dbc8857/test/datadog/baseline/manifests/default_all_windows.yaml',
    capabilities: [],
    writes: ['\\\\.\\pipe\\docker_engine', '\\\\.\\pipe\\containerd-containerd'],
    permissions: DATADOG_PERMISSIONS,
  },
  'DCGM exporter': {
    source: 'NVIDIA/dcgm-exporter dcgm-exporter.yaml, image 4.5.3-4.8.2',
    link: 'https://github.com/NVIDIA/dcgm-exporter/blob/d5e5f510a1b6b393f39a43293ccd9dc985defc79/dcgm-exporter.yaml',
    capabilities: ['SYS_ADMIN'],
    writes: [],
    reads: ['/var/lib/kubelet/pod-resources'],
    permissions: {},
  },
};
