import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Envoy } from './envoy';
import type { EnvoyOptions } from './envoy-options';
import { IstioCni } from './istio-cni';
import type { IstioCniOptions, ZtunnelOptions } from './istio-options';
import { KubeProxy } from './kube-proxy';
import type { KubeProxyOptions } from './kube-proxy-options';
import { Ztunnel } from './ztunnel';

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
   * has it: it sets kernel parameters of the node. Better than that upstream: requests, a readiness probe, and a tenth of the
   * nodes at a time. It needs the Pod Security level `privileged`.
   *
   * With `nodes: NodeSet.windows()` it is made for Windows nodes with Calico: a HostProcess container of the image that
   * Kubernetes' special interest group for Windows makes of each version, for any Windows Server. Better than its manifest: a
   * fixed version, the port that it holds, a readiness probe, requests, node-critical.
   *
   * @throws if not exactly one of `apiServer` and `configMap` is given, or an option is not what it should be.
   * @see https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/addons/proxy/manifests.go
   * @see https://github.com/kubernetes-sigs/sig-windows-tools/tree/master/hostprocess/calico/kube-proxy
   * @example
   * Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443', mode: KubeProxyMode.IPVS });
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
   * @example
   * Proxy.envoy({ config: 'admin: {}', tls: Secret.fromSecretName(chart, 'tls', 'envoy-tls') });
   */
  public static envoy(options: EnvoyOptions): Proxy {
    return new Proxy(new Envoy(options));
  }

  /**
   * ztunnel of Istio 1.30.3, which carries the traffic of the pods of its node that are in an ambient mesh. It needs istiod
   * with the profile ambient, and `Proxy.istioCni({ ambient: true })` on the same nodes. istiod trusts the account `ztunnel` of
   * its own namespace: name the construct `ztunnel`, there.
   *
   * As upstream's chart: the new pod of a node starts before the old one ends, three capabilities, no writing to its image.
   * Better than it: a seccomp profile, a memory limit, no token for the API server, as it asks that nothing.
   *
   * It needs the Pod Security level `privileged`.
   *
   * @throws with everything that is wrong with the options or would have no effect.
   * @see https://github.com/istio/istio/tree/1.30.3/manifests/charts/ztunnel
   * @example
   * Proxy.ztunnel();
   */
  public static ztunnel(options: ZtunnelOptions = {}): Proxy {
    return new Proxy(new Ztunnel(options));
  }

  /**
   * Istio CNI 1.30.3, which leads the traffic of pods into the mesh, so that they need no privileged container for it. It is
   * no network of its own: it adds itself to the configuration of a `CniAgent`. istiod takes the startup taint
   * `cni.istio.io/not-ready` off nodes where it is ready. Name the construct `istio-cni-node`: the plugin knows its pods by
   * that, and another name is refused.
   *
   * As upstream's chart: no network of the node, five capabilities. Better than it: a seccomp profile, typed paths, a memory
   * limit, a tenth of the nodes at a time, and it may look up its own DaemonSet in its own namespace only, and of nodes only
   * one at a time, in an ambient mesh.
   *
   * It needs the Pod Security level `privileged`.
   *
   * @throws with everything that is wrong with the options or would have no effect.
   * @see https://github.com/istio/istio/tree/1.30.3/manifests/charts/istio-cni
   * @example
   * Proxy.istioCni({ ambient: true });
   */
  public static istioCni(options: IstioCniOptions = {}): Proxy {
    return new Proxy(new IstioCni(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
