/** How much Multus tells. */
export enum MultusLogLevel {
  /** Everything. */
  DEBUG = 'debug',
  /** What is done. */
  VERBOSE = 'verbose',
  /** What goes wrong. */
  ERROR = 'error',
  /** What ends it. */
  PANIC = 'panic',
}

/** Options of `Cni.multus`, named like the settings of Multus. */
export interface MultusOptions {
  /**
   * File in `/etc/cni/net.d` with the configuration of the network that every pod has first.
   *
   * @default - the first one there, by name
   */
  readonly masterCni?: string;

  /**
   * Path on the node of a file that is there once the first network works, and for which Multus waits.
   *
   * @default - none
   */
  readonly readinessIndicatorFile?: string;

  /**
   * Whether pods may only refer to networks of their own namespace.
   *
   * @default false
   */
  readonly namespaceIsolation?: boolean;

  /**
   * Namespaces whose networks all pods may refer to nevertheless.
   *
   * @default ["default"]
   */
  readonly globalNamespaces?: string[];

  /**
   * Version of the CNI specification that is spoken with the runtime.
   *
   * @default "0.3.1"
   */
  readonly cniVersion?: string;

  /**
   * How much is told in the log of the pod.
   *
   * @default MultusLogLevel.VERBOSE
   */
  readonly logLevel?: MultusLogLevel;

  /**
   * Port of the node on which metrics are served.
   *
   * @default - none
   */
  readonly metricsPort?: number;
}
