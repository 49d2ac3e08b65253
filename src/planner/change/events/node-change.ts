import { NodePool } from '../../../inventory/node-pool';
import { Taint } from '../../../kubernetes/taint';

/**
 * What happens to nodes.
 *
 * - `addNode` (`manifest`), `addPool` (`pool`): nodes join, ready and with the labels and taints given.
 * - `removeNode`: the node is gone, with its pods.
 * - `addTaint` (`taint`): a taint is added, or takes the place of the one with its key and effect. `NoExecute` drives pods
 *   away, those of workloads too, unless they tolerate it. The way to say an autoscaler's disruption, such as
 *   `karpenter.sh/disrupted:NoSchedule` or `ToBeDeletedByClusterAutoscaler:NoSchedule`.
 * - `removeTaints` (`taint`, or `key`): that taint, the taints of that key, or without either all taints go.
 * - `setLabel` (`key`, `value`), `removeLabel` (`key`).
 * - `cordon`, `uncordon`, `drain`: a drained node is cordoned, and all pods leave but those of the planned agents.
 * - `notReady`, `unreachable`, `ready`: the kubelet says that it is not ready; it says nothing; it says that it is ready.
 * - `memoryPressure`, `diskPressure`, `pidPressure`: the kubelet runs out of it. It may evict pods by their use, which no
 *   plan knows.
 * - `shutDown`: the node died without warning and was declared dead, with `node.kubernetes.io/out-of-service`.
 */
export type NodeChangeKind =
  | 'addNode'
  | 'addPool'
  | 'removeNode'
  | 'addTaint'
  | 'removeTaints'
  | 'setLabel'
  | 'removeLabel'
  | 'cordon'
  | 'uncordon'
  | 'drain'
  | 'notReady'
  | 'unreachable'
  | 'ready'
  | 'memoryPressure'
  | 'diskPressure'
  | 'pidPressure'
  | 'shutDown';

/**
 * Something that happens to a node, or to all nodes with some labels.
 *
 * @example
 * const change: NodeChange = {
 *   kind: 'addTaint', node: 'worker-1', taint: { key: 'karpenter.sh/disrupted', effect: 'NoSchedule' },
 * };
 */
export interface NodeChange {
  /** What happens. */
  readonly kind: NodeChangeKind;
  /**
   * Name of the node it happens to.
   * @default - the nodes that `labelled` selects
   */
  readonly node?: string;
  /**
   * Labels that a node must have for it to happen there: those of a pool, for example.
   * @default - the node that `node` names
   */
  readonly labelled?: { [key: string]: string };
  /**
   * The taint of `addTaint` or `removeTaints`.
   * @default - none
   */
  readonly taint?: Taint;
  /**
   * Key of the label, or of the taints to remove.
   * @default - none
   */
  readonly key?: string;
  /**
   * Value of the label.
   * @default - none
   */
  readonly value?: string;
  /**
   * The Node object that `addNode` adds.
   * @default - none
   */
  readonly manifest?: any;
  /**
   * The nodes that `addPool` adds.
   * @default - none
   */
  readonly pool?: NodePool;
}
