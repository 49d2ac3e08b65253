import type { ContainerRuntimeSocket } from '../host-mount';
import type { CADVISOR_METRICS } from './cadvisor-metrics';

/** A group of metrics of cAdvisor. */
export type CadvisorMetric = (typeof CADVISOR_METRICS)[number];

/** Options for `Metrics.cadvisor`. */
export interface CadvisorOptions {
  /**
   * The groups of metrics it serves, and no other (`--enable_metrics`).
   *
   * @default - all but advtcp, cpu_topology, cpuset, hugetlb, memory_numa, process, referenced_memory, resctrl, sched, tcp
   * and udp
   */
  readonly metrics?: CadvisorMetric[];

  /**
   * The runtime that it asks for the names and labels of containers. Whoever may ask it may do everything on the node.
   *
   * @default ContainerRuntimeSocket.CONTAINERD
   */
  readonly runtime?: ContainerRuntimeSocket;

  /**
   * The labels of containers that become labels of their metrics. All of them, as upstream has it, make a series of every
   * deploy and every commit.
   *
   * @default - name, namespace and pod of the container: io.kubernetes.container.name, io.kubernetes.pod.namespace and
   * io.kubernetes.pod.name
   */
  readonly containerLabels?: string[];

  /**
   * Port that metrics are served on.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Further flags, such as `--housekeeping_interval=30s`. None may be one that is set already.
   *
   * @default - none
   */
  readonly args?: string[];
}
