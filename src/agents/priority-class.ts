import { isDnsSubdomain } from '../kubernetes/label-syntax';

/**
 * The PriorityClass of an agent's pods: which pods a full node gives up for them.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 * @example
 * PriorityClass.named('node-agents');
 */
export class PriorityClass {
  /**
   * `system-node-critical`, the highest there is: the node is of no use without the agent (network, storage, device drivers).
   * Some providers allow it outside `kube-system` only under a ResourceQuota.
   */
  public static nodeCritical(): PriorityClass {
    return new PriorityClass('system-node-critical');
  }

  /**
   * `system-cluster-critical`: the cluster is of no use without the agent.
   * Some providers allow it outside `kube-system` only under a ResourceQuota.
   */
  public static clusterCritical(): PriorityClass {
    return new PriorityClass('system-cluster-critical');
  }

  /**
   * A class of your own, which must exist in the cluster before the pods do.
   *
   * @throws when the name is not a DNS subdomain
   */
  public static named(name: string): PriorityClass {
    if (!isDnsSubdomain(name)) {
      throw new Error(
        `Priority class "${name}" is not a DNS subdomain: write lower case letters, digits, "-" and ".".`,
      );
    }
    return new PriorityClass(name);
  }

  private constructor(
    /** Name of the PriorityClass. */
    public readonly name: string,
  ) {}
}
