/** How privileges are reported. */
export interface PrivilegeReportOptions {
  /**
   * The minor version of Kubernetes whose Pod Security policy counts, such as `1.30`.
   * @default - the newest known
   */
  readonly kubernetesVersion?: string;
  /**
   * Platforms that forbid things, whose rules the findings tell too: `bottlerocket`, `gke-autopilot`, `openshift` or `talos`.
   * @default - none
   */
  readonly platforms?: string[];
}
