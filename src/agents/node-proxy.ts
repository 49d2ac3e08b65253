import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import type { Proxy } from './node-proxy/proxy';
import { OptionFaults } from './option-faults';

/** Properties for `NodeProxy`. */
export interface NodeProxyProps extends NodeAgentProps {
  /** The proxy. */
  readonly proxy: Proxy;
}

/**
 * The agent that traffic of a node passes through: a DaemonSet with its configuration, whose change replaces the pods, its
 * account and its permissions. Where it runs and what it may do is said by each proxy.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/
 * @example
 * new NodeProxy(chart, 'kube-proxy', { proxy: Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443' }) });
 */
export class NodeProxy extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** Its configuration. */
  public readonly configMap?: kplus.IConfigMap;
  /** Where it is reached; none unless `reach` has a Service and it serves something. */
  public readonly service?: kplus.Service;

  constructor(scope: Construct, id: string, props: NodeProxyProps) {
    super(scope, id);
    OptionFaults.of('NodeProxy', 'NodeProxyProps', props).throwIfAny();
    const { proxy, ...wishes } = props;
    const role = new AgentRole(this, 'node-proxy', wishes, {}, (identity) => proxy._bind(this, identity));
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.configMap = role.configMap;
    this.service = role.service;
  }
}
