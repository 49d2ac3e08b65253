/** Options for `Metrics.dcgmExporter`. */
export interface DcgmExporterOptions {
  /**
   * Whether it also serves profiling metrics (`DCGM_FI_PROF_*`), how busy the parts of a GPU are, which takes the capability
   * SYS_ADMIN. Without, it has no capability. It is root in any case, as the socket is by which the kubelet tells which pod
   * has which GPU.
   *
   * @default true
   */
  readonly profiling?: boolean;

  /**
   * The metrics it serves, as CSV: a line each of field, type and help, such as
   * `DCGM_FI_DEV_GPU_TEMP, gauge, GPU temperature (in C).`
   *
   * @default - those of the image
   * @see https://github.com/NVIDIA/dcgm-exporter#changing-metrics
   */
  readonly counters?: string;

  /**
   * The RuntimeClass by which containers see GPUs, where it is not the default of their nodes: `nvidia` with NVIDIA's
   * operator.
   *
   * @default - that of the node
   */
  readonly runtimeClassName?: string;

  /**
   * Port that metrics are served on.
   *
   * @default 9400
   */
  readonly port?: number;
}
