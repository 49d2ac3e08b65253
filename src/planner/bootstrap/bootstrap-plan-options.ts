import { BootstrapRole } from './bootstrap-role';
import { Taint } from '../../kubernetes/taint';

/** Options of a bootstrap plan. */
export interface BootstrapPlanOptions {
  /**
   * What agents do to a new node, by `namespace/name` of the DaemonSet or Deployment. Takes the place of the annotation,
   * and of what is known of the agent.
   * @default - what annotations say, and what is known of well-known agents
   */
  readonly roles?: { [workload: string]: BootstrapRole };
  /**
   * Whether the new node is the first one of an empty cluster. Nothing runs elsewhere then: controllers that are
   * Deployments must find their place on this node, and what no manifest brings is not there.
   * @default false - the cluster runs, and one more node joins
   */
  readonly firstNode?: boolean;
  /**
   * Taints that nodes register with and lose on the way. Nodes of a running cluster have lost them, so their inventory
   * does not show them.
   * @default - the taints of the inventory only
   */
  readonly startupTaints?: Taint[];
  /**
   * The minor version of Kubernetes whose behaviour is planned, `1.28` to `1.36`.
   * @default - the newest known, 1.36
   */
  readonly kubernetesVersion?: string;
}
