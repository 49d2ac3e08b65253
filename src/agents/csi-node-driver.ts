import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { CsiDriver } from './csi-node-driver/csi-driver';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { PriorityClass } from './priority-class';
import { TolerationSet } from './toleration-set';

/** Properties for `CsiNodeDriver`. */
export interface CsiNodeDriverProps extends NodeAgentProps {
  /** The storage driver. */
  readonly driver: CsiDriver;

  /**
   * Whether the CSIDriver object comes with the agent. A cluster has one for each driver: with an agent for Linux and another
   * for Windows, one of them brings it.
   *
   * @default - true, and false on Windows nodes, beside an agent for Linux
   */
  readonly csiDriverObject?: boolean;
}

/**
 * The agent by which the kubelet mounts volumes of a storage driver on its node: the driver, the registrar that announces it
 * to the kubelet, the prober that watches it, and the CSIDriver object. The controller that creates volumes is a Deployment
 * of the storage's own.
 *
 * By default it
 * - tolerates every taint: a pod with a volume may stand on any node, and ends only once its volume is unmounted there;
 * - has the class `system-node-critical`. Some providers allow it outside `kube-system` only under a ResourceQuota;
 * - is privileged in the driver's own container, as mounts that appear on the node take it; registrar and prober have no
 *   capability. On Windows nodes none of them is: there the driver asks csi-proxy, a process of the node, to mount.
 *
 * It needs the Pod Security level `privileged`.
 *
 * @see https://kubernetes-csi.github.io/docs/deploying.html
 * @example
 * new CsiNodeDriver(chart, 'ebs-csi-node', { driver: CsiDriver.ebs() });
 */
export class CsiNodeDriver extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server; none for a driver that asks nothing. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** What tells Kubernetes how to treat volumes of the driver; none where another agent of the driver brings it. */
  public readonly csiDriver?: ApiObject;

  constructor(scope: Construct, id: string, props: CsiNodeDriverProps) {
    super(scope, id);
    OptionFaults.of('CsiNodeDriver', 'CsiNodeDriverProps', props).throwIfAny();
    const { driver, csiDriverObject = !props.nodes?._windowsBuilds(), ...wishes } = props;
    const defaults = {
      tolerations: TolerationSet.everything(),
      priorityClass: PriorityClass.nodeCritical(),
      silence: { 'tolerates-everything': 'a pod with a volume may stand on any node' },
    };
    const role = new AgentRole(this, 'csi-node-driver', wishes, defaults, (identity) => driver._blueprint(identity));
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    if (csiDriverObject) this.csiDriver = driver._csiDriver(this);
  }
}
