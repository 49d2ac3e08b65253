import { Duration } from 'cdk8s';
import { TaintEffect } from 'cdk8s-plus-28';
import { OptionFaults } from './option-faults';
import { isLabelValue, isQualifiedName } from '../kubernetes/label-syntax';
import type { Toleration } from '../kubernetes/toleration';

/** Options for `TolerationSet.taint`. */
export interface TolerateTaintOptions {
  /**
   * The value of the taint.
   *
   * @default - any value
   */
  readonly value?: string;

  /**
   * The effect of the taint.
   *
   * @default - every effect
   */
  readonly effect?: TaintEffect;

  /**
   * How long a running pod stays once a NoExecute taint appears, in whole seconds.
   *
   * @default - as long as the taint does
   */
  readonly evictAfter?: Duration;
}

/**
 * The taints an agent runs in spite of.
 *
 * The DaemonSet controller tolerates by itself: the pressure taints and `unschedulable` for NoSchedule, `not-ready` and
 * `unreachable` for NoExecute, and with host network `network-unavailable`. Everything else is asked for here: an untolerated
 * taint means no pod on that node, without event or reason.
 *
 * Sets never change: every method returns a new one.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 * @example
 * TolerationSet.controlPlane().and(TolerationSet.taint('nvidia.com/gpu'));
 */
export class TolerationSet {
  /** Nothing but what the DaemonSet controller adds. The agent stays away from every node that is set apart by a taint. */
  public static none(): TolerationSet {
    return new TolerationSet([]);
  }

  /**
   * The taints of control plane nodes. The agent then also runs beside etcd and the API server, and takes from their memory.
   * Includes the older key `node-role.kubernetes.io/master`, set by clusters up to Kubernetes 1.24.
   */
  public static controlPlane(): TolerationSet {
    return TolerationSet.keys(
      TaintEffect.NO_SCHEDULE,
      'node-role.kubernetes.io/control-plane',
      'node-role.kubernetes.io/master',
    );
  }

  /**
   * The taints that keep pods for Linux off Windows nodes: `os=windows`, as Kubernetes' guide has it, and
   * `node.kubernetes.io/os=windows`, as GKE does.
   *
   * @see https://kubernetes.io/docs/concepts/windows/user-guide/#taints-and-tolerations
   */
  public static windows(): TolerationSet {
    const keys = ['os', 'node.kubernetes.io/os'];
    const effect = TaintEffect.NO_SCHEDULE;
    return TolerationSet.none().and(...keys.map((key) => TolerationSet.taint(key, { value: 'windows', effect })));
  }

  /**
   * One taint: with a value, that value only; without, any.
   *
   * @throws when the key or the value is not legal in a taint, or `evictAfter` comes without the NoExecute effect
   */
  public static taint(key: string, options: TolerateTaintOptions = {}): TolerationSet {
    OptionFaults.of('TolerationSet.taint', 'TolerateTaintOptions', options).throwIfAny();
    const { value, effect, evictAfter } = options;
    const faults = [
      ...(isQualifiedName(key)
        ? []
        : [`"${key}" is not a taint key; to tolerate every key write TolerationSet.everything()`]),
      ...(value === undefined || isLabelValue(value) ? [] : [`"${value}" is not a taint value`]),
      ...(evictAfter && effect !== TaintEffect.NO_EXECUTE
        ? ['evictAfter works with NoExecute only; add effect: TaintEffect.NO_EXECUTE']
        : []),
    ];
    if (faults.length > 0) {
      throw new Error(`Cannot tolerate taint ${key}: ${faults.join('; ')}.`);
    }
    return new TolerationSet([
      {
        key,
        operator: value === undefined ? 'Exists' : 'Equal',
        ...(value !== undefined && { value }),
        ...(effect && { effect }),
        ...(evictAfter && { tolerationSeconds: evictAfter.toSeconds() }),
      },
    ]);
  }

  /**
   * The NoSchedule taints of a node that is not ready yet or not any more, which the DaemonSet controller does not tolerate
   * by itself: `not-ready`, `unreachable`, `network-unavailable` and the cloud provider's `uninitialized`.
   * The agent can then start before the node is Ready: what a network, storage or security agent needs. Without host network
   * it still waits for the network agent.
   *
   * `node.kubernetes.io/out-of-service` is left out: who tolerates it keeps pods on nodes that were declared dead.
   *
   * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
   */
  public static nodeLifecycle(): TolerationSet {
    return TolerationSet.keys(
      TaintEffect.NO_SCHEDULE,
      'node.kubernetes.io/not-ready',
      'node.kubernetes.io/unreachable',
      'node.kubernetes.io/network-unavailable',
      'node.cloudprovider.kubernetes.io/uninitialized',
    );
  }

  /**
   * The well-known taints of a node that waits for one of its agents (Cilium, the AWS CSI drivers) or for Karpenter to
   * register it, with any effect, and the further keys given.
   * The agent then does not wait for those others: right for an agent that removes such a taint or must run first, wrong for
   * one that needs the network or the storage they bring. A toleration names one key, so your own startup taints must be given.
   *
   * @throws when a further key is not legal in a taint
   * @see https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecstartuptaints
   */
  public static startupTaints(...furtherKeys: string[]): TolerationSet {
    return TolerationSet.keys(
      undefined,
      'node.cilium.io/agent-not-ready',
      'karpenter.sh/unregistered',
      'ebs.csi.aws.com/agent-not-ready',
      'efs.csi.aws.com/agent-not-ready',
      'fsx.csi.aws.com/agent-not-ready',
      ...furtherKeys,
    );
  }

  /**
   * The taints of a node that is about to go: of Karpenter, the cluster autoscaler, the AWS node termination handler and GKE.
   * The agent then keeps its pod, and gets a new one after a rollout or a crash, until the end: right for what the leaving
   * pods still need (logs, network, storage). Without it the agent is not recreated there.
   *
   * @see https://karpenter.sh/docs/concepts/disruption/
   */
  public static disruption(): TolerationSet {
    return TolerationSet.keys(
      undefined,
      'karpenter.sh/disrupted',
      'karpenter.sh/disruption',
      'ToBeDeletedByClusterAutoscaler',
      'aws-node-termination-handler/spot-itn',
      'aws-node-termination-handler/scheduled-maintenance',
      'aws-node-termination-handler/asg-lifecycle-termination',
      'aws-node-termination-handler/rebalance-recommendation',
      'cloud.google.com/impending-node-termination',
    );
  }

  /**
   * Every taint there is and will be. The agent runs on nodes set apart for others, starts on nodes that are not ready, and is
   * never evicted by a taint, `out-of-service` included. For what every node needs to work; for others name the taints.
   */
  public static everything(): TolerationSet {
    return new TolerationSet([{ operator: 'Exists' }]);
  }

  private static keys(effect: TaintEffect | undefined, ...keys: string[]): TolerationSet {
    return TolerationSet.none().and(...keys.map((key) => TolerationSet.taint(key, { effect })));
  }

  private constructor(private readonly tolerations: readonly Toleration[]) {}

  /** What this set tolerates and what the others do. */
  public and(...sets: TolerationSet[]): TolerationSet {
    return new TolerationSet([this, ...sets].flatMap((set) => set.tolerations));
  }

  /** @internal */
  public _toKube(): any[] {
    return [...this.tolerations];
  }
}
