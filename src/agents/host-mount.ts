import { HostPathVolumeType, MountPropagation } from 'cdk8s-plus-28';
import { OptionFaults } from './option-faults';

/** Options for `HostMount.path`. */
export interface HostMountOptions {
  /**
   * What must be at the path of the node, or is created there.
   *
   * @default HostPathVolumeType.DIRECTORY
   */
  readonly type?: HostPathVolumeType;

  /**
   * Where the container sees it.
   *
   * @default - the same path as on the node
   */
  readonly mountPath?: string;

  /**
   * Whether the container can only read it.
   *
   * @default true
   */
  readonly readOnly?: boolean;

  /**
   * Whether mounts made later below the path pass between node and container.
   *
   * @default - HostToContainer for directories that are known to have mounts below them, else none
   */
  readonly propagation?: MountPropagation;
}

/**
 * A container runtime, by the socket of its CRI on the node.
 */
export enum ContainerRuntimeSocket {
  /** `containerd`. */
  CONTAINERD = '/run/containerd/containerd.sock',
  /** `CRI-O`. */
  CRIO = '/run/crio/crio.sock',
  /** Docker Engine through `cri-dockerd`. */
  CRI_DOCKERD = '/run/cri-dockerd.sock',
  /** Docker Engine's own API. */
  DOCKER = '/run/docker.sock',
  /** The `containerd` of K3s and RKE2. */
  K3S = '/run/k3s/containerd/containerd.sock',
}

/** Directories of a node in which mounts come and go while agents run. */
const MOUNT_ROOTS = [
  '/mnt',
  '/media',
  '/run/containerd/io.containerd.runtime.v2.task',
  '/run/netns',
  '/sys/fs/bpf',
  '/sys/fs/cgroup',
  '/var/lib/containers/storage',
  '/var/lib/docker',
  '/var/lib/kubelet/plugins',
  '/var/lib/kubelet/pods',
  '/var/run/netns',
];

const DIRECTORIES = [HostPathVolumeType.DIRECTORY, HostPathVolumeType.DIRECTORY_OR_CREATE];
const PATH_RULE = /^(\/|[A-Za-z]:[\\/]|\\\\)/;

/**
 * A path of the node that a container sees.
 *
 * It always has a `type`, so that a missing path says so instead of becoming an empty directory; is read-only unless told
 * otherwise; and follows later mounts of the node (`HostToContainer`) where there are some below the path.
 *
 * Mounts never change: every method returns a new one.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 * @example
 * HostMount.root().at('/host');
 */
export class HostMount {
  /** `/var/log`, where the kubelet, the system and, by links, the containers write their logs. */
  public static logs(): HostMount {
    return HostMount.path('/var/log');
  }

  /** `/var/log/pods`, the files that container logs are written to. */
  public static podLogs(): HostMount {
    return HostMount.path('/var/log/pods');
  }

  /** `/var/log/containers`: links into `/var/log/pods`, so mount `podLogs()` too, or `logs()` instead of both. */
  public static containerLogs(): HostMount {
    return HostMount.path('/var/log/containers');
  }

  /** `/proc` of the node, at `/host/proc`: a container has its own at `/proc`. */
  public static proc(): HostMount {
    return HostMount.path('/proc', { mountPath: '/host/proc' });
  }

  /** `/sys` of the node, at `/host/sys`. */
  public static sys(): HostMount {
    return HostMount.path('/sys', { mountPath: '/host/sys' });
  }

  /** The whole file system of the node, at `/host/root`. */
  public static root(): HostMount {
    return HostMount.path('/', { mountPath: '/host/root' });
  }

  /** `/dev` of the node. */
  public static devices(): HostMount {
    return HostMount.path('/dev');
  }

  /** `/var/lib/kubelet`, with the volumes of all pods below it. */
  public static kubelet(): HostMount {
    return HostMount.path('/var/lib/kubelet');
  }

  /**
   * The socket of a container runtime. When the runtime restarts it makes a new socket, and the container keeps the old one:
   * an agent that must survive that mounts the directory, with `HostMount.path()`.
   *
   * Read-only does not weaken what the agent can ask of the runtime, which is everything on the node.
   */
  public static containerRuntimeSocket(socket: ContainerRuntimeSocket = ContainerRuntimeSocket.CONTAINERD): HostMount {
    return HostMount.path(socket, { type: HostPathVolumeType.SOCKET });
  }

  /**
   * A named pipe of a Windows node, by its name alone. It has no type, as Kubernetes knows none for pipes: where nothing
   * listens the container does not start.
   *
   * @throws when the name is empty or has a separator of paths in it
   */
  public static namedPipe(name: string): HostMount {
    if (!/^[^\\/\p{Cc}]+$/u.test(name)) {
      throw new Error(`HostMount.namedPipe(${JSON.stringify(name)}): write the name alone, such as csi-proxy-disk-v1.`);
    }
    const path = `\\\\.\\pipe\\${name}`;
    return new HostMount(path, HostPathVolumeType.DEFAULT, path, false);
  }

  /** `/opt/cni/bin`, the programs of the network plugins. */
  public static cniBin(): HostMount {
    return HostMount.path('/opt/cni/bin', { type: HostPathVolumeType.DIRECTORY_OR_CREATE });
  }

  /** `/etc/cni/net.d`, the configuration of the network plugins. */
  public static cniConfig(): HostMount {
    return HostMount.path('/etc/cni/net.d', { type: HostPathVolumeType.DIRECTORY_OR_CREATE });
  }

  /** `/lib/modules`, the kernel modules of the node. */
  public static libModules(): HostMount {
    return HostMount.path('/lib/modules');
  }

  /** `/run/xtables.lock`, by which programs that change iptables wait for each other. */
  public static xtablesLock(): HostMount {
    return HostMount.path('/run/xtables.lock', { type: HostPathVolumeType.FILE_OR_CREATE }).writable();
  }

  /**
   * Any path of the node.
   *
   * @throws when a path is not absolute or has `..` in it, or the type is empty
   */
  public static path(hostPath: string, options: HostMountOptions = {}): HostMount {
    OptionFaults.of('HostMount.path', 'HostMountOptions', options).throwIfAny();
    const type = options.type ?? HostPathVolumeType.DIRECTORY;
    const mountPath = options.mountPath ?? hostPath;
    const faults = [...pathFaults('hostPath', hostPath), ...pathFaults('mountPath', mountPath)];
    if (type === HostPathVolumeType.DEFAULT) {
      faults.push('the type is empty, and a missing path would become a directory; write what is there, such as FILE');
    }
    if (faults.length > 0) {
      throw new Error(`Cannot mount ${hostPath || 'an empty path'} of the node: ${faults.join('; ')}.`);
    }
    const follows = DIRECTORIES.includes(type) && hasMountsBelow(hostPath);
    return new HostMount(
      hostPath,
      type,
      mountPath,
      options.readOnly ?? true,
      options.propagation ?? (follows ? MountPropagation.HOST_TO_CONTAINER : undefined),
    );
  }

  private constructor(
    /** The path on the node. */
    public readonly hostPath: string,
    /** What must be there. */
    public readonly type: HostPathVolumeType,
    /** The path in the container. */
    public readonly mountPath: string,
    /** Whether the container can only read it. */
    public readonly readOnly: boolean,
    /** How mounts made later pass between node and container; undefined is Kubernetes' default, not at all. */
    public readonly propagation?: MountPropagation,
  ) {}

  /** The same, at another path of the container. */
  public at(mountPath: string): HostMount {
    return this.with({ mountPath });
  }

  /** The same, and the container may write to it. */
  public writable(): HostMount {
    return this.with({ readOnly: false });
  }

  /** The same, and the node creates the directory when it is missing. */
  public orCreate(): HostMount {
    const file = [HostPathVolumeType.FILE, HostPathVolumeType.FILE_OR_CREATE].includes(this.type);
    return this.with({ type: file ? HostPathVolumeType.FILE_OR_CREATE : HostPathVolumeType.DIRECTORY_OR_CREATE });
  }

  /**
   * The same, writable, and mounts that the container makes appear on the node: what a storage driver needs. Only a
   * privileged container may have it, and it must unmount again what it mounted.
   *
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
   */
  public bidirectional(): HostMount {
    return this.with({ readOnly: false, propagation: MountPropagation.BIDIRECTIONAL });
  }

  private with(options: HostMountOptions): HostMount {
    const { type, mountPath, readOnly, propagation } = this;
    return HostMount.path(this.hostPath, { type, mountPath, readOnly, propagation, ...options });
  }
}

function pathFaults(field: string, path: string): string[] {
  return [
    ...(PATH_RULE.test(path) ? [] : [`${field} "${path}" is not absolute; begin it with "/"`]),
    ...(path.split(/[\\/]/).includes('..') ? [`${field} "${path}" has ".." in it; write the path it leads to`] : []),
  ];
}

function hasMountsBelow(path: string): boolean {
  return MOUNT_ROOTS.some((root) => isWithin(root, path) || isWithin(path, root));
}

function isWithin(path: string, directory: string): boolean {
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return path === directory || path.startsWith(prefix);
}
