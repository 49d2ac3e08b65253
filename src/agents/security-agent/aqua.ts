import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { aquaOnWindows } from './aqua-on-windows';
import type { AquaOptions } from './aqua-options';

const HEALTH_PORT = 8096;
const STATE = '/var/lib/aquasec';
const CERTIFICATES = '/opt/aquasec/ssl';

/** The Aqua Enforcer. */
export class Aqua implements AgentProduct {
  private readonly gateway: string;

  constructor(private readonly options: AquaOptions) {
    const faults = OptionFaults.of('SecuritySensor.aqua', 'AquaOptions', options);
    const { version, gatewayHost = 'aqua-gateway-svc', gatewayPort = 8443 } = options;
    this.gateway = `${gatewayHost}:${gatewayPort}`;
    faults.require(
      /^\d+\.\d+(\.\d+)?$/.test(version),
      `version is ${JSON.stringify(version)}: write that of your console, such as 2022.4.720`,
    );
    faults.host('gatewayHost', gatewayHost);
    faults.port('gatewayPort', gatewayPort);
    faults.require(
      options.clusterId === undefined || /^[\w.-]+$/.test(options.clusterId),
      `clusterId is ${JSON.stringify(options.clusterId)}: write letters, digits and any of . _ -`,
    );
    faults.secretValue('token', options.token);
    faults.secret('tls', options.tls);
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { version, token, tls, clusterId = 'auto', containersStorage = false } = this.options;
    const text = (value: string) => kplus.EnvValue.fromValue(value);
    const nodeName = kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME);
    const state = (name: string) => HostMount.path(`${STATE}/${name}`).orCreate().writable();
    const common = {
      AQUA_SERVER: text(this.gateway),
      AQUA_TOKEN: kplus.EnvValue.fromSecretValue(token),
      AQUA_NODE_NAME: nodeName,
      AQUA_LOGICAL_NAME: nodeName,
    };
    if (identity.windowsBuilds) return aquaOnWindows(this.options, common, RULES);
    return {
      container: {
        name: 'enforcer',
        image: `registry.aquasec.com/enforcer:${version}`,
        envVariables: {
          ...common,
          AQUA_K8S_CLUSTER_ID: text(clusterId),
          AQUA_INSTALL_PATH: text(STATE),
          AQUA_HEALTH_MONITOR_ENABLED: text('true'),
          ...(tls && {
            AQUA_PUBLIC_KEY: text(`${CERTIFICATES}/cert.pem`),
            AQUA_PRIVATE_KEY: text(`${CERTIFICATES}/key.pem`),
            AQUA_ROOT_CA: text(`${CERTIFICATES}/ca.pem`),
            AQUA_TLS_VERIFY: text('true'),
          }),
        },
        ports: [{ name: 'health', number: HEALTH_PORT }],
        liveness: healthy('/healthz'),
        readiness: healthy('/readinessz'),
        privileges: Privileges.capabilities(...CAPABILITIES)
          // It unpacks itself into its image.
          .withWritableRootFilesystem()
          .withoutAppArmor('enters the mounts and processes of containers, and stops them'),
        resources: {
          cpu: { request: kplus.Cpu.millis(250) },
          memory: { request: Size.mebibytes(500), limit: Size.mebibytes(1500) },
        },
        hostMounts: [
          HostMount.path('/run').at('/var/run').writable(),
          HostMount.devices().writable(),
          HostMount.sys(),
          HostMount.proc(),
          HostMount.path('/etc').at('/host/etc'),
          HostMount.path(STATE).orCreate().at('/host/opt/aquasec'),
          state('tmp').at('/opt/aquasec/tmp'),
          state('audit').at('/opt/aquasec/audit'),
          state('data').at('/data'),
          ...(containersStorage ? [HostMount.path('/var/lib/containers').writable()] : []),
        ],
        volumeMounts: tls && [
          {
            path: CERTIFICATES,
            volume: kplus.Volume.fromSecret(scope, 'CertificateVolume', tls, { name: 'certificates' }),
            readOnly: true,
          },
        ],
      },
      rules: RULES,
      defaults: {
        hostPid: true,
        silence: { 'host-pid': 'it stops processes of containers by their id on the node' },
      },
    };
  }
}

const RULES: kplus.ClusterRolePolicyRule[] = [
  {
    verbs: ['get', 'list', 'watch'],
    endpoints: [
      kplus.ApiResource.NODES,
      kplus.ApiResource.SERVICES,
      kplus.ApiResource.ENDPOINTS,
      kplus.ApiResource.PODS,
      kplus.ApiResource.NAMESPACES,
      kplus.ApiResource.PERSISTENT_VOLUMES,
      kplus.ApiResource.PERSISTENT_VOLUME_CLAIMS,
      kplus.ApiResource.INGRESSES,
      kplus.ApiResource.NETWORK_POLICIES,
      kplus.ApiResource.CUSTOM_RESOURCE_DEFINITIONS,
      kplus.ApiResource.ROLES,
      kplus.ApiResource.ROLE_BINDINGS,
      kplus.ApiResource.CLUSTER_ROLES,
      kplus.ApiResource.CLUSTER_ROLE_BINDINGS,
    ],
  },
];

/**
 * Those that upstream adds, and then those that a container runtime gives beside them, which upstream does not drop.
 *
 * @see https://github.com/aquasecurity/aqua-helm/blob/master/enforcer/values.yaml
 */
const CAPABILITIES = [
  kplus.Capability.SYS_ADMIN,
  kplus.Capability.NET_ADMIN,
  kplus.Capability.NET_RAW,
  kplus.Capability.SYS_PTRACE,
  kplus.Capability.KILL,
  kplus.Capability.MKNOD,
  kplus.Capability.SETGID,
  kplus.Capability.SETUID,
  kplus.Capability.SYS_MODULE,
  kplus.Capability.AUDIT_CONTROL,
  kplus.Capability.SYSLOG,
  kplus.Capability.SYS_CHROOT,
  kplus.Capability.SYS_RESOURCE,
  kplus.Capability.IPC_LOCK,
  kplus.Capability.AUDIT_WRITE,
  kplus.Capability.CHOWN,
  kplus.Capability.DAC_OVERRIDE,
  kplus.Capability.FOWNER,
  kplus.Capability.FSETID,
  kplus.Capability.NET_BIND_SERVICE,
  kplus.Capability.SETFCAP,
  kplus.Capability.SETPCAP,
];

function healthy(path: string): kplus.Probe {
  return kplus.Probe.fromHttpGet(path, {
    port: HEALTH_PORT,
    initialDelaySeconds: Duration.seconds(60),
    periodSeconds: Duration.seconds(30),
  });
}
