import { ApiObject, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import { requireFlags } from './flag-faults';
import { HostMount } from './host-mount';
import { KUBE_RBAC_PROXY_RULES, KubeRbacProxyOptions, LOOPBACK, kubeRbacProxy } from './kube-rbac-proxy';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import {
  NodeCollectors,
  collectorFlags,
  collectorMounts,
  collectorPrivileges,
  oppositeFlags,
  requireCollectors,
  runs,
} from './node-exporter/node-collectors';
import type { TextfileCollector } from './node-exporter/textfile-collector';
import { OptionFaults } from './option-faults';
import type { ScrapedAgentProps } from './service-monitor';
import { TolerationSet } from './toleration-set';

const IMAGE = 'quay.io/prometheus/node-exporter:v1.12.1';

/** Properties for `NodeExporter`. */
export interface NodeExporterProps extends ScrapedAgentProps {
  /**
   * Port of the node that metrics are served on. Nothing else on the node may hold it.
   *
   * @default 9100
   */
  readonly port?: number;

  /**
   * Whether the exporter shares the process ids of the node, as upstream's chart has it. No collector needs that: /proc of
   * the node is mounted, and shows every process. It would let whoever takes over the exporter read the environment of
   * processes of its user.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * Whether disks are named by what udev knows of them. Images before 1.4 do not know the flag and would not start.
   *
   * @default true
   */
  readonly udev?: boolean;

  /**
   * A directory of further metrics.
   *
   * @default - none
   */
  readonly textfile?: TextfileCollector;

  /**
   * Which collectors run.
   *
   * @default - those that run by default in node exporter 1.12
   */
  readonly collectors?: NodeCollectors;

  /**
   * Puts kube-rbac-proxy in front of the exporter, as kube-prometheus has it: metrics are served by TLS, to who may `get` the
   * path `/metrics` alone, and the exporter listens on the loopback address. The proxy asks the API server who is asking,
   * with a token and two permissions. `{}` is one with all defaults.
   *
   * @default - none: whoever reaches the port may read
   * @see https://github.com/brancz/kube-rbac-proxy
   */
  readonly kubeRbacProxy?: KubeRbacProxyOptions;

  /**
   * Further flags, such as `--collector.netdev.device-exclude=^veth.*$`. None may be one that is set already.
   *
   * @default - none
   */
  readonly args?: string[];
}

/**
 * Prometheus node exporter: the metrics of hardware and operating system of every node, on a port of the node, with a
 * headless Service to scrape it by.
 *
 * By default it
 * - tolerates every taint: a node without metrics is the one in trouble, and the exporter needs neither the pod network nor
 *   a volume, so there is nothing to wait for. Upstream's chart tolerates NoSchedule only, so it leaves a node exactly when
 *   a NoExecute taint says that something is wrong;
 * - has no priority class: who installs an exporter has not asked to evict workloads. On nodes that fill up before it comes
 *   it then stays Pending; `PriorityClass.named()` with a class of your own ends that;
 * - runs as nobody, without any capability, cannot write anywhere, and gets no token for the API server, as long as no
 *   collector and no proxy that are asked for need more. Upstream's chart leaves the container its default capabilities;
 * - listens on the address of the node only, and declares the port, so that the scheduler sees a conflict;
 * - has no CPU limit: an exporter that is throttled misses scrapes.
 *
 * It needs the Pod Security level `privileged`, for the network and the paths of the node. Its sibling on Windows nodes is
 * `WindowsExporter`.
 *
 * @see https://github.com/prometheus/node_exporter
 * @example
 * new NodeExporter(chart, 'node-exporter', {
 *   collectors: { enable: ['systemd'], disable: ['btrfs', 'zfs'] },
 *   kubeRbacProxy: {},
 *   serviceMonitor: { labels: { release: 'prometheus' } },
 * });
 */
export class NodeExporter extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions but those of kube-rbac-proxy. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;
  /** How Prometheus Operator scrapes it; none unless asked for. */
  public readonly serviceMonitor?: ApiObject;

  /**
   * @throws if a port is no port, a collector is unknown or both on and off, or `args` has a flag that is set already.
   */
  constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    super(scope, id);
    OptionFaults.of('NodeExporter', 'NodeExporterProps', props).throwIfAny();
    const {
      port = 9100,
      hostPid = false,
      udev = true,
      textfile,
      collectors = {},
      kubeRbacProxy: proxy,
      ...rest
    } = props;
    const { args = [], ...wishes } = rest;
    const exporterPort = proxy ? (proxy.upstreamPort ?? port + 1) : port;
    const flags = [
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      '--path.rootfs=/host/root',
      ...(udev ? ['--path.udev.data=/host/root/run/udev/data'] : []),
      ...(textfile ? [`--collector.textfile.directory=${textfile.mountPath}`] : []),
      ...collectorFlags(collectors),
      // In brackets, as an IPv6 address needs them and an IPv4 address may have them.
      `--web.listen-address=${proxy ? LOOPBACK : '[$(HOST_IP)]'}:${exporterPort}`,
    ];
    requireValid(props, port, exporterPort, flags);
    const probe = kplus.Probe.fromHttpGet('/', { port: exporterPort, host: proxy && LOOPBACK });
    const role = new AgentRole(
      this,
      'node-exporter',
      wishes,
      { hostNetwork: true, hostPid, tolerations: TolerationSet.everything() },
      () => ({
        container: {
          name: 'node-exporter',
          image: IMAGE,
          args: [...flags, ...args],
          envVariables: { HOST_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_IP) },
          ports: [
            proxy
              ? { name: 'exporter', number: exporterPort, hostPort: exporterPort, hostIp: LOOPBACK }
              : { name: 'metrics', number: port, hostPort: port },
          ],
          liveness: probe,
          readiness: probe,
          resources: {
            cpu: { request: kplus.Cpu.millis(50) },
            memory: { request: Size.mebibytes(64), limit: Size.mebibytes(180) },
          },
          privileges: collectorPrivileges(collectors),
          hostMounts: [
            HostMount.proc(),
            HostMount.sys(),
            HostMount.root(),
            ...collectorMounts(collectors),
            ...(textfile?._hostMounts() ?? []),
          ],
          volumeMounts: textfile?._volumeMounts(this),
        },
        sidecars: proxy && [kubeRbacProxy(this, port, exporterPort, proxy)],
        rules: proxy && KUBE_RBAC_PROXY_RULES,
        metrics: { port, path: '/metrics', scheme: proxy && 'https' },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.service = role.service;
    this.serviceMonitor = role.serviceMonitor;
  }
}

function requireValid(
  { args = [], collectors = {}, textfile, kubeRbacProxy: proxy }: NodeExporterProps,
  port: number,
  exporterPort: number,
  flags: string[],
): void {
  const faults = new OptionFaults('NodeExporter');
  faults.port('port', port);
  faults.names('NodeCollectors', collectors, 'collectors');
  if (proxy) {
    faults.names('KubeRbacProxyOptions', proxy, 'kubeRbacProxy');
    faults.port('kubeRbacProxy.upstreamPort', exporterPort);
    faults.require(port !== exporterPort, `port and kubeRbacProxy.upstreamPort are both ${port}`);
  }
  requireCollectors(faults, collectors);
  faults.require(
    !textfile || runs('textfile', collectors),
    'textfile is given, and collectors turns the collector textfile off',
  );
  requireFlags(faults, [...flags, ...oppositeFlags(collectorFlags(collectors))], args);
  faults.throwIfAny();
}
