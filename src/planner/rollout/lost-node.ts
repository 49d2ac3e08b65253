import { Node } from '../../inventory/node';
import { Taint } from '../../kubernetes/taint';

const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** What the node lifecycle controller puts on a node whose kubelet no longer reports. */
const LOST_TAINTS: readonly Taint[] = [
  { key: UNREACHABLE, effect: 'NoSchedule' },
  { key: UNREACHABLE, effect: 'NoExecute' },
];

/** Whether the inventory shows the node's kubelet to be gone. One that says itself that it is not ready still works. */
export function isLost({ notReady, taints }: Node): boolean {
  return notReady === 'Unknown' || taints.some(({ key }) => key === UNREACHABLE);
}

/**
 * The node as it stands once its kubelet is gone.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/nodelifecycle/node_lifecycle_controller.go
 */
export function lost(node: Node): Node {
  return { ...reachable(node), taints: [...reachable(node).taints, ...LOST_TAINTS] };
}

/** The node as it was while its kubelet still reported. */
export function reachable(node: Node): Node {
  if (!isLost(node)) {
    return node;
  }
  const { notReady, taints, ...rest } = node;
  return { ...rest, taints: taints.filter(({ key }) => key !== UNREACHABLE) };
}
