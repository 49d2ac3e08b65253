/** Options for `SecuritySensor.tetragon`. */
export interface TetragonOptions {
  /**
   * Tracing policies of your own that every node has: file name to a TracingPolicy, as YAML.
   *
   * @default - none
   */
  readonly policies?: Record<string, string>;

  /**
   * Whether TracingPolicy objects of the cluster hold too. Their definitions are brought by Tetragon's operator: without them
   * the agent does not start.
   *
   * @default false
   */
  readonly policyObjects?: boolean;

  /**
   * Namespaces whose events are left out. Upstream leaves out `kube-system`, `cilium`, and what belongs to no pod.
   *
   * @default - none
   */
  readonly excludeNamespaces?: string[];

  /**
   * Whether events are written to standard output too, for a log collector, by a container beside the agent.
   *
   * @default true
   */
  readonly stdout?: boolean;

  /**
   * Whether events tell the credentials of processes.
   *
   * @default false
   */
  readonly processCredentials?: boolean;

  /**
   * The port of the node that metrics are served on.
   *
   * @default 2112
   */
  readonly metricsPort?: number;
}
