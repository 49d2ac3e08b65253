import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { Cni } from './cni-agent/cni';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { PriorityClass } from './priority-class';
import { TolerationSet } from './toleration-set';

/** Properties for `CniAgent`. */
export interface CniAgentProps extends NodeAgentProps {
  /** The network plugin. */
  readonly cni: Cni;
}

/**
 * The agent that gives the pods of its nodes a network: a DaemonSet with its configuration, whose change replaces the pods,
 * its account and its permissions.
 *
 * A node is not Ready before this agent has run on it, so by default it
 * - tolerates every taint. Upstream's Flannel tolerates NoSchedule only: while a node has a NoExecute taint, such as one a
 *   provider sets until the network works, it would not come, and the taint would never go;
 * - has the class `system-node-critical`. Some providers allow it outside `kube-system` only under a ResourceQuota;
 * - uses the network of its node, as there is no other yet.
 *
 * It needs the Pod Security level `privileged`, for the network and the paths of the node.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 * @example
 * new CniAgent(chart, 'flannel', { cni: Cni.flannel({ podCidr: '10.244.0.0/16' }) });
 */
export class CniAgent extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** Its configuration. */
  public readonly configMap?: kplus.IConfigMap;
  /** Where it is reached; none unless `reach` has a Service and it serves something. */
  public readonly service?: kplus.Service;

  constructor(scope: Construct, id: string, props: CniAgentProps) {
    super(scope, id);
    OptionFaults.of('CniAgent', 'CniAgentProps', props).throwIfAny();
    const { cni, ...wishes } = props;
    const defaults = {
      hostNetwork: true,
      tolerations: TolerationSet.everything(),
      priorityClass: PriorityClass.nodeCritical(),
    };
    const role = new AgentRole(this, 'cni-agent', wishes, defaults, (identity) => cni._bind(this, identity));
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.configMap = role.configMap;
    this.service = role.service;
  }
}
