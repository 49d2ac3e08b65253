import type { ISecret, SecretValue } from 'cdk8s-plus-28';

/** Options for `SecuritySensor.aqua`. */
export interface AquaOptions {
  /** The version of the enforcer, which is that of your Aqua console, such as `2022.4.720`. */
  readonly version: string;

  /** The token by which enforcers join their group. */
  readonly token: SecretValue;

  /**
   * The host of the gateway.
   *
   * @default "aqua-gateway-svc"
   */
  readonly gatewayHost?: string;

  /**
   * The port of the gateway.
   *
   * @default 8443
   */
  readonly gatewayPort?: number;

  /**
   * What the console knows the cluster by, which upstream's chart sets to the uid of the namespace `kube-system`. For Linux
   * nodes.
   *
   * @default "auto"
   */
  readonly clusterId?: string;

  /**
   * A certificate of the enforcer as `cert.pem`, its key as `key.pem`, and who vouches for the gateway as `ca.pem`. For Linux
   * nodes.
   *
   * @default - the gateway is not verified
   */
  readonly tls?: ISecret;

  /**
   * Whether CRI-O or Podman keep containers below `/var/lib/containers` of the nodes. For Linux nodes.
   *
   * @default false
   */
  readonly containersStorage?: boolean;
}
