import { DEFAULT, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const MONITORING: Upstreams = {
  'Node Exporter': {
    source: 'prometheus-community/helm-charts prometheus-node-exporter 4.56.1 @cf408a290',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: [],
    permissions: {},
  },
  cAdvisor: {
    source: 'google/cadvisor deploy/kubernetes/base @6a0c4f25',
    capabilities: DEFAULT,
    writes: [],
    permissions: {},
  },
  Telegraf: {
    source: 'influxdata/helm-charts telegraf-ds 1.1.53 @4595ef4',
    capabilities: DEFAULT,
    writes: [],
    permissions: { pods: READ, nodes: READ, 'nodes/proxy': READ, 'nodes/stats': READ, persistentvolumes: READ },
    beyond: { 'shares hostNetwork': 'so that it sees the interfaces of the node and not those of its pod' },
  },
  collectd: { none: 'collectd ships no manifest for Kubernetes' },
  'Datadog Agent': {
    source: 'DataDog/helm-charts charts/datadog 3.240.0 @79f7c74fd',
    capabilities: DEFAULT,
    hostNamespaces: ['hostPID'],
    writes: ['/var/run/datadog', '/var/lib/kubelet/seccomp'],
    permissions: {
      'nodes/metrics': 'get',
      'nodes/spec': 'get',
      'nodes/proxy': 'get',
      'nodes/stats': 'get',
      endpoints: 'get',
      leases: 'get',
    },
  },
  'DCGM exporter': {
    source: 'NVIDIA/dcgm-exporter dcgm-exporter.yaml, image 4.5.3-4.8.2',
    capabilities: ['SYS_ADMIN'],
    writes: [],
    permissions: {},
  },
};
