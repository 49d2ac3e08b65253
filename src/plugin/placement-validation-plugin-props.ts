/** The `properties:` of a `PlacementValidationPlugin`: the words of the command line's file of settings. */
export interface PlacementValidationPluginProps {
  /** Files of what `kubectl get nodes,pods -A -o json` prints, or of declared pools; paths are from `cdk8s.yaml`. */
  readonly nodes: string | string[];
  /**
   * Whose behaviour is planned: a minor such as `"1.33"`, in quotes.
   * @default - the newest known
   */
  readonly kubernetesVersion?: string;
  /**
   * Where agents must run: `logs on kubernetes.io/os=linux`, with a selector as kubectl takes it, `logs on every node`, or
   * `logs` for every Linux node.
   * @default - nothing is required
   */
  readonly require?: string[];
  /**
   * What fails the synth: findings that are errors (`error`), these and warnings (`warning`), errors and pods that are
   * Pending or refused (`pending`), or nothing (`never`), which still reports what `pending` would.
   * @default pending
   */
  readonly failOn?: string;
  /**
   * Ports that the platform itself holds on every node, such as `9100/TCP=openshift`.
   * @default - those of the kubelet, which always count
   */
  readonly platformPorts?: string[];
  /**
   * Platforms whose rules hold too: `bottlerocket`, `gke-autopilot`, `openshift`, `talos`.
   * @default - none
   */
  readonly platforms?: string[];
}
