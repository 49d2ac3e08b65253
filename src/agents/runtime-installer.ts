import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { PriorityClass } from './priority-class';
import { Reach } from './reach';
import type { SandboxRuntime } from './runtime-installer/sandbox-runtime';

/** Properties for `RuntimeInstaller`. */
export interface RuntimeInstallerProps extends NodeAgentProps {
  /** What is installed. */
  readonly runtime: SandboxRuntime;
}

/**
 * Installs another container runtime on nodes, which runs containers apart from the kernel of the node, with the
 * RuntimeClasses by which pods ask for it.
 *
 * By default it has the class `system-node-critical`, as pods of the runtime wait for it, and nobody reaches it. Some
 * providers allow that class outside `kube-system` only under a ResourceQuota. It restarts the node's container runtime:
 * running containers go on, and no new ones start for some seconds.
 *
 * It needs the Pod Security level `privileged`.
 *
 * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
 * @example
 * new RuntimeInstaller(chart, 'kata', { runtime: SandboxRuntime.kata() });
 */
export class RuntimeInstaller extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server; none for an installer that asks nothing. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** What pods ask for the runtime by. */
  public readonly runtimeClasses: ApiObject[];

  constructor(scope: Construct, id: string, props: RuntimeInstallerProps) {
    super(scope, id);
    OptionFaults.of('RuntimeInstaller', 'RuntimeInstallerProps', props).throwIfAny();
    const { runtime, ...wishes } = props;
    const role = new AgentRole(
      this,
      'runtime-installer',
      { reach: Reach.push(), ...wishes },
      { priorityClass: PriorityClass.nodeCritical() },
      (identity) => runtime._bind(this, identity),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.runtimeClasses = runtime._runtimeClasses(this);
  }
}
