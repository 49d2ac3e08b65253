import { Node } from '../inventory/node';

/** Labels and taints of nodes behind which no kubelet runs: each pod is a machine, or a container, of somebody else's. */
export const VIRTUAL_LABELS: readonly [key: string, value: string][] = [
  ['type', 'virtual-kubelet'],
  ['eks.amazonaws.com/compute-type', 'fargate'],
];
const VIRTUAL_TAINTS = [
  'virtual-kubelet.io/provider',
  'eks.amazonaws.com/compute-type',
  'virtual-node.liqo.io/not-allowed',
];

export function isVirtual({ labels, taints }: Pick<Node, 'labels' | 'taints'>): boolean {
  return (
    VIRTUAL_LABELS.some(([key, value]) => labels.get(key) === value) ||
    taints.some(({ key }) => VIRTUAL_TAINTS.includes(key))
  );
}

export function isWindows({ labels }: Pick<Node, 'labels'>): boolean {
  return labels.get('kubernetes.io/os') === 'windows';
}
