import { DEFAULT, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const LOGGING: Upstreams = {
  'Fluent Bit': {
    source: 'fluent/helm-charts charts/fluent-bit 0.58.1 @5b81bf7',
    capabilities: DEFAULT,
    writes: ['/var/log'],
    permissions: { namespaces: READ, pods: READ },
  },
  Fluentd: {
    source: 'fluent/fluentd-kubernetes-daemonset @849b9e1e',
    capabilities: DEFAULT,
    writes: ['/var/log'],
    permissions: { namespaces: READ, pods: READ },
  },
  Vector: {
    source: 'vectordotdev/helm-charts charts/vector 0.57.0 @6dbdb4a',
    capabilities: DEFAULT,
    writes: ['/var/lib/vector'],
    permissions: { namespaces: 'list watch', nodes: 'list watch', pods: 'list watch' },
  },
  'OpenTelemetry Collector': {
    source:
      'open-telemetry/opentelemetry-helm-charts 0.170.0 @dd5665c06, presets logsCollection and kubernetesAttributes',
    capabilities: DEFAULT,
    writes: [],
    permissions: { namespaces: READ, pods: READ, replicasets: READ },
  },
  Filebeat: {
    source: 'elastic/beats deploy/kubernetes/filebeat-kubernetes.yaml @005f19f1ece8',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork'],
    writes: ['/var/lib/filebeat-data'],
    permissions: {
      namespaces: READ,
      pods: READ,
      nodes: READ,
      replicasets: READ,
      jobs: READ,
      leases: 'get create update',
      configmaps: 'get',
    },
  },
  'Grafana Alloy': {
    source: 'grafana/alloy operations/helm/charts/alloy 1.11.1 @66ebea856d',
    capabilities: DEFAULT,
    writes: [],
    permissions: {
      nodes: READ,
      'nodes/metrics': READ,
      pods: READ,
      'pods/log': READ,
      namespaces: READ,
      services: READ,
      endpoints: READ,
      secrets: READ,
      configmaps: READ,
    },
  },
  Logstash: { none: 'Elastic ships no DaemonSet' },
};
