import type { Duration } from 'cdk8s';
import type { ISecret } from 'cdk8s-plus-28';
import type { COLLECTD_PLUGINS } from './collectd-plugins';

/** A plugin of collectd that reads of its node what containers see as it is, and needs no settings. */
export type CollectdPlugin = (typeof COLLECTD_PLUGINS)[number];

/** Options for `Metrics.collectd`. */
export interface CollectdOptions {
  /** An image with collectd 5 and the plugins that are used: the project publishes none. */
  readonly image: string;

  /**
   * What is read, as plugins. Processes are not among them: a container sees its own alone.
   *
   * @default ['cpu', 'df', 'disk', 'interface', 'load', 'memory', 'swap', 'uptime']
   */
  readonly plugins?: CollectdPlugin[];

  /**
   * How often they are read, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Where values are sent over collectd's own protocol, in the clear: host names or addresses, with a port after a colon
   * unless it is 25826. Servers with credentials belong in `secretConfig`.
   *
   * @default - none
   */
  readonly servers?: string[];

  /**
   * Whether values of others are taken over that protocol, on UDP port 25826 of the node. Whoever reaches the port may send.
   *
   * @default false
   */
  readonly receiver?: boolean;

  /**
   * Whether values are served to Prometheus, on TCP port 9103 of the node.
   *
   * @default - true if there are no `servers`
   */
  readonly prometheus?: boolean;

  /**
   * A Secret with further configuration: every key that ends in `.conf` is read too. Here belong servers with credentials.
   *
   * @default - none
   */
  readonly secretConfig?: ISecret;

  /**
   * Further configuration in collectd's own language.
   *
   * @default - none
   */
  readonly extraConfig?: string;
}
