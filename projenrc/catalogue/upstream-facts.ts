/** Which containers of a pod are privileged: none, init containers alone, or one that keeps running. */
export type Privileged = 'none' | 'init' | 'main';

/** What the project of an agent ships by default, as far as privileges go. Facts, read from its manifest or chart. */
export interface UpstreamFacts {
  /** The manifest or chart that was read, with its version or commit. */
  readonly source: string;
  /** @default 'none' */
  readonly privileged?: Privileged;
  /** Capabilities that containers which are not privileged get: with `DEFAULT`, those a runtime gives unless they are dropped. */
  readonly capabilities: string[];
  /** @default - none */
  readonly hostNamespaces?: string[];
  /** Paths of the node that it may write to. */
  readonly writes: string[];
  /** What it may do with which resource of the API server, in any namespace, as `get list watch`. */
  readonly permissions: Record<string, string>;
  /** ClusterRoles that it is bound to and does not bring. */
  readonly clusterRoles?: string[];
  /** What the construct of this library needs beyond that, and why. */
  readonly beyond?: Record<string, string>;
}

/** Why there is nothing to compare with. */
export interface NoUpstream {
  readonly none: string;
}

const READ = 'get list watch';
const DEFAULT = ['DEFAULT'];
const KUBELET = '/var/lib/kubelet';

/** Facts by name of the agent. */
export const UPSTREAM: Record<string, UpstreamFacts | NoUpstream> = {
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
  Flannel: {
    source: 'flannel-io/flannel Documentation/kube-flannel.yml @cdf76059',
    capabilities: [...DEFAULT, 'NET_ADMIN', 'NET_RAW'],
    hostNamespaces: ['hostNetwork'],
    writes: ['/run/flannel', '/opt/cni/bin', '/etc/cni/net.d', '/run/xtables.lock'],
    permissions: { pods: 'get', nodes: READ, 'nodes/status': 'patch' },
  },
  'kube-proxy': {
    source: 'kubernetes/kubernetes cmd/kubeadm/app/phases/addons/proxy/manifests.go 1.35',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostNetwork'],
    writes: ['/run/xtables.lock'],
    permissions: {},
    clusterRoles: ['system:node-proxier'],
  },
  Envoy: {
    source: 'projectcontour/contour examples/contour/03-envoy.yaml',
    capabilities: DEFAULT,
    writes: [],
    permissions: {},
  },
  EBS: {
    source: 'kubernetes-sigs/aws-ebs-csi-driver deploy/kubernetes/base/node.yaml v1.64.0 @429e202e',
    privileged: 'main',
    capabilities: DEFAULT,
    writes: [KUBELET, '/dev'],
    permissions: { nodes: `${READ} patch`, csinodes: 'get', volumeattachments: READ },
  },
  NFS: {
    source: 'kubernetes-csi/csi-driver-nfs deploy/csi-nfs-node.yaml @d3b27c00',
    privileged: 'main',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork'],
    writes: [`${KUBELET}/pods`, `${KUBELET}/plugins/csi-nfsplugin`, `${KUBELET}/plugins_registry`],
    permissions: {},
    beyond: {
      [`writes ${KUBELET}/plugins/nfs.csi.k8s.io`]: 'the directory of its socket, which upstream calls csi-nfsplugin',
    },
  },
  'Any CSI driver': { none: 'as its vendor ships it' },
  'NVIDIA device plugin': {
    source: 'NVIDIA/k8s-device-plugin deployments/static v0.20.0 @1b826acc6',
    capabilities: [],
    writes: [`${KUBELET}/device-plugins`],
    permissions: {},
  },
  'Any device plugin': { none: 'as its vendor ships it' },
  'Image pre-puller': {
    source: 'jupyterhub/zero-to-jupyterhub-k8s, continuous image puller',
    capabilities: [],
    writes: [],
    permissions: {},
  },
  'Node cleaner': { none: 'Eraser makes single pods, no DaemonSet' },
  'Node initializer': {
    source: 'GoogleCloudPlatform/k8s-node-tools',
    privileged: 'init',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: ['/'],
    permissions: {},
  },
  'Node debugger': { none: 'netshoot ships no DaemonSet' },
  'Node Problem Detector': {
    source: 'kubernetes/node-problem-detector deployment @6632ca67, and chart 2.4.1 of deliveryhero',
    privileged: 'main',
    capabilities: [],
    writes: [],
    permissions: { nodes: 'get', 'nodes/status': 'patch', events: 'create patch update' },
  },
  Kured: {
    source: 'kubereboot/kured 1.23.0 @51220cc',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostPID'],
    writes: [],
    permissions: {
      nodes: 'get patch',
      pods: 'list delete get',
      'pods/eviction': 'create',
      daemonsets: 'get update',
    },
  },
  'Any agent': { none: 'an agent of your own' },
};
