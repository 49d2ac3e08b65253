import type { SecretValue } from 'cdk8s-plus-28';

/** Where Sysdig keeps what its agents send. */
export enum SysdigRegion {
  US1 = 'us1',
  US2 = 'us2',
  US3 = 'us3',
  US4 = 'us4',
  EU1 = 'eu1',
  EU2 = 'eu2',
  AU1 = 'au1',
  IN1 = 'in1',
  JP1 = 'jp1',
  ME2 = 'me2',
}

/** How the Sysdig agent gets to know of system calls. */
export enum SysdigDriver {
  /** eBPF programs that it brings itself, from kernel 5.8 with BTF. */
  UNIVERSAL_EBPF = 'universal_ebpf',
  /** A kernel module that is downloaded or built on each node, for kernels that are older. */
  KERNEL_MODULE = 'kmod',
}

/** Options for `SecuritySensor.sysdig`. */
export interface SysdigOptions {
  /** The access key of your account. */
  readonly accessKey: SecretValue;

  /**
   * The region of your account.
   *
   * @default - said by `collector`
   */
  readonly region?: SysdigRegion;

  /**
   * The host of the collector, where Sysdig runs on your premises.
   *
   * @default - that of `region`
   */
  readonly collector?: string;

  /**
   * The port of the collector.
   *
   * @default 6443
   */
  readonly collectorPort?: number;

  /**
   * Whether it also measures the node and its containers, for Sysdig Monitor.
   *
   * @default false
   */
  readonly monitoring?: boolean;

  /**
   * The address of Sysdig on your premises, such as `https://sysdig.example.com`, which agents of Windows nodes ask as well.
   *
   * @default - that of `region`
   */
  readonly apiUrl?: string;

  /**
   * How the cluster is called at Sysdig. Agents of Windows nodes must be told.
   *
   * @default - not said
   */
  readonly clusterName?: string;

  /**
   * Tags of all that the agent sends.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;

  /**
   * How it gets to know of system calls on Linux nodes.
   *
   * @default SysdigDriver.UNIVERSAL_EBPF
   */
  readonly driver?: SysdigDriver;

  /**
   * Further settings of `dragent.yaml`, on Windows nodes of the agent runtime of `host-shield.yaml`, none of which may be one that is set already.
   *
   * @default - none
   */
  readonly settings?: Record<string, any>;
}
