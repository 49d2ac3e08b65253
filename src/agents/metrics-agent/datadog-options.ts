import type { SecretValue } from 'cdk8s-plus-28';
import type { ContainerRuntimeSocket } from '../host-mount';
import type { KubeletAccessOptions } from '../kubelet-access';

/** Options for `Metrics.datadog`. */
export interface DatadogOptions {
  /** The API key of your organization. */
  readonly apiKey: SecretValue;

  /**
   * The site of Datadog that your organization is on, such as `datadoghq.eu`.
   *
   * @default 'datadoghq.com'
   * @see https://docs.datadoghq.com/getting_started/site/
   */
  readonly site?: string;

  /**
   * The name of the cluster, a tag of all that is sent: lower case letters, digits, `-` and `.`.
   *
   * @default - found out from the cloud, where that knows it
   */
  readonly clusterName?: string;

  /**
   * Further tags of all that is sent, such as `{ env: 'production' }`.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;

  /**
   * Whether the logs of all containers are collected. It mounts `/var/log/pods` and `/var/log/containers`, and a directory of
   * its own on the node for how far it has read.
   *
   * @default false
   */
  readonly logs?: boolean;

  /**
   * Whether it takes traces: a second container, and TCP port 8126.
   *
   * @default false
   */
  readonly apm?: boolean;

  /**
   * Whether the processes of the node are collected, with their arguments. It mounts `/etc/passwd` for the names of users.
   *
   * @default false
   */
  readonly processes?: boolean;

  /**
   * Whether it takes metrics from others by DogStatsD, on UDP port 8125.
   *
   * @default true
   */
  readonly dogStatsD?: boolean;

  /**
   * Whether it also takes metrics and traces on sockets in `/var/run/datadog` of the node, which pods mount: `dsd.socket`,
   * and with `apm` `apm.socket`. Windows nodes have none.
   *
   * @default false
   */
  readonly sockets?: boolean;

  /**
   * The runtime that it asks for containers, on Windows nodes by its named pipe: containerd or Docker. Whoever may ask it may
   * do everything on the node.
   *
   * @default ContainerRuntimeSocket.CONTAINERD
   */
  readonly runtime?: ContainerRuntimeSocket;

  /**
   * How it asks the kubelet.
   *
   * @default - with all defaults
   */
  readonly kubelet?: KubeletAccessOptions;
}
