/** Options of a rollout plan: what the manifests and the inventory do not say. */
export interface RolloutPlanOptions {
  /**
   * Which DaemonSet to plan, as `name` or `namespace/name`, where the manifests hold several.
   * @default - the only one, or the only one that changes
   */
  readonly daemonSet?: string;
  /**
   * Names of nodes on which the current pod is not available, beside those that the inventory shows: a running pod
   * of the DaemonSet whose Ready condition is not True, or that is deleted; a node that is not ready.
   * @default - those that the inventory shows; every other pod that is scheduled is available
   */
  readonly unavailableNodes?: string[];
  /**
   * Names of nodes whose kubelet is gone: a pod that is deleted there terminates for ever, and a new one never starts.
   * Nodes that the inventory shows to be unreachable are lost in any case: by the taint `node.kubernetes.io/unreachable`,
   * or by a Ready condition that is Unknown.
   * @default - those that are unreachable
   */
  readonly lostNodes?: string[];
  /**
   * Whether new pods become ready: `false` where none does, or the names of the nodes where they do not.
   * @default true
   */
  readonly newPodsBecomeReady?: boolean | string[];
  /**
   * Seconds from a pod's creation until its containers run, image pull included: for all nodes, or by the name of their
   * pool. Probe delays and `minReadySeconds` come on top and are read from the manifest.
   * @default 10
   */
  readonly startSeconds?: number | { [pool: string]: number };
  /**
   * The minor version of Kubernetes whose behaviour is planned, `1.28` to `1.36`.
   * @default - the newest known, 1.36
   */
  readonly kubernetesVersion?: string;
}
