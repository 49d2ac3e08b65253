import type { ISecret } from 'cdk8s-plus-28';

/** Where Cilium takes the addresses of pods from. */
export enum CiliumIpam {
  /** Its operator hands parts of `clusterPoolIpv4PodCidrs` and `clusterPoolIpv6PodCidrs` to nodes. */
  CLUSTER_POOL = 'cluster-pool',
  /** The controller manager does, from its `--cluster-cidr`. */
  KUBERNETES = 'kubernetes',
}

/** How packets go from node to node. */
export enum CiliumRoutingMode {
  /** Encapsulated, between any nodes that reach each other. */
  TUNNEL = 'tunnel',
  /** By the routes of the network. */
  NATIVE = 'native',
}

/** How packets are encapsulated. */
export enum CiliumTunnelProtocol {
  /** VXLAN, UDP port 8472. */
  VXLAN = 'vxlan',
  /** Geneve, UDP port 6081. */
  GENEVE = 'geneve',
}

/** Options of `Cni.cilium`, named like the values of Cilium's Helm chart. */
export interface CiliumOptions {
  /**
   * Where addresses of pods are taken from.
   *
   * @default CiliumIpam.CLUSTER_POOL
   */
  readonly ipam?: CiliumIpam;

  /**
   * The IPv4 networks of all pods, in CIDR notation.
   *
   * @default ["10.0.0.0/8"]
   */
  readonly clusterPoolIpv4PodCidrs?: string[];

  /**
   * Prefix of the part of a node, in bits.
   *
   * @default 24
   */
  readonly clusterPoolIpv4MaskSize?: number;

  /**
   * The IPv6 networks of all pods, in CIDR notation.
   *
   * @default ["fd00::/104"]
   */
  readonly clusterPoolIpv6PodCidrs?: string[];

  /**
   * Prefix of the IPv6 part of a node, in bits.
   *
   * @default 120
   */
  readonly clusterPoolIpv6MaskSize?: number;

  /**
   * Whether pods have IPv4 addresses.
   *
   * @default true
   */
  readonly ipv4?: boolean;

  /**
   * Whether pods have IPv6 addresses.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Whether Cilium does what kube-proxy otherwise does, which must not run then. It needs `k8sServiceHost`.
   *
   * @default false
   */
  readonly kubeProxyReplacement?: boolean;

  /**
   * Name or address at which the API server is reached without a Service.
   *
   * @default - the address of its Service
   */
  readonly k8sServiceHost?: string;

  /**
   * Port of the API server at `k8sServiceHost`.
   *
   * @default 6443
   */
  readonly k8sServicePort?: number;

  /**
   * How packets go from node to node.
   *
   * @default CiliumRoutingMode.TUNNEL
   */
  readonly routingMode?: CiliumRoutingMode;

  /**
   * How packets are encapsulated in tunnels.
   *
   * @default CiliumTunnelProtocol.VXLAN
   */
  readonly tunnelProtocol?: CiliumTunnelProtocol;

  /**
   * The IPv4 network within which packets keep the address of their pod, in CIDR notation. Native routing of IPv4 needs it.
   *
   * @default - none
   */
  readonly ipv4NativeRoutingCidr?: string;

  /**
   * The IPv6 network within which packets keep the address of their pod, in CIDR notation. Native routing of IPv6 needs it.
   *
   * @default - none
   */
  readonly ipv6NativeRoutingCidr?: string;

  /**
   * Whether nodes of one layer 2 network make the routes to each other's pods themselves, with native routing.
   *
   * @default false
   */
  readonly autoDirectNodeRoutes?: boolean;

  /**
   * Whether eBPF instead of iptables gives packets that leave the cluster the address of the node.
   *
   * @default false
   */
  readonly bpfMasquerade?: boolean;

  /**
   * Whether packets between nodes are encrypted with WireGuard, UDP port 51871.
   *
   * @default false
   */
  readonly wireguard?: boolean;

  /**
   * Whether policies may speak of HTTP, DNS and the like. Envoy runs inside the agent for them.
   *
   * @default true
   */
  readonly l7Proxy?: boolean;

  /**
   * Certificate, key and authority (`tls.crt`, `tls.key`, `ca.crt`) with which Hubble serves the flows of the node to its
   * relay, on port 4244 of the node.
   *
   * @default - Hubble is off
   */
  readonly hubbleTls?: ISecret;

  /**
   * Whether the agent serves metrics, on port 9962 of the node.
   *
   * @default false
   */
  readonly prometheus?: boolean;

  /**
   * Name of the cluster, which its objects in other clusters of a mesh have.
   *
   * @default "default"
   */
  readonly clusterName?: string;

  /**
   * Number of the cluster in a mesh, from 1 to 255; 0 without one.
   *
   * @default 0
   */
  readonly clusterId?: number;

  /**
   * Largest packet of pods, in bytes.
   *
   * @default - that of the interface of the node, less the encapsulation
   */
  readonly mtu?: number;

  /**
   * Further settings, by their key in the ConfigMap `cilium-config`. None may be one that another option says.
   *
   * @default - none
   */
  readonly config?: Record<string, string>;
}
