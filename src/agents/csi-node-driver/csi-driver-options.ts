import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { HostMount } from '../host-mount';
import type { NodeSet } from '../node-set';

/** How Kubernetes gives the files of a volume to the group of a pod. */
export enum FsGroupPolicy {
  /** When the volume is mounted by one node, and has a file system. */
  READ_WRITE_ONCE_WITH_FS_TYPE = 'ReadWriteOnceWithFSType',
  /** Always. */
  FILE = 'File',
  /** Never. */
  NONE = 'None',
}

/** How long volumes of a driver live. */
export enum VolumeLifecycleMode {
  /** On their own, with a PersistentVolume. */
  PERSISTENT = 'Persistent',
  /** As long as the pod that has them inline. */
  EPHEMERAL = 'Ephemeral',
}

/** Options that every driver has. */
export interface CsiDriverCommonOptions {
  /**
   * The directory of the kubelet, which some distributions have elsewhere.
   *
   * @default "/var/lib/kubelet"
   */
  readonly kubeletDirectory?: string;

  /**
   * The image of the registrar.
   *
   * @default - csi-node-driver-registrar 2.17.0
   */
  readonly registrarImage?: string;

  /**
   * The image of the prober.
   *
   * @default - livenessprobe 2.19.0
   */
  readonly livenessProbeImage?: string;

  /**
   * How often each kubelet asks the driver anew how many volumes its node takes, in whole seconds, 10 or more. Upstream's
   * manifest of EBS has 10: network interfaces that come later take the places of volumes. Kubernetes 1.35 and newer have it by
   * default; an API server that does not know the field refuses it under strict validation.
   *
   * @default - once, when the driver comes to the node
   * @see https://kubernetes.io/docs/concepts/storage/storage-limits/
   */
  readonly nodeAllocatableUpdatePeriod?: Duration;
}

/** A driver on Windows nodes, where it asks csi-proxy, a process of the node, to mount. */
export interface CsiDriverOnWindows {
  /**
   * The named pipes of csi-proxy that it asks, by their names alone, such as `csi-proxy-disk-v1`.
   *
   * @see https://github.com/kubernetes-csi/csi-proxy
   */
  readonly pipes: string[];

  /**
   * Its arguments there. The socket to listen on is in the variable `CSI_ENDPOINT`, the node in `CSI_NODE_NAME`.
   *
   * @default ["--endpoint=$(CSI_ENDPOINT)", "--nodeid=$(CSI_NODE_NAME)"]
   */
  readonly args?: string[];
}

/** Options for `CsiDriver.of`. */
export interface CsiDriverOptions extends CsiDriverCommonOptions {
  /** The image of the driver. */
  readonly image: string;

  /**
   * Its arguments. The socket to listen on is in the variable `CSI_ENDPOINT`, the node in `CSI_NODE_NAME`: `$(CSI_ENDPOINT)`.
   *
   * @default ["--endpoint=$(CSI_ENDPOINT)", "--nodeid=$(CSI_NODE_NAME)"]
   */
  readonly args?: string[];

  /**
   * Whether a volume is attached to a node before it is mounted there.
   *
   * @default true
   */
  readonly attachRequired?: boolean;

  /**
   * Whether the driver is told the pod that it mounts for.
   *
   * @default false
   */
  readonly podInfoOnMount?: boolean;

  /**
   * How files are given to the group of a pod.
   *
   * @default FsGroupPolicy.READ_WRITE_ONCE_WITH_FS_TYPE
   */
  readonly fsGroupPolicy?: FsGroupPolicy;

  /**
   * How long volumes live.
   *
   * @default - Persistent
   */
  readonly volumeLifecycleModes?: VolumeLifecycleMode[];

  /**
   * Whether the driver uses the network of its node: what mounts over the network and must outlive its pod needs that.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether volumes are mounted once for the node before they are mounted for pods. Without, the driver sees no more of the
   * kubelet than the directories of pods.
   *
   * @default true
   */
  readonly stagesVolumes?: boolean;

  /**
   * Whether the driver writes to its own image, as some mount helpers do.
   *
   * @default false
   */
  readonly writableRootFilesystem?: boolean;

  /**
   * Whether the driver sees the devices of the node.
   *
   * @default true
   */
  readonly devices?: boolean;

  /**
   * Port of the prober, of the node with `hostNetwork`.
   *
   * @default 9808
   */
  readonly healthPort?: number;

  /**
   * Port by which the registrar says whether it is well, of the node with `hostNetwork`.
   *
   * @default 9809
   */
  readonly registrarPort?: number;

  /**
   * Further paths of the node that the driver sees: disks to back up, a directory to provision from.
   *
   * @default - none
   */
  readonly hostMounts?: HostMount[];

  /**
   * What it asks of the API server.
   *
   * @default - nothing
   */
  readonly rules?: kplus.ClusterRolePolicyRule[];

  /**
   * How it works on Windows nodes, if its image is for those too. A `CsiNodeDriver` with `nodes: NodeSet.windows()` is its agent
   * for those.
   *
   * @default - it is made for Linux only
   */
  readonly windows?: CsiDriverOnWindows;

  /**
   * Nodes it cannot work on are no part of these.
   *
   * @default NodeSet.linux()
   */
  readonly nodes?: NodeSet;

  /**
   * Keys of the startup taints that the driver removes once it can mount.
   *
   * @default - none
   */
  readonly removesTaints?: string[];

  /**
   * The command that runs before a pod of the agent ends.
   *
   * @default - none
   */
  readonly preStop?: string[];
}
