import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { NodeSet } from '../node-set';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { podInfoVolume } from '../projected-volume';
import { sysdigOnWindows } from './sysdig-on-windows';
import { SysdigDriver, type SysdigOptions, SysdigRegion } from './sysdig-options';

const VERSION = '14.7.4';
const HEALTH_PORT = 24483;

/**
 * Where agents of a region send to, and where they ask the rest of Sysdig.
 *
 * @see https://docs.sysdig.com/en/docs/administration/saas-regions-and-ip-ranges
 */
const ENDPOINTS: Record<SysdigRegion, { readonly collector: string; readonly api: string }> = {
  [SysdigRegion.US1]: { collector: 'collector.sysdigcloud.com', api: 'secure.sysdig.com' },
  [SysdigRegion.US2]: { collector: 'ingest-us2.app.sysdig.com', api: 'us2.app.sysdig.com' },
  [SysdigRegion.US3]: { collector: 'ingest.us3.sysdig.com', api: 'app.us3.sysdig.com' },
  [SysdigRegion.US4]: { collector: 'ingest.us4.sysdig.com', api: 'app.us4.sysdig.com' },
  [SysdigRegion.EU1]: { collector: 'ingest-eu1.app.sysdig.com', api: 'eu1.app.sysdig.com' },
  [SysdigRegion.EU2]: { collector: 'ingest.eu2.sysdig.com', api: 'app.eu2.sysdig.com' },
  [SysdigRegion.AU1]: { collector: 'ingest.au1.sysdig.com', api: 'app.au1.sysdig.com' },
  [SysdigRegion.IN1]: { collector: 'ingest.in1.sysdig.com', api: 'app.in1.sysdig.com' },
  [SysdigRegion.JP1]: { collector: 'ingest.jp1.sysdig.com', api: 'app.jp1.sysdig.com' },
  [SysdigRegion.ME2]: { collector: 'ingest.me2.sysdig.com', api: 'app.me2.sysdig.com' },
};

/** The Sysdig agent. */
export class Sysdig implements AgentProduct {
  private readonly config: Record<string, any>;

  constructor(private readonly options: SysdigOptions) {
    const faults = OptionFaults.of('SecuritySensor.sysdig', 'SysdigOptions', options);
    const { region, collector, collectorPort = 6443, clusterName, tags = {}, settings = {} } = options;
    const endpoints = region && ENDPOINTS[region];
    this.config = {
      collector: collector ?? endpoints?.collector,
      collector_port: collectorPort,
      ...(endpoints && { sysdig_api_endpoint: endpoints.api }),
      // Without these it measures, and watches nothing.
      security: { enabled: true },
      ...(!options.monitoring && { feature: { mode: 'secure_light' } }),
      ssl: true,
      ssl_verify_certificate: true,
      new_k8s: true,
      k8s_cluster_name: clusterName,
      tags:
        Object.entries(tags)
          .map(([key, value]) => `${key}:${value}`)
          .join(',') || undefined,
    };
    faults.require(
      (region === undefined) !== (collector === undefined),
      'give either region, of your account, or collector, on your premises',
    );
    faults.word('region', region, SysdigRegion);
    faults.word('driver', options.driver, SysdigDriver);
    faults.secretValue('accessKey', options.accessKey);
    faults.require(
      options.collectorPort === undefined || region === undefined,
      'collectorPort is of a collector on your premises: that of a region is known',
    );
    faults.require(
      clusterName === undefined || /^[\w.-]+$/.test(clusterName),
      `clusterName is ${JSON.stringify(clusterName)}: write letters, digits and any of . _ -`,
    );
    faults.require(
      options.apiUrl === undefined || (collector !== undefined && /^https:\/\/[^\s/]+$/.test(options.apiUrl)),
      `apiUrl is ${JSON.stringify(options.apiUrl)}: beside a collector on your premises write an address such as ` +
        'https://sysdig.example.com',
    );
    faults.require(!('customerid' in settings), 'settings: customerid is a secret; use accessKey');
    if (collector !== undefined) faults.host('collector', collector);
    faults.port('collectorPort', collectorPort);
    for (const tag of Object.entries(tags).flat()) {
      faults.require(/^[^\s:,]+$/.test(tag), `tags: ${JSON.stringify(tag)} is empty, or has a space, ":" or "," in it`);
    }
    for (const name of Object.keys(settings).filter((key) => key in this.config)) {
      faults.require(false, `settings: ${name} is set already; use an option such as collector, clusterName or tags`);
    }
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { accessKey, settings } = this.options;
    if (identity.windowsBuilds) return sysdigOnWindows(scope, identity, this.options, PERMISSIONS);
    const module = this.options.driver === SysdigDriver.KERNEL_MODULE;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { 'dragent.yaml': stringify({ ...this.config, ...settings }) },
    });
    const secret = kplus.Volume.fromSecret(scope, 'AccessKeyVolume', accessKey.secret, {
      name: 'access-key',
      items: { [accessKey.key]: { path: 'access-key' } },
    });
    return {
      container: {
        name: 'sysdig',
        image: `quay.io/sysdig/agent-slim:${VERSION}`,
        envVariables: {
          K8S_NODE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          K8S_NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          KUBE_POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
          ...(!module && { SYSDIG_AGENT_DRIVER: kplus.EnvValue.fromValue(SysdigDriver.UNIVERSAL_EBPF) }),
        },
        ports: [{ name: 'health', number: HEALTH_PORT, hostPort: HEALTH_PORT }],
        readiness: kplus.Probe.fromHttpGet('/healthz', {
          host: '127.0.0.1',
          port: HEALTH_PORT,
          initialDelaySeconds: Duration.seconds(90),
          failureThreshold: 9,
        }),
        privileges: (module ? Privileges.privileged('reads the devices of its kernel module') : UNPRIVILEGED)
          // It keeps its state and its own logs in its image.
          .withWritableRootFilesystem(),
        resources: {
          cpu: { request: kplus.Cpu.millis(250) },
          memory: { request: Size.mebibytes(384), limit: Size.gibibytes(1) },
        },
        hostMounts: [
          ...['/dev', '/etc', '/proc', '/run', '/usr', '/var/lib', '/var/run'].map((path) =>
            HostMount.path(path).at(`/host${path}`),
          ),
          ...(module ? [] : [TRACEPOINTS]),
        ],
        volumeMounts: [
          {
            path: '/opt/draios/etc/kubernetes/config',
            volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
            readOnly: true,
          },
          { path: '/opt/draios/etc/kubernetes/secrets', volume: secret, readOnly: true },
          {
            path: '/etc/podinfo',
            // The agents of a cluster agree by leases of this namespace which of them ask the API server.
            volume: podInfoVolume(scope, 'PodInfo', 'podinfo', {
              namespace: 'metadata.namespace',
              name: 'metadata.name',
            }),
            readOnly: true,
          },
          {
            path: '/dev/shm',
            volume: kplus.Volume.fromEmptyDir(scope, 'SharedMemory', 'shared-memory', {
              medium: kplus.EmptyDirMedium.MEMORY,
              sizeLimit: Size.mebibytes(256),
            }),
          },
        ],
      },
      initContainers: module ? [MODULE_LOADER] : undefined,
      configMap,
      ...PERMISSIONS,
      defaults: {
        hostNetwork: true,
        hostPid: true,
        nodes: NodeSet.linux().withArch('amd64', 'arm64', 'ppc64le', 's390x'),
        silence: { 'host-pid': 'it tells which process of the node did what, and ends it where a policy says so' },
      },
    };
  }
}

const LEASE_VERBS = ['get', 'list', 'watch', 'create', 'update', 'delete'];

/** Where eBPF programs find the tracepoints of the kernel. */
const TRACEPOINTS = HostMount.path('/sys/kernel/debug', { propagation: kplus.MountPropagation.HOST_TO_CONTAINER });

/** What upstream's chart asks for without its switch `privileged`. */
const UNPRIVILEGED = Privileges.capabilities(
  kplus.Capability.DAC_READ_SEARCH,
  kplus.Capability.KILL,
  kplus.Capability.SETGID,
  kplus.Capability.SETUID,
  kplus.Capability.SYS_ADMIN,
  kplus.Capability.SYS_CHROOT,
  kplus.Capability.SYS_PTRACE,
  kplus.Capability.SYS_RESOURCE,
)
  .withSeccompProfile({ type: kplus.SeccompProfileType.UNCONFINED })
  .withoutAppArmor('reads what processes of the node do, and enters their mounts');

const MODULE_LOADER: NodeAgentContainerProps = {
  name: 'kernel-module',
  image: `quay.io/sysdig/agent-kmodule:${VERSION}`,
  privileges: Privileges.privileged('builds and loads a kernel module').withWritableRootFilesystem(),
  resources: {
    cpu: { request: kplus.Cpu.millis(250) },
    memory: { request: Size.mebibytes(384), limit: Size.gibibytes(1) },
  },
  hostMounts: [
    HostMount.path('/etc/modprobe.d').orCreate(),
    HostMount.path('/boot').at('/host/boot'),
    HostMount.path('/etc').at('/host/etc'),
    HostMount.libModules().at('/host/lib/modules'),
    HostMount.path('/usr').at('/host/usr'),
  ],
};

/** What upstream reads, without metrics of nodes and of the API server, ConfigMaps, certificate requests, and the proxy of nodes, by which one runs commands. */
const RULES: kplus.ClusterRolePolicyRule[] = [
  {
    verbs: ['get', 'list', 'watch'],
    endpoints: [
      kplus.ApiResource.PODS,
      kplus.ApiResource.NAMESPACES,
      kplus.ApiResource.NODES,
      kplus.ApiResource.SERVICES,
      kplus.ApiResource.ENDPOINTS,
      kplus.ApiResource.EVENTS,
      kplus.ApiResource.LIMIT_RANGES,
      kplus.ApiResource.RESOURCE_QUOTAS,
      kplus.ApiResource.REPLICATION_CONTROLLERS,
      kplus.ApiResource.PERSISTENT_VOLUMES,
      kplus.ApiResource.PERSISTENT_VOLUME_CLAIMS,
      kplus.ApiResource.DAEMON_SETS,
      kplus.ApiResource.DEPLOYMENTS,
      kplus.ApiResource.REPLICA_SETS,
      kplus.ApiResource.STATEFUL_SETS,
      kplus.ApiResource.HORIZONTAL_POD_AUTOSCALERS,
      kplus.ApiResource.CRON_JOBS,
      kplus.ApiResource.JOBS,
      kplus.ApiResource.INGRESSES,
      kplus.ApiResource.NETWORK_POLICIES,
      kplus.ApiResource.STORAGE_CLASSES,
      kplus.ApiResource.POD_DISRUPTION_BUDGETS,
    ],
  },
];

const PERMISSIONS: Pick<AgentBlueprint, 'rules' | 'namespacedRules'> = {
  rules: RULES,
  namespacedRules: [{ verbs: LEASE_VERBS, resources: [kplus.ApiResource.LEASES] }],
};
