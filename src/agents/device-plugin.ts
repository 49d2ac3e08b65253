import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { Device } from './device-plugin/device';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { PriorityClass } from './priority-class';
import { Reach } from './reach';

/** Properties for `DevicePlugin`. */
export interface DevicePluginProps extends NodeAgentProps {
  /** The devices, and the software that offers them. */
  readonly device: Device;
}

/**
 * Offers devices of its node to pods, as an extended resource.
 *
 * By default it
 * - runs where the device is, as far as labels tell, and tolerates the taint that keeps other pods off it, and no other;
 * - has the class `system-node-critical`: until it runs, no pod with the device does. Some providers allow it outside
 *   `kube-system` only under a ResourceQuota;
 * - has no capability, and of the node only the directory in which the kubelet listens for plugins.
 *
 * It needs the Pod Security level `privileged`, for that directory.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/
 * @example
 * new DevicePlugin(chart, 'nvidia', { device: Device.nvidia() });
 */
export class DevicePlugin extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;

  constructor(scope: Construct, id: string, props: DevicePluginProps) {
    super(scope, id);
    OptionFaults.of('DevicePlugin', 'DevicePluginProps', props).throwIfAny();
    const { device, ...wishes } = props;
    const defaults = { priorityClass: PriorityClass.nodeCritical() };
    const role = new AgentRole(this, 'device-plugin', { reach: Reach.push(), ...wishes }, defaults, () =>
      device._blueprint(),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
  }
}
