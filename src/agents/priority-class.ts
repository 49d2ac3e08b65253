import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { withoutNamespace } from './cluster-scoped';
import { kebabCase } from './kebab-case';
import { OptionFaults } from './option-faults';
import { isDnsSubdomain } from '../kubernetes/label-syntax';

/** Options for `PriorityClass.define`. */
export interface PriorityClassOptions {
  /**
   * Name of the class, one for the whole cluster.
   *
   * @default - the id, in kebab-case
   */
  readonly name?: string;

  /**
   * Whether its pods evict pods of less priority where a node is full.
   *
   * @default true
   */
  readonly preempts?: boolean;

  /**
   * Whom the class is meant for, in words.
   *
   * @default - none
   */
  readonly description?: string;
}

/** What users may give: above are the classes of the system. */
const HIGHEST_USER_PRIORITY = 1_000_000_000;
const LOWEST_PRIORITY = -2_147_483_648;

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

  /**
   * A class of your own, with the object that defines it.
   *
   * @param value priority of its pods: a whole number up to 1000000000, negative for what makes room for everything else
   * @throws when the value is out of range, or the name no DNS subdomain or one of the system's
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass
   */
  public static define(scope: Construct, id: string, value: number, options: PriorityClassOptions = {}): PriorityClass {
    OptionFaults.of('PriorityClass.define', 'PriorityClassOptions', options).throwIfAny();
    const { name = kebabCase(id), preempts = true, description } = options;
    if (!Number.isInteger(value) || value < LOWEST_PRIORITY || value > HIGHEST_USER_PRIORITY) {
      throw new Error(
        `Priority class "${name}" has the value ${value}: write a whole number of at most ${HIGHEST_USER_PRIORITY}.`,
      );
    }
    if (name.startsWith('system-')) {
      throw new Error(`Priority class "${name}": names that begin with system- are Kubernetes' own.`);
    }
    const priorityClass = PriorityClass.named(name);
    withoutNamespace(
      new ApiObject(scope, id, {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name },
        value,
        preemptionPolicy: preempts ? undefined : 'Never',
        description,
      }),
    );
    return priorityClass;
  }

  private constructor(
    /** Name of the PriorityClass. */
    public readonly name: string,
  ) {}
}
