import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { AgentRole } from './agent-role';
import { goMemoryLimit } from './go-memory-limit';
import { HostMount } from './host-mount';
import { requireKnown } from './known-words';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import { TolerationSet } from './toleration-set';

const PORT = 8080;
const CONFIG_DIRECTORY = '/etc/nfd-worker';
const FEATURES = '/etc/kubernetes/node-feature-discovery/features.d';

/** The user of the image. */
const NOBODY = 65534;

/** @see https://kubernetes-sigs.github.io/node-feature-discovery/v0.19/reference/worker-configuration-reference.html#corelabelsources */
const SOURCES = [
  'all',
  'cpu',
  'custom',
  'fake',
  'kernel',
  'local',
  'memory',
  'network',
  'pci',
  'storage',
  'system',
  'usb',
];

/** Network cards, graphics cards, accelerators. */
const PCI_CLASSES = ['02', '03', '0b40', '12'];

/** Properties for `NodeFeatureDiscovery`. */
export interface NodeFeatureDiscoveryProps extends NodeAgentProps {
  /**
   * How often features are looked for, in whole seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly interval?: Duration;

  /**
   * The sources whose features become labels, such as `cpu`, `pci` or `local`.
   *
   * @default ["all"]
   */
  readonly labelSources?: string[];

  /**
   * Classes of PCI devices that become labels, by the beginning of their number.
   *
   * @default ["02", "03", "0b40", "12"] - network cards, graphics cards and accelerators
   */
  readonly pciClasses?: string[];
}

/**
 * Finds out what hardware and kernel a node has, for labels `feature.node.kubernetes.io/...`: the worker of Node Feature
 * Discovery 0.19.0. Its master, a Deployment of upstream's, writes the labels, and brings the definition of NodeFeatures.
 *
 * By default it
 * - tolerates every taint, where upstream's chart tolerates none: what waits for the labels, such as the device plugin of a
 *   tainted GPU node, would wait for ever;
 * - labels PCI devices by their vendor, such as `pci-10de.present`, which device plugins select nodes by, and network cards
 *   too. Upstream's labels have the class before it;
 * - runs as nobody, without any capability, sees the node read-only, and may change NodeFeatures of its namespace only;
 * - has no limit of CPU. Upstream's 200m makes it slow on large machines.
 *
 * It needs the Pod Security level `privileged`, for the paths of the node.
 *
 * @see https://github.com/kubernetes-sigs/node-feature-discovery/tree/master/deployment/helm/node-feature-discovery
 * @example
 * new NodeFeatureDiscovery(chart, 'nfd-worker', { labelSources: ['cpu', 'pci', 'local'] });
 */
export class NodeFeatureDiscovery extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** Its configuration. */
  public readonly configMap: kplus.IConfigMap;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;

  /**
   * @throws if there is no source, a source or class is none, or the interval is shorter than a second
   */
  constructor(scope: Construct, id: string, props: NodeFeatureDiscoveryProps = {}) {
    super(scope, id);
    OptionFaults.of('NodeFeatureDiscovery', 'NodeFeatureDiscoveryProps', props).throwIfAny();
    const { interval = Duration.seconds(60), labelSources = ['all'], pciClasses = PCI_CLASSES, ...wishes } = props;
    requireValid(interval, labelSources, pciClasses);
    const config = {
      core: { sleepInterval: `${interval.toSeconds()}s`, labelSources },
      sources: { pci: { deviceClassWhitelist: pciClasses, deviceLabelFields: ['vendor'] } },
    };
    const role = new AgentRole(
      this,
      // The bootstrap planner knows it by this name.
      'nfd-worker',
      wishes,
      {
        tolerations: TolerationSet.everything(),
        silence: { 'tolerates-everything': 'others wait for the labels of a node, whatever its taints' },
      },
      (identity) => {
        const configMap = new kplus.ConfigMap(this, 'Config', {
          metadata: identity.companion('config'),
          data: { 'nfd-worker.conf': stringify(config) },
        });
        return {
          container: {
            name: 'worker',
            image: 'registry.k8s.io/nfd/node-feature-discovery:v0.19.0',
            command: ['nfd-worker'],
            args: [`-config=${CONFIG_DIRECTORY}/nfd-worker.conf`],
            envVariables: {
              NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
              POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
              POD_UID: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_UID),
              ...goMemoryLimit(),
            },
            ports: [{ name: 'metrics', number: PORT }],
            liveness: healthy({ initialDelaySeconds: Duration.seconds(10) }),
            readiness: healthy({ initialDelaySeconds: Duration.seconds(5), failureThreshold: 10 }),
            privileges: Privileges.none().asUser(NOBODY, NOBODY),
            resources: {
              cpu: { request: kplus.Cpu.millis(5) },
              memory: { request: Size.mebibytes(64), limit: Size.mebibytes(512) },
            },
            hostMounts: [
              HostMount.path('/boot').at('/host-boot'),
              HostMount.path('/etc/os-release', { type: kplus.HostPathVolumeType.FILE }).at('/host-etc/os-release'),
              HostMount.path('/sys').at('/host-sys'),
              HostMount.path('/usr/lib').at('/host-usr/lib'),
              HostMount.path('/lib').at('/host-lib'),
              HostMount.path('/proc/swaps', { type: kplus.HostPathVolumeType.FILE }).at('/host-proc/swaps'),
              HostMount.path(FEATURES).orCreate(),
            ],
            volumeMounts: [
              {
                path: CONFIG_DIRECTORY,
                volume: kplus.Volume.fromConfigMap(this, 'ConfigVolume', configMap, { name: 'config' }),
                readOnly: true,
              },
            ],
          },
          configMap,
          namespacedRules: [
            {
              verbs: ['create', 'get', 'update', 'delete'],
              resources: [kplus.ApiResource.custom({ apiGroup: 'nfd.k8s-sigs.io', resourceType: 'nodefeatures' })],
            },
            // NodeFeatures belong to the pod and its DaemonSet, and go with them.
            { verbs: ['get'], resources: [kplus.ApiResource.PODS] },
          ],
          metrics: { port: PORT, path: '/metrics' },
        };
      },
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.configMap = role.configMap!;
    this.service = role.service;
  }
}

function healthy(options: kplus.HttpGetProbeOptions): kplus.Probe {
  return kplus.Probe.fromHttpGet('/healthz', { port: PORT, periodSeconds: Duration.seconds(10), ...options });
}

function requireValid(interval: Duration, labelSources: string[], pciClasses: string[]): void {
  const faults = new OptionFaults('NodeFeatureDiscovery');
  const seconds = interval.toSeconds({ integral: false });
  faults.require(
    Number.isInteger(seconds) && seconds >= 1,
    `interval is ${seconds} seconds: write a whole number of at least 1`,
  );
  faults.require(labelSources.length > 0, 'labelSources is empty: there would be no label');
  // A source is left out with a minus before it.
  const sources = labelSources.map((source) => source.replace(/^-/, ''));
  requireKnown(faults, 'labelSources', sources, SOURCES);
  faults.distinct('labelSources', sources);
  faults.distinct('pciClasses', pciClasses);
  faults.require(
    !sources.includes('all') || labelSources.every((source) => source === 'all' || source.startsWith('-')),
    'labelSources: all has every source already',
  );
  for (const pciClass of pciClasses) {
    faults.require(
      /^([0-9a-f]{2}){1,3}$/.test(pciClass),
      `pciClasses: ${JSON.stringify(pciClass)} is no class: write two, four or six hexadecimal digits`,
    );
  }
  faults.throwIfAny();
}
