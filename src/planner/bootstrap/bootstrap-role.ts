/** The annotation by which a workload says what it does to a new node. */
export const BOOTSTRAP_ANNOTATION = 'cdk8s-node-agents/bootstrap';

/**
 * What agents wait for beside labels and resources. `nodeNetwork`: the network of pods, without which a node is not Ready.
 * `serviceNetwork`: the addresses of Services, which kube-proxy or its replacement brings.
 */
export type BootstrapFact = 'nodeNetwork' | 'serviceNetwork';

/** What an agent brings to a node once its pod is ready there. */
export interface BootstrapProvision {
  /**
   * Whether it gives pods a network, so that the node becomes Ready.
   * @default false
   */
  readonly nodeNetwork?: boolean;
  /**
   * Whether it makes Services reachable, as kube-proxy does.
   * @default false
   */
  readonly serviceNetwork?: boolean;
  /**
   * Labels that it puts on the node.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Extended resources that the node has to give from then on, as quantities.
   * @default - none
   */
  readonly resources?: { [resource: string]: string };
}

/**
 * What an agent does to a new node, and what it needs to get there. A pod that is not on the host network always waits for
 * a Ready node; that need not be said.
 *
 * Well-known agents are recognised by image and name. For others this is an option of the plan, or the annotation
 * `cdk8s-node-agents/bootstrap` of the DaemonSet, with the same content as YAML or JSON.
 *
 * @example
 * const role: BootstrapRole = { provides: { nodeNetwork: true }, removesTaints: ['example.com/network-not-ready'] };
 */
export interface BootstrapRole {
  /**
   * What it brings to the node.
   * @default - nothing
   */
  readonly provides?: BootstrapProvision;
  /**
   * Keys of the taints that it removes from the node.
   * @default - none
   */
  readonly removesTaints?: string[];
  /**
   * The product that removes the taints once this agent is ready: `Cilium operator` or `istiod`.
   * @default - the agent does so itself
   */
  readonly removedBy?: string;
  /**
   * What it must have before its pod becomes ready.
   * @default - nothing, or a Ready node when it is not on the host network
   */
  readonly requires?: BootstrapFact[];
  /**
   * Whether one pod does this for every node of the cluster, wherever it runs, as a cloud controller manager does.
   * @default false - each pod does it for its own node
   */
  readonly everyNode?: boolean;
}
