/** What runs the virtual machines of Kata Containers. */
export enum KataHypervisor {
  /** QEMU, for every architecture and most devices. */
  QEMU = 'qemu',
  /** Cloud Hypervisor, smaller, for amd64 and arm64. */
  CLOUD_HYPERVISOR = 'clh',
  /** Firecracker, without sharing of files, for amd64 and arm64. */
  FIRECRACKER = 'fc',
  /** Dragonball, built into the runtime, for amd64 and arm64. */
  DRAGONBALL = 'dragonball',
  /** QEMU with NVIDIA GPUs, for amd64. */
  QEMU_NVIDIA_GPU = 'qemu-nvidia-gpu',
}

/** Where the configuration of a node's container runtime lies. */
export enum KataDistribution {
  /** containerd, in `/etc/containerd`. */
  CONTAINERD = 'k8s',
  /** CRI-O, in `/etc/crio`. */
  CRIO = 'crio',
  /** The containerd of k0s. */
  K0S = 'k0s',
  /** The containerd of K3s. */
  K3S = 'k3s',
  /** The containerd of RKE2. */
  RKE2 = 'rke2',
}

/** Options for `SandboxRuntime.kata`. */
export interface KataOptions {
  /**
   * What runs virtual machines: a RuntimeClass `kata-...` for each. Pods choose by it, nodes have all.
   *
   * @default [KataHypervisor.QEMU]
   */
  readonly hypervisors?: KataHypervisor[];

  /**
   * Where the configuration of the nodes' container runtime lies.
   *
   * @default KataDistribution.CONTAINERD
   */
  readonly distribution?: KataDistribution;

  /**
   * Keys of startup taints that it tolerates, and removes from a node once the runtime is there.
   *
   * @default - none
   */
  readonly startupTaints?: string[];

  /**
   * Whether the installer tells more of what it does.
   *
   * @default false
   */
  readonly debug?: boolean;
}
