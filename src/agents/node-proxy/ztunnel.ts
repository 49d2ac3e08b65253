import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ISTIO_TOLERANCE, ISTIO_VERSION, OUTSIDE_THE_MESH, requireLogLevel, requireName } from './istio';
import type { ZtunnelOptions } from './istio-options';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { tokenVolume } from '../projected-volume';
import { UpdateStrategy } from '../update-strategy';

const METRICS_PORT = 15020;
const READINESS_PORT = 15021;
const GRACE_SECONDS = 30;
/** The group that rules of the mesh know its own packets by. */
const PROXY_GROUP = 1337;

/** ztunnel, which carries the traffic of the pods of its node that are in an ambient mesh. */
export class Ztunnel implements AgentProduct {
  constructor(private readonly options: ZtunnelOptions) {
    const faults = OptionFaults.of('Proxy.ztunnel', 'ZtunnelOptions', options);
    const { istioNamespace, revision, caAddress, xdsAddress, logLevel } = options;
    for (const [name, value] of Object.entries({ istioNamespace, revision })) {
      requireName(faults, name, value);
    }
    for (const [name, value] of Object.entries({ caAddress, xdsAddress })) {
      faults.require(
        value === undefined || (/^(https:\/\/)?[^\s/:]+:\d+$/.test(value) && Number(value.split(':').at(-1)) <= 65535),
        `${name} is ${JSON.stringify(value)}: write a name and a port, such as istiod.istio-system.svc:15012`,
      );
    }
    requireLogLevel(faults, logLevel);
    for (const [name, value] of Object.entries({ clusterName: options.clusterName, network: options.network })) {
      faults.require(
        value === undefined || /^[\w.-]+$/.test(value),
        `${name} is ${JSON.stringify(value)}: write letters, digits and any of . _ -`,
      );
    }
    const own = [revision, istioNamespace].some((each) => each !== undefined);
    faults.require(
      !own || caAddress === undefined || xdsAddress === undefined,
      'revision and istioNamespace have no effect beside caAddress and xdsAddress',
    );
    faults.throwIfAny();
  }

  public bind(scope: Construct): AgentBlueprint {
    const rootCertificate = kplus.ConfigMap.fromConfigMapName(scope, 'RootCertificate', 'istio-ca-root-cert');
    const token = { path: 'istio-token', audience: 'istio-ca', expirationSeconds: 43200 };
    const ports = [
      { name: 'metrics', number: METRICS_PORT },
      { name: 'readiness', number: READINESS_PORT },
    ];
    return {
      container: {
        name: 'istio-proxy',
        image: `docker.io/istio/ztunnel:${ISTIO_VERSION}-distroless`,
        args: ['proxy', 'ztunnel'],
        envVariables: this.environment(),
        ports,
        readiness: kplus.Probe.fromHttpGet('/healthz/ready', { port: READINESS_PORT }),
        resources: {
          cpu: { request: kplus.Cpu.millis(200) },
          memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) },
        },
        privileges: Privileges.capabilities(
          kplus.Capability.NET_ADMIN,
          kplus.Capability.SYS_ADMIN,
          kplus.Capability.NET_RAW,
        ).asUser(0, PROXY_GROUP),
        // The agent of Istio CNI listens there, and may come later.
        hostMounts: [HostMount.path('/var/run/ztunnel').orCreate().writable()],
        volumeMounts: [
          {
            path: '/var/run/secrets/istio',
            volume: kplus.Volume.fromConfigMap(scope, 'RootVolume', rootCertificate, { name: 'istiod-ca-cert' }),
            readOnly: true,
          },
          {
            path: '/var/run/secrets/tokens',
            volume: tokenVolume(scope, 'TokenVolume', 'istio-token', token),
            readOnly: true,
          },
          { path: '/tmp', volume: kplus.Volume.fromEmptyDir(scope, 'Tmp', 'tmp') },
        ],
      },
      podLabels: { app: 'ztunnel', ...OUTSIDE_THE_MESH },
      metrics: { port: METRICS_PORT, path: '/metrics' },
      defaults: {
        ...ISTIO_TOLERANCE,
        // The old one gives its connections to the new one.
        update: UpdateStrategy.surge({ maxSurge: 1 }),
        silence: {
          ...ISTIO_TOLERANCE.silence,
          'slow-rollout': 'one that does not work takes all traffic of its node: it should be one node',
        },
        terminationGracePeriod: Duration.seconds(GRACE_SECONDS),
        bootstrap: { requires: ['serviceNetwork'] },
      },
    };
  }

  private environment(): Record<string, kplus.EnvValue> {
    const { revision, istioNamespace = 'istio-system', clusterName = 'Kubernetes', network, logLevel } = this.options;
    const istiod = `${revision ? `istiod-${revision}` : 'istiod'}.${istioNamespace}.svc:15012`;
    const told = {
      CA_ADDRESS: this.options.caAddress ?? istiod,
      XDS_ADDRESS: this.options.xdsAddress ?? istiod,
      RUST_LOG: logLevel ?? 'info',
      ISTIO_META_CLUSTER_ID: clusterName,
      INPOD_ENABLED: 'true',
      TERMINATION_GRACE_PERIOD_SECONDS: String(GRACE_SECONDS),
      ...(network && { NETWORK: network }),
    };
    return {
      ...Object.fromEntries(Object.entries(told).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)])),
      POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
      POD_NAMESPACE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAMESPACE),
      NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
      INSTANCE_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
      SERVICE_ACCOUNT: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.SERVICE_ACCOUNT_NAME),
    };
  }
}
