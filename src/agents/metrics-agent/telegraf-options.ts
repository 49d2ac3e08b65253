import type { Duration } from 'cdk8s';
import type { KubeletAccessOptions } from '../kubelet-access';
import type { TelegrafOutput } from './telegraf-output';

/** Options for `Metrics.telegraf`. */
export interface TelegrafOptions {
  /**
   * Where the metrics go.
   *
   * @default [TelegrafOutput.prometheus()]
   */
  readonly outputs?: TelegrafOutput[];

  /**
   * How often metrics are gathered and sent, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Tags of every metric, such as the name of the cluster. `host` is the name of the node.
   *
   * @default - none
   */
  readonly globalTags?: Record<string, string>;

  /**
   * Also asks the kubelet of the node what its pods, containers and volumes use. `{}` does so with all defaults.
   *
   * @default - not asked
   */
  readonly kubelet?: KubeletAccessOptions;

  /**
   * Whether it is on the network of its node. Without, it cannot see the interfaces of the node and leaves the input `net`
   * out.
   *
   * @default true
   */
  readonly hostNetwork?: boolean;

  /**
   * Further tables of the configuration, in TOML, such as inputs of your own. `$NAME` in its texts is replaced by the
   * environment variable.
   *
   * @default - none
   */
  readonly extraConfig?: string;
}
