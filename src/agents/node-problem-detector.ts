import { ApiObject, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import { HostMount } from './host-mount';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { logDirectories, requireWindowsMonitors } from './node-problem-detector/windows-monitors';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import type { ScrapedAgentProps } from './service-monitor';
import { TolerationSet } from './toleration-set';
import { WindowsServer } from './windows-server';
import { isYamlMap } from './yaml-map';

const HEALTH_PORT = 20256;
const METRICS_PORT = 20257;
const OWN_MONITORS = '/custom-config';
const REPOSITORY = 'registry.k8s.io/node-problem-detector';
const VERSION = 'v1.35.1';
const IMAGE = `${REPOSITORY}/node-problem-detector:${VERSION}`;
const IMAGES = { [WindowsServer.LTSC_2022]: `${REPOSITORY}/node-problem-detector-windows:${VERSION}` };

/** Properties for `NodeProblemDetector`. */
export interface NodeProblemDetectorProps extends ScrapedAgentProps {
  /**
   * Monitors that the image brings, by their file in `/config`.
   *
   * @default - kernel-monitor.json; none on Windows nodes
   */
  readonly monitors?: string[];

  /**
   * Monitors of your own that read a log: file name to configuration, as JSON.
   *
   * @default - none
   */
  readonly logMonitors?: Record<string, string>;

  /**
   * Monitors of your own that run a program: file name to configuration, as JSON.
   *
   * @default - none
   */
  readonly pluginMonitors?: Record<string, string>;

  /**
   * Whether the kernel's messages are read from the device `/dev/kmsg`, which takes a privileged container: runtimes open
   * it to no other. Without, monitors must read a log below `/var/log`, and one capability is enough.
   *
   * @default - true on Linux nodes; Windows has no such device
   */
  readonly kernelMessages?: boolean;
}

/**
 * Tells the API server what is wrong with a node, as conditions and events: the Node Problem Detector 1.35.1.
 *
 * By default it
 * - tolerates every taint: a node in trouble is tainted;
 * - has no limit of CPU. Upstream's manifest limits it to 10m, by which it falls behind the kernel's messages;
 * - has liveness and readiness probes, and a typed path for every mount. Upstream's has neither;
 * - may read nodes and patch their status, and write events, and nothing else.
 *
 * It needs the Pod Security level `privileged`.
 *
 * With `nodes: NodeSet.windows(WindowsServer.LTSC_2022)` it is made for Windows, whose support its project calls preliminary, and
 * for which it has no manifest: as `ContainerAdministrator` and no process of the node, it reads logs alone. It sees the
 * directories of the logs of its monitors, and no other. Monitors of the image that run PowerShell are refused.
 *
 * @see https://github.com/kubernetes/node-problem-detector
 * @example
 * new NodeProblemDetector(chart, 'node-problem-detector', { monitors: ['kernel-monitor.json', 'readonly-monitor.json'] });
 */
export class NodeProblemDetector extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** Your own monitors; none without. */
  public readonly configMap?: kplus.IConfigMap;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;
  /** How Prometheus Operator scrapes it; none unless asked for. */
  public readonly serviceMonitor?: ApiObject;

  /**
   * @throws if there is no monitor, one is no JSON, a name is no file name, or one cannot work on its nodes.
   */
  constructor(scope: Construct, id: string, props: NodeProblemDetectorProps = {}) {
    super(scope, id);
    OptionFaults.of('NodeProblemDetector', 'NodeProblemDetectorProps', props).throwIfAny();
    const windows = props.nodes?._windowsBuilds() !== undefined;
    const { monitors, logMonitors = {}, pluginMonitors = {}, kernelMessages = !windows, ...wishes } = props;
    const own = { ...logMonitors, ...pluginMonitors };
    const shipped = monitors ?? (kernelMessages ? ['kernel-monitor.json'] : []);
    requireMonitors(shipped, logMonitors, pluginMonitors, kernelMessages, windows);
    const logs = [...shipped.map((name) => `/config/${name}`), ...inOwn(logMonitors)];
    const plugins = inOwn(pluginMonitors);
    const role = new AgentRole(
      this,
      'node-problem-detector',
      wishes,
      {
        tolerations: TolerationSet.everything(),
        silence: { 'tolerates-everything': 'a node with a problem is a node with a taint' },
      },
      (identity) => {
        const configMap =
          Object.keys(own).length > 0
            ? new kplus.ConfigMap(this, 'Config', { metadata: identity.companion('config'), data: own })
            : undefined;
        const config = (files: string[]) => files.map((file) => identity.path(file)).join(',');
        return {
          forWindows: windows,
          container: {
            name: 'node-problem-detector',
            image: windows ? identity.windowsImage('NodeProblemDetector', IMAGES) : IMAGE,
            command: [windows ? 'C:\\node-problem-detector.exe' : '/node-problem-detector'],
            args: [
              '--logtostderr',
              // Upstream listens on the loopback address of the pod, where neither kubelet nor Prometheus reach it.
              '--address=0.0.0.0',
              '--prometheus-address=0.0.0.0',
              ...(logs.length > 0 ? [`--config.system-log-monitor=${config(logs)}`] : []),
              ...(plugins.length > 0 ? [`--config.custom-plugin-monitor=${config(plugins)}`] : []),
            ],
            envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
            ports: [
              { name: 'health', number: HEALTH_PORT },
              { name: 'metrics', number: METRICS_PORT },
            ],
            liveness: healthy(30),
            readiness: healthy(10),
            privileges: windows
              ? Privileges.none().asWindowsUser('ContainerAdministrator')
              : kernelMessages
                ? Privileges.privileged('reads /dev/kmsg, which container runtimes open to privileged containers only')
                : Privileges.capabilities(kplus.Capability.DAC_READ_SEARCH),
            resources: {
              cpu: { request: kplus.Cpu.millis(20) },
              memory: { request: Size.mebibytes(80), limit: Size.mebibytes(160) },
            },
            hostMounts: windows ? logDirectories(shipped, logMonitors) : hostMounts(kernelMessages),
            volumeMounts: configMap && [
              {
                path: identity.path(OWN_MONITORS),
                volume: kplus.Volume.fromConfigMap(this, 'ConfigVolume', configMap, { name: 'config' }),
                readOnly: true,
              },
            ],
          },
          configMap,
          rules: [
            { verbs: ['get'], endpoints: [kplus.ApiResource.NODES] },
            { verbs: ['patch'], endpoints: [kplus.ApiResource.custom({ apiGroup: '', resourceType: 'nodes/status' })] },
            { verbs: ['create', 'patch', 'update'], endpoints: [kplus.ApiResource.EVENTS] },
          ],
          metrics: { port: METRICS_PORT, path: '/metrics' },
        };
      },
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.configMap = role.configMap;
    this.service = role.service;
    this.serviceMonitor = role.serviceMonitor;
  }
}

function hostMounts(kernelMessages: boolean): HostMount[] {
  return [
    HostMount.logs(),
    // Log lines carry the local time of the node.
    HostMount.path('/etc/localtime', { type: kplus.HostPathVolumeType.FILE_OR_CREATE }),
    ...(kernelMessages ? [HostMount.path('/dev/kmsg', { type: kplus.HostPathVolumeType.CHAR_DEVICE })] : []),
  ];
}

function inOwn(monitors: Record<string, string>): string[] {
  return Object.keys(monitors).map((name) => `${OWN_MONITORS}/${name}`);
}

function healthy(seconds: number): kplus.Probe {
  return kplus.Probe.fromHttpGet('/healthz', { port: HEALTH_PORT, periodSeconds: Duration.seconds(seconds) });
}

function requireMonitors(
  shipped: string[],
  logMonitors: Record<string, string>,
  pluginMonitors: Record<string, string>,
  kernelMessages: boolean,
  windows: boolean,
): void {
  const faults = new OptionFaults('NodeProblemDetector');
  const own = [...Object.entries(logMonitors), ...Object.entries(pluginMonitors)];
  faults.require(shipped.length + own.length > 0, 'there is no monitor: it would not start');
  for (const name of [...shipped, ...own.map(([key]) => key)]) {
    faults.require(/^[\w-][\w.-]*\.json$/.test(name), `${JSON.stringify(name)} is no name of a JSON file`);
  }
  faults.distinct('monitors', shipped);
  for (const [name, text] of own) {
    faults.require(isJsonObject(text), `${name} is no JSON of a monitor`);
  }
  for (const name of Object.keys(logMonitors)) {
    faults.require(!(name in pluginMonitors), `${name} is both a log monitor and a plugin monitor`);
  }
  faults.require(!windows || !kernelMessages, 'kernelMessages are of Linux: leave it out');
  if (windows) requireWindowsMonitors(faults, shipped, logMonitors);
  faults.require(
    windows || kernelMessages || !shipped.includes('kernel-monitor.json'),
    'kernel-monitor.json reads /dev/kmsg: leave out kernelMessages: false, or the monitor',
  );
  faults.throwIfAny();
}

function isJsonObject(text: string): boolean {
  try {
    return isYamlMap(text) && Boolean(JSON.parse(text));
  } catch {
    return false;
  }
}
