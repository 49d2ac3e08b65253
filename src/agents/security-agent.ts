import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import type { SecuritySensor } from './security-agent/security-sensor';
import { TolerationSet } from './toleration-set';

/** Properties for `SecurityAgent`. */
export interface SecurityAgentProps extends NodeAgentProps {
  /** What watches the node. */
  readonly sensor: SecuritySensor;
}

/**
 * The agent that watches what processes and containers of a node do, and tells or stops what they should not.
 *
 * By default it
 * - tolerates every taint, where the charts of Falco and Sysdig tolerate those of control planes only and Aqua's none: a
 *   tainted node runs workloads too, and nobody would notice what happens there;
 * - has no priority class: on nodes that fill up before it comes it stays Pending, and a plan says so. `priorityClass` with
 *   a class of your own ends that.
 *
 * It needs the Pod Security level `privileged`. Least privileges are those of `SecuritySensor.falco()`: four capabilities.
 *
 * @see https://kubernetes.io/docs/concepts/security/
 * @example
 * new SecurityAgent(chart, 'falco', { sensor: SecuritySensor.falco() });
 */
export class SecurityAgent extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server; none for a sensor that asks nothing. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** Its configuration. */
  public readonly configMap?: kplus.IConfigMap;
  /** Where it is scraped; none unless `reach` has a Service and it serves something. */
  public readonly service?: kplus.Service;

  constructor(scope: Construct, id: string, props: SecurityAgentProps) {
    super(scope, id);
    OptionFaults.of('SecurityAgent', 'SecurityAgentProps', props).throwIfAny();
    const { sensor, ...wishes } = props;
    const defaults = {
      tolerations: TolerationSet.everything(),
      silence: { 'tolerates-everything': 'a node is to be watched whatever its taints' },
    };
    const role = new AgentRole(this, 'security-agent', wishes, defaults, (identity) => sensor._bind(this, identity));
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.configMap = role.configMap;
    this.service = role.service;
  }
}
