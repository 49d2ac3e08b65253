import type { Duration } from 'cdk8s';
import { Capability } from 'cdk8s-plus-28';
import { ContainerRuntimeSocket, HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';

/** Options for `CleanUp.files`. */
export interface CleanUpFilesOptions {
  /** How long ago a file must have been written last, in whole minutes at least. */
  readonly olderThan: Duration;

  /**
   * The names of the files, with `*` and `?` as in a shell.
   *
   * @default - all
   */
  readonly name?: string;
}

/** Where a file that is missing costs the node or its workloads. */
const KEPT = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/run', '/sbin', '/sys', '/usr', '/var/run'];
const KEPT_STATE = ['containerd', 'containers', 'docker', 'etcd', 'kubelet'].map((name) => `/var/lib/${name}`);
const HOST = '/host';

/**
 * Something that a `NodeCleaner` removes from its node.
 *
 * @example
 * CleanUp.files('/var/log/audit', { olderThan: Duration.days(14), name: '*.log.*' });
 */
export class CleanUp {
  /**
   * Files below a directory, on its own file system, that nobody has written to for a while. Directories stay. Each file
   * that goes is logged.
   *
   * @throws if the path is no path, the system or its workloads live there, or the time is less than a minute
   */
  public static files(directory: string, options: CleanUpFilesOptions): CleanUp {
    const faults = OptionFaults.of('CleanUp.files', 'CleanUpFilesOptions', options);
    const minutes = Math.floor(options.olderThan.toMinutes({ integral: false }));
    faults.absolutePath('directory', directory);
    const owner = [...KEPT, ...KEPT_STATE].find((path) => contains(path, directory) || contains(directory, path));
    faults.require(!owner, `directory is ${directory}: what is in ${owner} is not to be removed by its age`);
    faults.require(minutes >= 1, `olderThan is ${minutes} minutes: write at least one`);
    faults.require(options.name !== '' && !options.name?.includes('/'), `name is ${JSON.stringify(options.name)}`);
    faults.throwIfAny();
    const place = `${HOST}${directory}`;
    const named = options.name ? ` -name ${quoted(options.name)}` : '';
    return new CleanUp(
      `find ${quoted(place)} -xdev -type f${named} -mmin +${minutes} -print -delete`,
      [HostMount.path(directory).at(place).writable()],
      // Files and directories belong to whoever wrote them.
      [Capability.DAC_OVERRIDE, Capability.FOWNER],
    );
  }

  /**
   * Images that no container uses, by the `crictl` of the node: sooner than the kubelet, which waits for a full disk. Who
   * may talk to the container runtime may do anything on the node.
   *
   * @param runtime the socket of the container runtime, by default containerd's
   * @throws if the runtime has no CRI
   * @see https://kubernetes.io/docs/concepts/architecture/garbage-collection/#container-image-lifecycle
   */
  public static unusedImages(runtime: ContainerRuntimeSocket = ContainerRuntimeSocket.CONTAINERD): CleanUp {
    if (runtime === ContainerRuntimeSocket.DOCKER) {
      throw new Error('CleanUp.unusedImages: Docker Engine has no CRI of its own; write CRI_DOCKERD.');
    }
    const faults = new OptionFaults('CleanUp.unusedImages');
    faults.word('runtime', runtime, ContainerRuntimeSocket);
    faults.throwIfAny();
    return new CleanUp(
      `chroot ${HOST}/root crictl --runtime-endpoint unix://${runtime} rmi --prune`,
      [HostMount.root().at(`${HOST}/root`)],
      [Capability.SYS_CHROOT],
    );
  }

  private constructor(
    /** @internal */
    public readonly _command: string,
    /** @internal */
    public readonly _hostMounts: HostMount[],
    /** @internal */
    public readonly _capabilities: Capability[],
  ) {}
}

function contains(directory: string, path: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** One word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
