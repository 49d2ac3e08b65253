import { CiliumIpam, type CiliumOptions, CiliumRoutingMode, CiliumTunnelProtocol } from './cilium-options';

export const CILIUM_HEALTH_PORT = 9879;
export const HUBBLE_PORT = 4244;
export const PROMETHEUS_PORT = 9962;
export const HUBBLE_TLS_DIRECTORY = '/var/lib/cilium/tls/hubble';
export const CGROUP_ROOT = '/run/cilium/cgroupv2';
/** The taint that keeps pods off a node until the agent there is ready. */
export const AGENT_NOT_READY_TAINT = 'node.cilium.io/agent-not-ready';

type Config = Record<string, string | number | boolean | undefined>;

/**
 * What the chart of Cilium sets otherwise than the programs have it by themselves, where no option speaks of it. The
 * operator reads it too.
 */
const FIXED: Config = {
  'identity-allocation-mode': 'crd',
  'identity-management-mode': 'agent',
  'identity-heartbeat-timeout': '30m0s',
  'identity-gc-interval': '15m0s',
  'cilium-endpoint-gc-interval': '5m0s',
  'nodes-gc-interval': '5m0s',
  'operator-api-serve-addr': '127.0.0.1:9234',
  'operator-prometheus-serve-addr': ':9963',
  'enable-metrics': true,
  debug: false,
  'enable-policy': 'default',
  'enable-policy-secrets-sync': false,
  'enable-k8s-networkpolicy': true,
  'monitor-aggregation': 'medium',
  'monitor-aggregation-interval': '5s',
  'monitor-aggregation-flags': 'all',
  'bpf-map-dynamic-size-ratio': '0.0025',
  'bpf-policy-map-max': 16384,
  'preallocate-bpf-maps': false,
  'datapath-mode': 'veth',
  'enable-xt-socket-fallback': true,
  'write-cni-conf-when-ready': '/host/etc/cni/net.d/05-cilium.conflist',
  'cni-exclusive': true,
  'cni-log-file': '/var/run/cilium/cilium-cni.log',
  'enable-endpoint-health-checking': true,
  'enable-health-checking': true,
  'synchronize-k8s-nodes': true,
  'remove-cilium-node-taints': true,
  'set-cilium-node-taints': true,
  'set-cilium-is-up-condition': true,
  'agent-not-ready-taint-key': AGENT_NOT_READY_TAINT,
  'unmanaged-pod-watcher-interval': '15s',
  'dnsproxy-enable-transparent-mode': true,
  'external-envoy-proxy': false,
  procfs: '/host/proc',
  'bpf-root': '/sys/fs/bpf',
  'cgroup-root': CGROUP_ROOT,
  // A change of the ConfigMap replaces the pods, so none has to watch it.
  'enable-dynamic-config': false,
  'enable-drift-checker': false,
};

/** What the options say. */
function told(options: CiliumOptions): Config {
  const { ipam = CiliumIpam.CLUSTER_POOL, ipv4 = true, ipv6 = false, hubbleTls } = options;
  const { routingMode = CiliumRoutingMode.TUNNEL, tunnelProtocol = CiliumTunnelProtocol.VXLAN } = options;
  const pool = ipam === CiliumIpam.CLUSTER_POOL;
  return {
    ipam,
    ...(pool && ipv4 && poolConfig(4, options.clusterPoolIpv4PodCidrs, options.clusterPoolIpv4MaskSize)),
    ...(pool && ipv6 && poolConfig(6, options.clusterPoolIpv6PodCidrs, options.clusterPoolIpv6MaskSize)),
    'enable-ipv4': ipv4,
    'enable-ipv6': ipv6,
    // Otherwise the agent would start without addresses when it is faster than the controller manager.
    'k8s-require-ipv4-pod-cidr': !pool && ipv4,
    'k8s-require-ipv6-pod-cidr': !pool && ipv6,
    'enable-ipv4-masquerade': ipv4,
    'enable-ipv6-masquerade': ipv6,
    'enable-bpf-masquerade': options.bpfMasquerade ?? false,
    'kube-proxy-replacement': options.kubeProxyReplacement ?? false,
    'routing-mode': routingMode,
    'tunnel-protocol': routingMode === CiliumRoutingMode.TUNNEL ? tunnelProtocol : undefined,
    'ipv4-native-routing-cidr': options.ipv4NativeRoutingCidr,
    'ipv6-native-routing-cidr': options.ipv6NativeRoutingCidr,
    'auto-direct-node-routes': options.autoDirectNodeRoutes ?? false,
    'enable-wireguard': options.wireguard ?? false,
    'enable-l7-proxy': options.l7Proxy ?? true,
    'enable-hubble': hubbleTls !== undefined,
    ...(hubbleTls && {
      'hubble-socket-path': '/var/run/cilium/hubble.sock',
      'hubble-listen-address': `:${HUBBLE_PORT}`,
      'hubble-disable-tls': false,
      'hubble-tls-cert-file': `${HUBBLE_TLS_DIRECTORY}/tls.crt`,
      'hubble-tls-key-file': `${HUBBLE_TLS_DIRECTORY}/tls.key`,
      'hubble-tls-client-ca-files': `${HUBBLE_TLS_DIRECTORY}/ca.crt`,
    }),
    'prometheus-serve-addr': options.prometheus ? `:${PROMETHEUS_PORT}` : undefined,
    'cluster-name': options.clusterName ?? 'default',
    'cluster-id': options.clusterId ?? 0,
    mtu: options.mtu,
  };
}

/** What Cilium's operator hands out unless it is told otherwise. */
export const CILIUM_POOLS = { 4: ['10.0.0.0/8'], 6: ['fd00::/104'] };

function poolConfig(family: 4 | 6, cidrs?: string[], maskSize?: number): Config {
  return family === 4
    ? {
        'cluster-pool-ipv4-cidr': (cidrs ?? CILIUM_POOLS[4]).join(' '),
        'cluster-pool-ipv4-mask-size': maskSize ?? 24,
      }
    : {
        'cluster-pool-ipv6-cidr': (cidrs ?? CILIUM_POOLS[6]).join(' '),
        'cluster-pool-ipv6-mask-size': maskSize ?? 120,
      };
}

/** Keys that options say, and so `config` must not. */
export function toldKeys(options: CiliumOptions): string[] {
  return [...Object.keys(told(options)), 'agent-health-port'];
}

/**
 * The data of the ConfigMap: flags of agent and operator, without their dashes.
 *
 * @see https://docs.cilium.io/en/stable/network/kubernetes/configuration/
 */
export function ciliumConfig(options: CiliumOptions): Record<string, string> {
  const entries = Object.entries<Config[string]>({ ...FIXED, ...options.config, ...told(options) });
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
