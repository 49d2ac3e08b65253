/** Options of a placement plan. */
export interface PlacementPlanOptions {
  /**
   * The minor version of Kubernetes whose behaviour is planned, `1.28` to `1.36`. 1.28 and 1.36 are known exactly;
   * in between, where the first minor of a behaviour is not known, the newer one is taken.
   * @default - the newest known, 1.36
   */
  readonly kubernetesVersion?: string;
}
