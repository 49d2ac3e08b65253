import { Labels, SelectorRequirement } from './label-selector';
import { Taint } from './taint';

/** Nodes without a kubelet: a daemon pod there stays Pending for ever, or is billed as a pod of its own. */
export const VIRTUAL_NODES: readonly SelectorRequirement[] = [
  { key: 'eks.amazonaws.com/compute-type', operator: 'In', values: ['fargate'] },
  { key: 'type', operator: 'In', values: ['virtual-kubelet'] },
];

/** The taint that a virtual kubelet registers with, whatever its labels are. */
const VIRTUAL_KUBELET_TAINT = 'virtual-kubelet.io/provider';

/**
 * Whether a node runs no ordinary kubelet.
 *
 * @see https://github.com/virtual-kubelet/virtual-kubelet/blob/master/cmd/virtual-kubelet/internal/commands/root/flag.go
 */
export function isVirtualNode({
  labels,
  taints,
}: {
  readonly labels: Labels;
  readonly taints: readonly Taint[];
}): boolean {
  return (
    VIRTUAL_NODES.some(({ key, values }) => values?.includes(labels.get(key) ?? '')) ||
    taints.some(({ key }) => key === VIRTUAL_KUBELET_TAINT)
  );
}
