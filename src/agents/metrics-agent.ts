import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { Metrics } from './metrics-agent/metrics';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { OptionFaults } from './option-faults';
import type { ScrapedAgentProps } from './service-monitor';
import { TolerationSet } from './toleration-set';

/** Properties for `MetricsAgent`. */
export interface MetricsAgentProps extends ScrapedAgentProps {
  /** The product that measures, and what it does with the metrics. */
  readonly agent: Metrics;
}

/**
 * Measures its node, or what runs on it: a DaemonSet with its configuration, whose change replaces the pods, its account and
 * permissions, and a Service to reach it by. For Prometheus' own exporter there is `NodeExporter`.
 *
 * By default it
 * - tolerates the control plane and nodes that are about to go (`TolerationSet.controlPlane()` and `disruption()`), and no
 *   other taint: name those of your own pools. What measures a device tolerates the taint of the device alone;
 * - has no priority class: who installs an agent of metrics has not asked to evict workloads. On nodes that fill up before
 *   it comes it then stays Pending; `PriorityClass.named()` with a class of your own ends that.
 *
 * It needs the Pod Security level `privileged`, for the paths of the node that it reads.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/
 * @example
 * new MetricsAgent(chart, 'telegraf', { agent: Metrics.telegraf({ globalTags: { cluster: 'production' } }) });
 */
export class MetricsAgent extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server and of the kubelet; none unless it asks. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** Its configuration; none where flags and environment variables say it all. */
  public readonly configMap?: kplus.IConfigMap;
  /** Where it is reached; none unless it serves something and `reach` has a Service. */
  public readonly service?: kplus.Service;
  /** How Prometheus Operator scrapes it; none unless asked for. */
  public readonly serviceMonitor?: ApiObject;

  /**
   * @throws if `serviceMonitor` is given and the agent serves no metrics, or there is no Service.
   */
  constructor(scope: Construct, id: string, props: MetricsAgentProps) {
    super(scope, id);
    OptionFaults.of('MetricsAgent', 'MetricsAgentProps', props).throwIfAny();
    const { agent, serviceMonitor, ...rest } = props;
    const wishes = {
      ...rest,
      // Agents of different products are of one role, and their metrics not of one job.
      serviceMonitor: serviceMonitor && { jobLabel: 'app.kubernetes.io/instance', ...serviceMonitor },
    };
    const defaults = { tolerations: TolerationSet.controlPlane().and(TolerationSet.disruption()) };
    const role = new AgentRole(this, 'metrics-agent', wishes, defaults, (identity) => agent._bind(this, identity));
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.configMap = role.configMap;
    this.service = role.service;
    this.serviceMonitor = role.serviceMonitor;
  }
}
