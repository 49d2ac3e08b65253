import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import { Reach } from './reach';
import { TolerationSet } from './toleration-set';

/** Properties for `NodeDebugger`. */
export interface NodeDebuggerProps extends NodeAgentProps {
  /**
   * Whether it sees the network as its node does, rather than as a pod.
   *
   * @default true
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether it sees, and may trace, the processes of the node. It then also has the capability SYS_PTRACE.
   *
   * @default false
   */
  readonly hostPid?: boolean;
}

/** A shell does not end by itself when it is told to, so it is asked to listen. */
const WAIT = 'trap "exit 0" TERM INT; while :; do sleep 3600 & wait $!; done';

/**
 * A container with network tools on every node, to `kubectl exec` into: netshoot.
 *
 * By default it
 * - tolerates every taint, as the node in trouble is the one to look at, and uses the network of its node;
 * - may capture packets and change interfaces (NET_ADMIN, NET_RAW) and nothing else; it has no token and mounts no path of
 *   the node. Where the field runs such a container privileged, a shell in it is a shell on the node;
 * - writes to `/tmp` only, and has a limit of memory, as captures grow.
 *
 * With the network of the node it needs the Pod Security level `privileged`. Upstream publishes no DaemonSet.
 *
 * @see https://github.com/nicolaka/netshoot
 * @example
 * new NodeDebugger(chart, 'netshoot', { nodes: NodeSet.linux().withLabel('example.com/debug', 'true') });
 */
export class NodeDebugger extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;

  constructor(scope: Construct, id: string, props: NodeDebuggerProps = {}) {
    super(scope, id);
    OptionFaults.of('NodeDebugger', 'NodeDebuggerProps', props).throwIfAny();
    const { hostNetwork = true, hostPid = false, ...wishes } = props;
    const capabilities = [kplus.Capability.NET_ADMIN, kplus.Capability.NET_RAW];
    const role = new AgentRole(
      this,
      'node-debugger',
      { reach: Reach.push(), ...wishes },
      {
        hostNetwork,
        hostPid,
        tolerations: TolerationSet.everything(),
        terminationGracePeriod: Duration.seconds(5),
      },
      () => ({
        container: {
          name: 'netshoot',
          image: 'docker.io/nicolaka/netshoot:v0.14',
          command: ['/bin/sh', '-c', WAIT],
          privileges: Privileges.capabilities(...capabilities, ...(hostPid ? [kplus.Capability.SYS_PTRACE] : [])),
          resources: {
            cpu: { request: kplus.Cpu.millis(10) },
            memory: { request: Size.mebibytes(32), limit: Size.mebibytes(256) },
          },
          volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(this, 'Scratch', 'scratch') }],
        },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
  }
}
