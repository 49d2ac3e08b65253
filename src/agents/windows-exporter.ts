import { ApiObject, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { AgentIdentity } from './agent-identity';
import { AgentRole } from './agent-role';
import { requireFlags } from './flag-faults';
import { HOST_PROCESS_POD } from './host-process-pod';
import type { NodeAgentContainerProps } from './node-agent-container-props';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeSet } from './node-set';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import type { ScrapedAgentProps } from './service-monitor';
import { TolerationSet } from './toleration-set';
import {
  WindowsCollectors,
  requireWindowsCollectors,
  windowsCollectorFlags,
} from './windows-exporter/windows-collectors';

const IMAGE = 'ghcr.io/prometheus-community/windows-exporter:0.31.8';
const PRIVILEGES = Privileges.hostProcess('reads the performance counters and the containers of its node');

/** Properties for `WindowsExporter`. */
export interface WindowsExporterProps extends ScrapedAgentProps {
  /**
   * Port of the node that metrics are served on. Nothing else on the node may hold it.
   *
   * @default 9182
   */
  readonly port?: number;

  /**
   * Which collectors run.
   *
   * @default - those that run by default in windows_exporter 0.31, and `container`
   */
  readonly collectors?: WindowsCollectors;

  /**
   * Whether a rule of the node's firewall lets others in to the port: an init container makes it, once. It stays when the
   * agent is removed.
   *
   * @default true
   */
  readonly opensFirewall?: boolean;

  /**
   * Further flags, such as `--collector.service.include=containerd|kubelet`. None may be one that is set already.
   *
   * @default - none
   */
  readonly args?: string[];
}

/**
 * Prometheus windows_exporter 0.31.8: the metrics of hardware, operating system and containers of every Windows node, on a
 * port of the node, with a headless Service to scrape it by. It is the sibling of `NodeExporter`.
 *
 * By default it
 * - runs on every Windows node, and tolerates every taint: a node without metrics is the one in trouble. Upstream's manifest
 *   tolerates none, and its chart NoSchedule only;
 * - is a HostProcess container, as upstream has it: a process of the node as `NT AUTHORITY\SYSTEM`, since containers of
 *   Windows see no counters of their node. It gets no token for the API server;
 * - listens on the address of the node only, and declares the port, so that the scheduler sees a conflict. The rule of the
 *   firewall is made once, where upstream's chart adds another one at every start;
 * - takes all of its configuration from flags, and has requests and a limit of memory.
 *
 * It needs the Pod Security level `privileged`, as every HostProcess container does.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-windows-exporter
 * @example
 * new WindowsExporter(chart, 'windows-exporter', { collectors: { enable: ['tcp'], disable: ['service'] } });
 */
export class WindowsExporter extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;
  /** How Prometheus Operator scrapes it; none unless asked for. */
  public readonly serviceMonitor?: ApiObject;

  /**
   * @throws if the port is no port, a collector is unknown or both on and off, `args` has a flag that is set already, or the
   * nodes are not those of Windows alone.
   */
  constructor(scope: Construct, id: string, props: WindowsExporterProps = {}) {
    super(scope, id);
    OptionFaults.of('WindowsExporter', 'WindowsExporterProps', props).throwIfAny();
    const { port = 9182, collectors = {}, opensFirewall = true, args = [], ...rest } = props;
    const flags = [
      ...windowsCollectorFlags(collectors),
      // In brackets, as an IPv6 address needs them and an IPv4 address may have them.
      `--web.listen-address=[$(HOST_IP)]:${port}`,
    ];
    const faults = new OptionFaults('WindowsExporter');
    faults.port('port', port);
    faults.names('WindowsCollectors', collectors, 'collectors');
    requireWindowsCollectors(faults, collectors);
    requireFlags(faults, flags, args);
    faults.throwIfAny();
    const health = kplus.Probe.fromHttpGet('/health', { port });
    const role = new AgentRole(
      this,
      'windows-exporter',
      { nodes: NodeSet.windows(), ...rest },
      {
        ...HOST_PROCESS_POD,
        tolerations: TolerationSet.everything(),
      },
      (identity) => ({
        forWindows: true,
        container: {
          name: 'windows-exporter',
          image: IMAGE,
          args: [...flags, ...args],
          envVariables: { HOST_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_IP) },
          ports: [{ name: 'metrics', number: port, hostPort: port }],
          liveness: health,
          readiness: health,
          resources: {
            cpu: { request: kplus.Cpu.millis(50) },
            memory: { request: Size.mebibytes(128), limit: Size.mebibytes(300) },
          },
          privileges: PRIVILEGES,
        },
        initContainers: opensFirewall ? [firewallRule(identity, port)] : [],
        metrics: { port, path: '/metrics' },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.service = role.service;
    this.serviceMonitor = role.serviceMonitor;
  }
}

/** The image has no shell; a HostProcess container finds the one of its node. */
function firewallRule(identity: AgentIdentity, port: number): NodeAgentContainerProps {
  const name = `${identity.clusterCompanion().name}-${port}`;
  const rule = `-Name '${name}' -DisplayName '${name}' -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${port}`;
  return {
    name: 'open-firewall',
    image: IMAGE,
    command: ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command'],
    args: [
      `if (-not (Get-NetFirewallRule -Name '${name}' -ErrorAction SilentlyContinue)) { New-NetFirewallRule ${rule} }`,
    ],
    privileges: Privileges.hostProcess('lets others in to the port of the exporter'),
    resources: {
      cpu: { request: kplus.Cpu.millis(50) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
    },
  };
}
