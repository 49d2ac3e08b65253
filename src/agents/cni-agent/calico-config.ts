import { CalicoBackend, CalicoEncapsulation, type CalicoOptions } from './calico-options';

const IPIP_MODES: Partial<Record<CalicoEncapsulation, string>> = {
  [CalicoEncapsulation.IPIP]: 'Always',
  [CalicoEncapsulation.IPIP_CROSS_SUBNET]: 'CrossSubnet',
};
const VXLAN_MODES: Partial<Record<CalicoEncapsulation, string>> = {
  [CalicoEncapsulation.VXLAN]: 'Always',
  [CalicoEncapsulation.VXLAN_CROSS_SUBNET]: 'CrossSubnet',
};

export function backendOf({ backend = CalicoBackend.BIRD }: CalicoOptions): CalicoBackend {
  return backend;
}

export function encapsulationOf(options: CalicoOptions): CalicoEncapsulation {
  const vxlan = backendOf(options) === CalicoBackend.VXLAN;
  // There is no IP in IP for IPv6.
  const bird = options.ipv4PoolCidr === undefined ? CalicoEncapsulation.NONE : CalicoEncapsulation.IPIP;
  return options.encapsulation ?? (vxlan ? CalicoEncapsulation.VXLAN_CROSS_SUBNET : bird);
}

/**
 * What the agent is told by its environment.
 *
 * @see https://docs.tigera.io/calico/latest/reference/configure-calico-node
 */
export function calicoEnvironment(options: CalicoOptions): Record<string, string> {
  const { ipv4PoolCidr, ipv6PoolCidr, ipAutodetectionMethod, ip6AutodetectionMethod, mtu = 0 } = options;
  const encapsulation = encapsulationOf(options);
  const told: Record<string, string | number | boolean | undefined> = {
    DATASTORE_TYPE: 'kubernetes',
    WAIT_FOR_DATASTORE: true,
    CALICO_NETWORKING_BACKEND: backendOf(options),
    CLUSTER_TYPE: backendOf(options) === CalicoBackend.BIRD ? 'k8s,bgp' : 'k8s',
    IP: ipv4PoolCidr ? 'autodetect' : 'none',
    IP_AUTODETECTION_METHOD: ipAutodetectionMethod,
    ...(ipv4PoolCidr && {
      CALICO_IPV4POOL_CIDR: ipv4PoolCidr,
      CALICO_IPV4POOL_BLOCK_SIZE: options.ipv4PoolBlockSize,
      CALICO_IPV4POOL_IPIP: IPIP_MODES[encapsulation] ?? 'Never',
      CALICO_IPV4POOL_VXLAN: VXLAN_MODES[encapsulation] ?? 'Never',
      CALICO_IPV4POOL_NAT_OUTGOING: options.natOutgoing,
    }),
    ...(ipv6PoolCidr && {
      IP6: 'autodetect',
      IP6_AUTODETECTION_METHOD: ip6AutodetectionMethod,
      CALICO_IPV6POOL_CIDR: ipv6PoolCidr,
      CALICO_IPV6POOL_BLOCK_SIZE: options.ipv6PoolBlockSize,
      CALICO_IPV6POOL_VXLAN: VXLAN_MODES[encapsulation] ?? 'Never',
      CALICO_IPV6POOL_NAT_OUTGOING: options.natOutgoing,
      // BIRD takes its name from the IPv4 address of the node.
      CALICO_ROUTER_ID: ipv4PoolCidr ? undefined : 'hash',
    }),
    CALICO_DISABLE_FILE_LOGGING: true,
    FELIX_DEFAULTENDPOINTTOHOSTACTION: 'ACCEPT',
    FELIX_IPV6SUPPORT: ipv6PoolCidr !== undefined,
    FELIX_HEALTHENABLED: true,
    FELIX_IPINIPMTU: mtu,
    FELIX_VXLANMTU: mtu,
    FELIX_WIREGUARDMTU: mtu,
    FELIX_NFTABLESMODE: options.nftables ? 'Enabled' : undefined,
    FELIX_PROMETHEUSMETRICSENABLED: options.prometheusMetrics,
    // It sees no BPF file system.
    FELIX_XDPENABLED: false,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/**
 * The configuration of the plugin. The words between underscores are filled in on the node.
 *
 * @see https://docs.tigera.io/calico/latest/reference/configure-cni-plugins
 */
export function calicoCniConfig({ ipv4PoolCidr, ipv6PoolCidr, mtu = 0 }: CalicoOptions): object {
  return {
    name: 'k8s-pod-network',
    cniVersion: '1.0.0',
    plugins: [
      {
        type: 'calico',
        log_level: 'info',
        log_file_path: '/var/log/calico/cni/cni.log',
        datastore_type: 'kubernetes',
        nodename: '__KUBERNETES_NODE_NAME__',
        mtu,
        ipam: {
          type: 'calico-ipam',
          assign_ipv4: String(ipv4PoolCidr !== undefined),
          assign_ipv6: String(ipv6PoolCidr !== undefined),
        },
        policy: { type: 'k8s' },
        kubernetes: { kubeconfig: '__KUBECONFIG_FILEPATH__' },
      },
      { type: 'portmap', snat: true, capabilities: { portMappings: true } },
    ],
  };
}
