import type { SecretValue } from 'cdk8s-plus-28';

/** Options of `Cni.weave`. */
export interface WeaveOptions {
  /**
   * The IPv4 network of all pods, in CIDR notation.
   *
   * @default "10.32.0.0/12"
   */
  readonly ipallocRange?: string;

  /**
   * The password with which packets between nodes are encrypted.
   *
   * @default - not encrypted
   */
  readonly password?: SecretValue;

  /**
   * Whether NetworkPolicies are enforced, by a second container.
   *
   * @default true
   */
  readonly networkPolicies?: boolean;

  /**
   * Largest packet, in bytes.
   *
   * @default 1376
   */
  readonly mtu?: number;

  /**
   * Most other nodes that a node is connected with.
   *
   * @default 200
   */
  readonly connLimit?: number;
}
