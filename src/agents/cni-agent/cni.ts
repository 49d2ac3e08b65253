import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Flannel } from './flannel';
import type { FlannelOptions } from './flannel-options';

/**
 * The network plugin a node's pods get their network from.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 * @example
 * Cni.flannel({ podCidr: '10.244.0.0/16' })
 */
export class Cni {
  /**
   * Flannel 0.28.9.
   *
   * Better than upstream's manifest: capabilities NET_ADMIN and NET_RAW and no other (upstream adds them to the default
   * ones); no permission to read pods; every host path has a type.
   *
   * @throws if a network is no network, or too small.
   * @see https://github.com/flannel-io/flannel
   */
  public static flannel(options: FlannelOptions): Cni {
    return new Cni(new Flannel(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
