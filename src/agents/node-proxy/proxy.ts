import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Envoy } from './envoy';
import type { EnvoyOptions } from './envoy-options';
import { KubeProxy } from './kube-proxy';
import type { KubeProxyOptions } from './kube-proxy-options';

/**
 * What proxies the traffic of a node.
 *
 * @example
 * Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443', mode: KubeProxyMode.NFTABLES })
 */
export class Proxy {
  /**
   * kube-proxy 1.36.2, which makes Services reachable on its node.
   *
   * It runs on every Linux node whatever its taints, on the network of the node, node-critical, and privileged, as kubeadm
   * has it: it sets kernel parameters of the node. Better than kubeadm's: requests, a readiness probe, and a tenth of the
   * nodes at a time. It needs the Pod Security level `privileged`.
   *
   * @throws if not exactly one of `apiServer` and `configMap` is given, or an option is not what it should be.
   * @see https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/addons/proxy/manifests.go
   */
  public static kubeProxy(options: KubeProxyOptions): Proxy {
    return new Proxy(new KubeProxy(options));
  }

  /**
   * Envoy 1.39.1, with a bootstrap configuration of yours, and certificates from a Secret.
   *
   * It runs as user 10001 without any capability, listens on ports above 1024, and passes the Pod Security level
   * `restricted`. Upstream publishes no DaemonSet of its own; Contour's listens on ports of the node, which
   * `reach: Reach.nodeIp()` does here.
   *
   * @throws if not exactly one of `config` and `configMap` is given, or a port is none or taken twice.
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/overview/bootstrap
   */
  public static envoy(options: EnvoyOptions): Proxy {
    return new Proxy(new Envoy(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
