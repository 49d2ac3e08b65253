import { Severity } from './severity';
import { Manifest } from '../kubernetes/manifest/manifest';

/** A port of the nodes that something other than a pod holds. */
export interface PlatformPort {
  readonly port: number;
  /** @default "TCP" */
  readonly protocol?: string;
  /** Who holds it, in words. */
  readonly usedBy: string;
}

/** What lint may know beyond the plan. */
export interface LintOptions {
  /**
   * The objects of the last release.
   * @default - nothing is said of what changed
   */
  readonly previous?: readonly Manifest[];
  /**
   * Ports that the platform's own processes hold on every node.
   * @default - those of the kubelet, which always count
   */
  readonly platformPorts?: readonly PlatformPort[];
  /**
   * Platforms whose rules hold too: `bottlerocket`, `gke-autopilot`, `openshift`, `talos`.
   * @default - none
   */
  readonly platforms?: readonly string[];
  /**
   * How grave a finding has to be; rules whose findings are not are not asked.
   * @default info
   */
  readonly atLeast?: Severity;
}
