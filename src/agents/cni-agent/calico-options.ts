/** What hands the routes to pods from node to node. */
export enum CalicoBackend {
  /** BIRD, by BGP on TCP port 179: works with routers of the network, and with any encapsulation. */
  BIRD = 'bird',
  /** Felix alone, for VXLAN: without BGP. */
  VXLAN = 'vxlan',
}

/** How packets go from node to node, in the words of Calico's Installation. */
export enum CalicoEncapsulation {
  /** IP in IP. */
  IPIP = 'IPIP',
  /** IP in IP where nodes are in different subnets, and routes where they are in one. */
  IPIP_CROSS_SUBNET = 'IPIPCrossSubnet',
  /** VXLAN, UDP port 4789. */
  VXLAN = 'VXLAN',
  /** VXLAN where nodes are in different subnets, and routes where they are in one. */
  VXLAN_CROSS_SUBNET = 'VXLANCrossSubnet',
  /** By routes alone, which the network must know. */
  NONE = 'None',
}

/** What Calico must be told for Windows nodes. It is the same for all of them. */
export interface CalicoOnWindows {
  /** The networks of Services, in CIDR notation: `--service-cluster-ip-range` of the API server. */
  readonly serviceCidrs: string[];

  /** Addresses of the DNS servers of pods: that of the Service of the cluster's DNS. */
  readonly dnsServers: string[];

  /**
   * Name of the network adapter that carries the VXLAN.
   *
   * @default - the first
   */
  readonly vxlanAdapter?: string;

  /**
   * Where the container runtime looks for plugins.
   *
   * @default "C:\\opt\\cni\\bin"
   */
  readonly cniBinDirectory?: string;

  /**
   * Where the container runtime looks for their configuration.
   *
   * @default "C:\\etc\\cni\\net.d"
   */
  readonly cniConfigDirectory?: string;

  /**
   * The image that installs the CNI plugin.
   *
   * @default "quay.io/calico/cni-windows:v3.32.1"
   */
  readonly cniImage?: string;
}

/** Options of `Cni.calico`. Those of the pools count when the first agent starts, and no more once there are pools. */
export interface CalicoOptions {
  /**
   * The IPv4 network of all pods, in CIDR notation.
   *
   * @default - `ipv6PoolCidr` is given
   */
  readonly ipv4PoolCidr?: string;

  /**
   * The IPv6 network of all pods, in CIDR notation.
   *
   * @default - IPv4 only
   */
  readonly ipv6PoolCidr?: string;

  /**
   * Prefix of the blocks of IPv4 addresses that nodes take, from 20 to 32 bits.
   *
   * @default 26
   */
  readonly ipv4PoolBlockSize?: number;

  /**
   * Prefix of the blocks of IPv6 addresses that nodes take, from 116 to 128 bits.
   *
   * @default 122
   */
  readonly ipv6PoolBlockSize?: number;

  /**
   * What hands routes from node to node.
   *
   * @default CalicoBackend.BIRD
   */
  readonly backend?: CalicoBackend;

  /**
   * How packets go from node to node.
   *
   * @default - `IPIP`; `VXLANCrossSubnet` with the backend VXLAN; `None` for IPv6 with BIRD
   */
  readonly encapsulation?: CalicoEncapsulation;

  /**
   * Whether packets that leave the pools get the address of the node.
   *
   * @default - for IPv4 true, for IPv6 false
   */
  readonly natOutgoing?: boolean;

  /**
   * How a node finds its IPv4 address, such as `kubernetes-internal-ip`, `interface=eth.*` or `can-reach=10.0.0.1`.
   *
   * @default "first-found"
   */
  readonly ipAutodetectionMethod?: string;

  /**
   * The same for IPv6.
   *
   * @default "first-found"
   */
  readonly ip6AutodetectionMethod?: string;

  /**
   * Largest packet of pods and tunnels, in bytes.
   *
   * @default - that of the interface of the node, less the encapsulation
   */
  readonly mtu?: number;

  /**
   * Whether rules are made with nftables instead of iptables, on Linux nodes.
   *
   * @default false
   */
  readonly nftables?: boolean;

  /**
   * Whether Felix serves metrics, on port 9091 of the node.
   *
   * @default false
   */
  readonly prometheusMetrics?: boolean;

  /**
   * Name or address at which the API server is reached without a Service.
   *
   * @default - the address of its Service
   */
  readonly kubernetesServiceHost?: string;

  /**
   * Port of the API server at `kubernetesServiceHost`.
   *
   * @default 6443
   */
  readonly kubernetesServicePort?: number;

  /**
   * The image that installs the CNI plugin on Linux nodes.
   *
   * @default "quay.io/calico/cni:v3.32.1"
   */
  readonly cniImage?: string;

  /**
   * What Windows nodes need beside that: a `CniAgent` with `nodes: NodeSet.windows()` is their agent.
   *
   * @default - no agent for Windows nodes can be made
   */
  readonly windows?: CalicoOnWindows;
}
