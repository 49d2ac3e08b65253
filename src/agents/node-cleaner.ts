import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import type { CleanUp } from './node-cleaner/clean-up';
import { OptionFaults } from './option-faults';
import { BUSYBOX_IMAGE } from './pause-container';
import { Privileges } from './privileges';
import { Reach } from './reach';
import { TolerationSet } from './toleration-set';

/** Properties for `NodeCleaner`. */
export interface NodeCleanerProps extends NodeAgentProps {
  /** What goes, in this order. */
  readonly cleanUps: CleanUp[];

  /**
   * How often.
   *
   * @default Duration.hours(1)
   */
  readonly every?: Duration;
}

/**
 * Removes what piles up on nodes, again and again: old files, unused images.
 *
 * By default it
 * - tolerates every taint, as a node under disk pressure is one with a taint;
 * - has the capabilities its clean-ups need and no other, mounts only the directories they are about, and has no token;
 * - fails where a clean-up fails, so that a rollout of a wrong one stops at its budget.
 *
 * It needs the Pod Security level `privileged`, as it mounts paths of the node. There is no upstream; eraser removes images
 * by a controller and a pod for each node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 * @example
 * new NodeCleaner(chart, 'cleaner', {
 *   cleanUps: [CleanUp.files('/var/log/audit', { olderThan: Duration.days(14) }), CleanUp.unusedImages()],
 * });
 */
export class NodeCleaner extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;

  /**
   * @throws if there is nothing to clean up, or `every` is less than a minute.
   */
  constructor(scope: Construct, id: string, props: NodeCleanerProps) {
    super(scope, id);
    OptionFaults.of('NodeCleaner', 'NodeCleanerProps', props).throwIfAny();
    const { cleanUps, every = Duration.hours(1), ...wishes } = props;
    const faults = new OptionFaults('NodeCleaner');
    faults.require(cleanUps.length > 0, 'cleanUps is empty: there is nothing to do');
    faults.require(every.toSeconds() >= 60, `every is ${every.toSeconds()} seconds: write at least a minute`);
    faults.throwIfAny();
    const role = new AgentRole(
      this,
      'node-cleaner',
      { reach: Reach.push(), ...wishes },
      {
        tolerations: TolerationSet.everything(),
        terminationGracePeriod: Duration.seconds(5),
        silence: { 'tolerates-everything': 'a node under disk pressure is a node with a taint' },
      },
      () => ({
        container: {
          name: 'cleaner',
          image: BUSYBOX_IMAGE,
          command: ['/bin/sh', '-euc', script(cleanUps, every)],
          readiness: kplus.Probe.fromCommand(['test', '-e', '/tmp/cleaned']),
          privileges: Privileges.capabilities(...cleanUps.flatMap(({ _capabilities }) => _capabilities)),
          resources: {
            cpu: { request: kplus.Cpu.millis(10) },
            memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
          },
          hostMounts: distinct(cleanUps.flatMap(({ _hostMounts }) => _hostMounts)),
          volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(this, 'Scratch', 'scratch') }],
        },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
  }
}

/** The shell waits for its own child, so it hears when it is told to end. */
function script(cleanUps: CleanUp[], every: Duration): string {
  return [
    'trap "exit 0" TERM INT',
    'while :; do',
    ...cleanUps.map(({ _command }) => `  ${_command}`),
    '  touch /tmp/cleaned',
    `  sleep ${every.toSeconds()} & wait $!`,
    'done',
  ].join('\n');
}

/** Several clean-ups of one directory mount it once. */
function distinct<T extends { readonly mountPath: string }>(mounts: T[]): T[] {
  return mounts.filter(({ mountPath }, i) => mounts.findIndex((other) => other.mountPath === mountPath) === i);
}
