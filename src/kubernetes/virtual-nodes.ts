import { SelectorRequirement } from './label-selector';

/** Nodes without a kubelet: a daemon pod there stays Pending for ever, or is billed as a pod of its own. */
export const VIRTUAL_NODES: readonly SelectorRequirement[] = [
  { key: 'eks.amazonaws.com/compute-type', operator: 'In', values: ['fargate'] },
  { key: 'type', operator: 'In', values: ['virtual-kubelet'] },
];
