import { NodeSet } from './node-set';

/** The taint that keeps other pods off GPUs, and the name of the extended resource. */
export const NVIDIA_GPU = 'nvidia.com/gpu';

/** Nodes that a label tells of a GPU of: by hand, by Node Feature Discovery or by GPU Feature Discovery. */
export function nvidiaNodes(): NodeSet {
  return NodeSet.anyOf(
    NodeSet.labelled('nvidia.com/gpu.present', 'true'),
    NodeSet.labelled('feature.node.kubernetes.io/pci-10de.present', 'true'),
    NodeSet.labelled('feature.node.kubernetes.io/cpu-model.vendor_id', 'NVIDIA'),
  );
}
