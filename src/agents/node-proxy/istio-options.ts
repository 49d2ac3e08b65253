/** What the agents of Istio have in common. */
export interface IstioOptions {
  /**
   * How much is told in the log of the pod, such as `info` or `debug`.
   *
   * @default "info"
   */
  readonly logLevel?: string;
}

/** Options of `Proxy.ztunnel`, named like the values of Istio's chart. */
export interface ZtunnelOptions extends IstioOptions {
  /**
   * The namespace of istiod.
   *
   * @default "istio-system"
   */
  readonly istioNamespace?: string;

  /**
   * The revision of istiod that is spoken with.
   *
   * @default - that without a name
   */
  readonly revision?: string;

  /**
   * Address and port of the authority that signs certificates.
   *
   * @default - istiod, port 15012
   */
  readonly caAddress?: string;

  /**
   * Address and port of what tells the workloads and their policies.
   *
   * @default - istiod, port 15012
   */
  readonly xdsAddress?: string;

  /**
   * Name of the cluster, as istiod knows it.
   *
   * @default "Kubernetes"
   */
  readonly clusterName?: string;

  /**
   * Name of the network of the cluster, in a mesh of several.
   *
   * @default - none
   */
  readonly network?: string;
}

/** Options of `Proxy.istioCni`, named like the values of Istio's chart. */
export interface IstioCniOptions extends IstioOptions {
  /**
   * Whether pods join the mesh without a sidecar, by the ztunnel of their node.
   *
   * @default false
   */
  readonly ambient?: boolean;

  /**
   * Namespaces whose pods are left alone.
   *
   * @default ["kube-system"]
   */
  readonly excludeNamespaces?: string[];

  /**
   * The directory of CNI plugins on the node: on GKE, `/home/kubernetes/bin`.
   *
   * @default "/opt/cni/bin"
   */
  readonly cniBinDir?: string;

  /**
   * The directory of CNI configurations on the node.
   *
   * @default "/etc/cni/net.d"
   */
  readonly cniConfDir?: string;

  /**
   * The file among them to be added to, such as `10-calico.conflist`.
   *
   * @default - the first one by name, once there is one
   */
  readonly cniConfFileName?: string;

  /**
   * Where the network namespaces of pods are on the node.
   *
   * @default "/var/run/netns"
   */
  readonly cniNetnsDir?: string;
}
