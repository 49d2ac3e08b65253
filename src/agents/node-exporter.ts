import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import { HostMount } from './host-mount';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import type { TextfileCollector } from './node-exporter/textfile-collector';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import { TolerationSet } from './toleration-set';

const IMAGE = 'quay.io/prometheus/node-exporter:v1.12.1';

/** The user `nobody` of the image. */
const NOBODY = 65534;

/** Properties for `NodeExporter`. */
export interface NodeExporterProps extends NodeAgentProps {
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
   * Further flags, such as `--no-collector.wifi`. None may be one that is set already.
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
 * - runs as nobody, without any capability, cannot write anywhere, and gets no token for the API server. Upstream's chart
 *   leaves the container its default capabilities;
 * - listens on the address of the node only, and declares the port, so that the scheduler sees a conflict;
 * - has no CPU limit: an exporter that is throttled misses scrapes.
 *
 * @see https://github.com/prometheus/node_exporter
 * @example
 * new NodeExporter(chart, 'node-exporter', { args: ['--collector.systemd'] });
 */
export class NodeExporter extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;

  /**
   * @throws if the port is no port, or `args` has a flag that is set already.
   */
  constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    super(scope, id);
    const { port = 9100, hostPid = false, udev = true, textfile, args = [], ...wishes } = props;
    const flags = [
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      '--path.rootfs=/host/root',
      ...(udev ? ['--path.udev.data=/host/root/run/udev/data'] : []),
      ...(textfile ? [`--collector.textfile.directory=${textfile.mountPath}`] : []),
      // In brackets, as an IPv6 address needs them and an IPv4 address may have them.
      `--web.listen-address=[$(HOST_IP)]:${port}`,
    ];
    requireValid(port, flags, args);
    const probe = kplus.Probe.fromHttpGet('/', { port });
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
          ports: [{ name: 'metrics', number: port, hostPort: port }],
          liveness: probe,
          readiness: probe,
          resources: {
            cpu: { request: kplus.Cpu.millis(50) },
            memory: { request: Size.mebibytes(64), limit: Size.mebibytes(180) },
          },
          privileges: Privileges.none().asUser(NOBODY, NOBODY),
          hostMounts: [HostMount.proc(), HostMount.sys(), HostMount.root(), ...(textfile?._hostMounts() ?? [])],
          volumeMounts: textfile?._volumeMounts(this),
        },
        metrics: { port, path: '/metrics' },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.service = role.service;
  }
}

function requireValid(port: number, flags: string[], args: string[]): void {
  const faults = new OptionFaults('NodeExporter');
  const name = (flag: string) => flag.split('=')[0];
  const taken = flags.map(name);
  faults.port('port', port);
  for (const arg of args) {
    faults.require(arg.startsWith('--'), `args: ${JSON.stringify(arg)} is no flag: write --name or --name=value`);
    faults.require(
      !taken.includes(name(arg)),
      `args: ${name(arg)} is set already; use an option such as port or textfile`,
    );
  }
  faults.throwIfAny();
}
