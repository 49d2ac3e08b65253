import type { IConfigMap } from 'cdk8s-plus-28';

/** How kube-proxy forwards what goes to a Service. */
export enum KubeProxyMode {
  /** Rules of iptables. */
  IPTABLES = 'iptables',
  /** IP Virtual Server. */
  IPVS = 'ipvs',
  /** Rules of nftables, from Kubernetes 1.31 and kernel 5.13. */
  NFTABLES = 'nftables',
}

/** Options for `Proxy.kubeProxy`. */
export interface KubeProxyOptions {
  /**
   * Where the API server is reached without a Service, such as `https://10.0.0.10:6443`: Services work only once this agent
   * does.
   *
   * @default - said by `configMap`
   */
  readonly apiServer?: string;

  /**
   * A configuration of your own: a ConfigMap with the key `config.conf`, and with what that refers to in
   * `/var/lib/kube-proxy`. On Windows nodes with the key `kubeconfig.conf`, as that of kubeadm has it, which is all that is read.
   *
   * @default - one is written for `apiServer`
   */
  readonly configMap?: IConfigMap;

  /**
   * How traffic is forwarded, on Linux nodes: Windows has one way.
   *
   * @default KubeProxyMode.IPTABLES
   */
  readonly mode?: KubeProxyMode;

  /**
   * The addresses of pods, by which traffic from outside is told from traffic of pods; two for two families. For Linux nodes.
   *
   * @default - not told apart
   */
  readonly clusterCidrs?: string[];
}
