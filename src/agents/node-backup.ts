import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import { HostMount } from './host-mount';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import { Reach } from './reach';
import { TolerationSet } from './toleration-set';

/** Below it are the directories of the node. */
const HOST = '/host';
const CACHE = '/cache';

/** Properties for `NodeBackup`. */
export interface NodeBackupProps extends NodeAgentProps {
  /** The image with the tool. It has `/bin/sh`, unless `interval` says that the tool runs on by itself. */
  readonly toolImage: string;

  /** What backs up the node once, as a program and its arguments. `$(NODE_NAME)` is the name of the node. */
  readonly command: string[];

  /** The directories of the node to back up. The tool sees them read-only below `/host`: `/var/lib/data` at `/host/var/lib/data`. */
  readonly directories: string[];

  /**
   * How long to wait after a backup before the next, in whole seconds. One that fails is told on standard error, and tried
   * again then. `Duration.seconds(0)` is for a tool that runs on by itself.
   *
   * @default Duration.hours(24)
   */
  readonly interval?: Duration;

  /**
   * Where the backups go and what opens that: each key becomes an environment variable of the tool, such as
   * `RESTIC_REPOSITORY` and `RESTIC_PASSWORD`.
   *
   * @default - none
   */
  readonly credentials?: kplus.ISecret;

  /**
   * A directory of the node of its own, for what the tool keeps between backups. The tool sees it at `/cache`.
   *
   * @default - /var/cache/cdk8s-node-agents/ and the name of the DaemonSet
   */
  readonly cacheDirectory?: string;
}

/**
 * Backs up directories of nodes, with the tool of your choice.
 *
 * By default it
 * - tolerates the taints of control planes, which keep what is worth most; where else it runs say `nodes` and `tolerations`;
 * - reads what is root's by one capability, DAC_READ_SEARCH, and writes nothing of the node but its own cache;
 * - gets no token. What opens the store of backups comes from a Secret only;
 * - ends within seconds when it waits, and has ten minutes to end a backup that runs.
 *
 * It needs the Pod Security level `privileged`, for the paths of the node. There is no upstream: backup tools publish Jobs
 * and sidecars, and those for volumes, such as Velero's node agent, see the pods of the kubelet only. Snapshots of disks are
 * made by a storage driver: `CsiDriver.of()` serves one that snapshots disks of its own node.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 * @example
 * new NodeBackup(chart, 'etcd-backup', {
 *   toolImage: 'docker.io/restic/restic:0.18.1',
 *   command: ['restic', 'backup', '--host', '$(NODE_NAME)', '--cache-dir', '/cache', '/host/var/lib/etcd'],
 *   directories: ['/var/lib/etcd'],
 *   credentials: kplus.Secret.fromSecretName(chart, 'restic', 'restic'),
 *   nodes: NodeSet.linux().withLabel('node-role.kubernetes.io/control-plane'),
 * });
 */
export class NodeBackup extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;

  /**
   * @throws if there is no command or directory, a path is none or given twice, or the cache is one of the directories
   */
  constructor(scope: Construct, id: string, props: NodeBackupProps) {
    super(scope, id);
    OptionFaults.of('NodeBackup', 'NodeBackupProps', props).throwIfAny();
    const { toolImage, command, directories, interval = Duration.hours(24), credentials, ...rest } = props;
    const { cacheDirectory, ...wishes } = rest;
    requireValid(props, interval);
    const role = new AgentRole(
      this,
      'node-backup',
      { reach: Reach.push(), ...wishes },
      { tolerations: TolerationSet.controlPlane(), terminationGracePeriod: Duration.minutes(10) },
      (identity) => ({
        container: {
          name: 'backup',
          image: toolImage,
          command: interval.toSeconds() > 0 ? repeated(command, interval.toSeconds()) : command,
          envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
          envFrom: credentials && [kplus.Env.fromSecret(credentials)],
          privileges: Privileges.capabilities(kplus.Capability.DAC_READ_SEARCH),
          resources: {
            cpu: { request: kplus.Cpu.millis(50) },
            memory: { request: Size.mebibytes(128), limit: Size.gibibytes(1) },
          },
          hostMounts: [
            ...directories.map((directory) => HostMount.path(directory).at(`${HOST}${directory}`)),
            HostMount.path(cacheDirectory ?? `/var/cache/cdk8s-node-agents/${identity.name}`)
              .orCreate()
              .at(CACHE)
              .writable(),
          ],
          volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(this, 'Temporary', 'tmp') }],
        },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
  }
}

/** The words of the command are never read by the shell, which heeds a signal between two commands: so it waits in steps. */
function repeated(command: string[], seconds: number): string[] {
  const script = [
    "trap 'exit 0' TERM INT",
    'while :; do',
    '  "$@" || echo "backup failed" >&2',
    '  waited=0',
    `  while [ "$waited" -lt ${seconds} ]; do sleep 2; waited=$((waited + 2)); done`,
    'done',
  ];
  return ['/bin/sh', '-c', script.join('\n'), 'backup', ...command];
}

function requireValid(
  { command, directories, cacheDirectory, credentials }: NodeBackupProps,
  interval: Duration,
): void {
  const faults = new OptionFaults('NodeBackup');
  const seconds = interval.toSeconds({ integral: false });
  faults.require(command.length > 0 && command[0].trim() !== '', 'command is empty: there is nothing to run');
  faults.require(directories.length > 0, 'directories is empty: there is nothing to back up');
  faults.require(Number.isInteger(seconds), `interval is ${seconds} seconds: write a whole number`);
  faults.secret('credentials', credentials);
  directories.forEach((directory, i) => {
    faults.absolutePath(`directories[${i}]`, directory);
    faults.require(
      directories.indexOf(directory) === i,
      `directories[${i}] is ${directory}, which is in the list already`,
    );
    const around = directories.find((other) => other !== directory && directory.startsWith(`${other}/`));
    faults.require(!around, `directories[${i}] is ${directory}, which is in ${around} already`);
  });
  if (cacheDirectory !== undefined) {
    faults.absolutePath('cacheDirectory', cacheDirectory);
    faults.require(
      !directories.some((directory) => `${cacheDirectory}/`.startsWith(`${directory}/`)),
      `cacheDirectory ${cacheDirectory} is in what is backed up`,
    );
  }
  faults.throwIfAny();
}
