import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import type { Collector } from './log-collector/collector';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { OptionFaults } from './option-faults';
import type { ScrapedAgentProps } from './service-monitor';
import { TolerationSet } from './toleration-set';

/** Properties for `LogCollector`. */
export interface LogCollectorProps extends ScrapedAgentProps {
  /** The product that collects, and what it does with the logs. */
  readonly collector: Collector;

  /**
   * Whether the collector uses the network of its node. It then starts before the pod network works, and its ports are
   * ports of the node.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;
}

/**
 * Collects the logs of all containers of its nodes: a DaemonSet with its configuration, whose change replaces the pods, its
 * account, and a headless Service to scrape it by.
 *
 * By default it
 * - tolerates the control plane and nodes that are about to go (`TolerationSet.controlPlane()` and `disruption()`), whose
 *   logs are missed most, and no other taint: name those of your own pools;
 * - has no priority class: who installs a log collector has not asked to evict workloads. On nodes that fill up before it
 *   comes it then stays Pending; `PriorityClass.named()` with a class of your own ends that;
 * - runs as root without any capability, cannot write to its image, and mounts /var/log read-only. Where SELinux is
 *   enforced that is not enough to read it, and `privileges` must say more.
 *
 * It needs the Pod Security level `privileged`, for the paths of the node. With `nodes: NodeSet.windows(...)` it is made for
 * Windows, where its project publishes an image for that: Fluent Bit, the OpenTelemetry Collector and Grafana Alloy, as
 * `ContainerAdministrator` and no process of the node.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/logging/#using-a-node-logging-agent
 * @example
 * new LogCollector(chart, 'logs', {
 *   collector: Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) }),
 *   tolerations: TolerationSet.controlPlane().and(TolerationSet.taint('nvidia.com/gpu')),
 * });
 */
export class LogCollector extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server; none without metadata of pods. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** Its configuration. */
  public readonly configMap: kplus.IConfigMap;
  /** Where it is scraped; none with a configuration of your own. */
  public readonly service?: kplus.Service;
  /** How Prometheus Operator scrapes it; none unless asked for. */
  public readonly serviceMonitor?: ApiObject;

  /**
   * @throws if the options of the collector contradict each other or cannot stand in a configuration file.
   */
  constructor(scope: Construct, id: string, props: LogCollectorProps) {
    super(scope, id);
    OptionFaults.of('LogCollector', 'LogCollectorProps', props).throwIfAny();
    const defaults = { tolerations: TolerationSet.controlPlane().and(TolerationSet.disruption()) };
    const { collector, ...rest } = props;
    const wishes = { ...rest, reach: props.reach ?? collector._reach };
    const role = new AgentRole(this, 'log-collector', wishes, defaults, (identity) => collector._bind(this, identity));
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.configMap = role.configMap!;
    this.service = role.service;
    this.serviceMonitor = role.serviceMonitor;
  }
}
