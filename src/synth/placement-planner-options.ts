import { PlatformPort } from '../lint/lint-options';
import { PlacementPlanOptions } from '../planner/placement/placement-plan-options';

/** Options of a placement plan of constructs or manifests, with what a review of the agents may know besides. */
export interface PlacementPlannerOptions extends PlacementPlanOptions {
  /**
   * Ports that the platform's own processes hold on every node.
   * @default - those of the kubelet, which always count
   */
  readonly platformPorts?: PlatformPort[];
  /**
   * The Kubernetes objects of the last release, or a List of them: a review says what may not change, such as selectors.
   * @default - nothing is said of changes
   */
  readonly previous?: any[];
  /**
   * Platforms whose rules a review heeds too: `bottlerocket`, `gke-autopilot`, `openshift`, `talos`.
   * @default - none
   */
  readonly platforms?: string[];
}
