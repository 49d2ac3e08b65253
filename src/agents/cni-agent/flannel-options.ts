import type { FlannelBackend } from './flannel-backend';

/** Options of `Cni.flannel`. */
export interface FlannelOptions {
  /**
   * The IPv4 network of all pods, in CIDR notation: what the controller manager hands out to nodes, `--cluster-cidr`.
   *
   * @default - `podCidrV6` is given
   */
  readonly podCidr?: string;

  /**
   * The IPv6 network of all pods, in CIDR notation.
   *
   * @default - IPv4 only
   */
  readonly podCidrV6?: string;

  /**
   * How packets are carried from node to node.
   *
   * @default FlannelBackend.vxlan()
   */
  readonly backend?: FlannelBackend;

  /**
   * Names or addresses of the interfaces to use between nodes; the first that a node has is taken.
   *
   * @default - that of the default route
   */
  readonly interfaces?: string[];

  /**
   * Whether rules are made with nftables instead of iptables.
   *
   * @default false
   */
  readonly nftables?: boolean;

  /**
   * The image that holds the CNI plugin.
   *
   * @default 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3'
   */
  readonly cniPluginImage?: string;
}
