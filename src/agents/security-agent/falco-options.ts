import type { SecretValue } from 'cdk8s-plus-28';
import type { ContainerRuntimeSocket } from '../host-mount';

/** How Falco gets to know of system calls. */
export enum FalcoDriver {
  /** eBPF programs that it brings itself, from kernel 5.8 with BTF. */
  MODERN_EBPF = 'modern_ebpf',
  /** A kernel module that is downloaded or built on each node, for kernels that are older. */
  KERNEL_MODULE = 'kmod',
}

/** How grave something is, as Falco's rules say it. */
export enum FalcoPriority {
  EMERGENCY = 'emergency',
  ALERT = 'alert',
  CRITICAL = 'critical',
  ERROR = 'error',
  WARNING = 'warning',
  NOTICE = 'notice',
  INFORMATIONAL = 'informational',
  DEBUG = 'debug',
}

/** Where Falco posts its alerts. It has no way to send a header. */
export interface FalcoHttpOutput {
  /**
   * Where to, such as `http://falcosidekick:2801`.
   *
   * @default - said by `secretUrl`
   */
  readonly url?: string;

  /**
   * Where to, with a user name and password in it, such as `https://user:password@alerts.example.com/in`.
   *
   * @default - said by `url`
   */
  readonly secretUrl?: SecretValue;
}

/** Options for `SecuritySensor.falco`. */
export interface FalcoOptions {
  /**
   * How it gets to know of system calls.
   *
   * @default FalcoDriver.MODERN_EBPF
   */
  readonly driver?: FalcoDriver;

  /**
   * Rules of your own, on top of those of the image: file name to rules, as YAML.
   *
   * @default - those of the image
   */
  readonly rules?: Record<string, string>;

  /**
   * Whether the rules of the image hold.
   *
   * @default true
   */
  readonly defaultRules?: boolean;

  /**
   * Rules below this priority are left out.
   *
   * @default FalcoPriority.DEBUG
   */
  readonly minimumPriority?: FalcoPriority;

  /**
   * Whether alerts are JSON, one object a line, on standard output.
   *
   * @default true
   */
  readonly json?: boolean;

  /**
   * Where alerts are posted beside standard output, in the same form: Falcosidekick takes JSON alone.
   *
   * @default - nowhere
   */
  readonly http?: FalcoHttpOutput;

  /**
   * The container runtimes of the nodes, which tell Falco of images, pods, namespaces and labels. Every node must have all
   * of them.
   *
   * @default [ContainerRuntimeSocket.CONTAINERD]
   */
  readonly runtimes?: ContainerRuntimeSocket[];

  /**
   * Labels of pods and containers that are longer, in characters, are left out.
   *
   * @default 100
   */
  readonly maxLabelLength?: number;

  /**
   * Whether its eBPF programs also read what a process asks of `connect`, `creat`, `open`, `openat` and `openat2` before the
   * kernel does, so that no thread can change it in between. For that it sees `/sys/kernel` of the node. Where
   * `kernel.perf_event_paranoid` is above 2, as it is on Debian and Ubuntu by default, the kernel refuses that without
   * SYS_ADMIN, and Falco ends: set that to 2 on the nodes first.
   *
   * @default false
   * @see https://github.com/falcosecurity/charts/issues/921
   */
  readonly mitigateRaces?: boolean;

  /**
   * Further top-level settings of `falco.yaml`, none of which may be one that is set already.
   *
   * @default - none
   * @see https://github.com/falcosecurity/falco/blob/master/falco.yaml
   */
  readonly settings?: Record<string, any>;
}
