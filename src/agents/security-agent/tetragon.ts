import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { isDnsSubdomain } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import type { TetragonOptions } from './tetragon-options';

const LOGS = '/var/log/tetragon';
const LOG_FILE = `${LOGS}/tetragon.log`;
const SOCKET = 'unix:///var/run/tetragon/tetragon.sock';
const READ = ['get', 'list', 'watch'];

/** Tetragon. */
export class Tetragon implements AgentProduct {
  private readonly metricsPort: number;

  constructor(private readonly options: TetragonOptions) {
    const faults = OptionFaults.of('SecuritySensor.tetragon', 'TetragonOptions', options);
    const { policies = {}, excludeNamespaces = [], metricsPort = 2112 } = options;
    this.metricsPort = metricsPort;
    faults.port('metricsPort', metricsPort);
    for (const [name, text] of Object.entries(policies)) {
      faults.require(/^[\w-][\w.-]*\.ya?ml$/.test(name), `policies: ${JSON.stringify(name)} is no name of a YAML file`);
      faults.require(isPolicy(text), `policies: ${name} is no TracingPolicy`);
    }
    for (const namespace of excludeNamespaces) {
      faults.require(
        isDnsSubdomain(namespace) && !namespace.includes('.'),
        `excludeNamespaces: ${JSON.stringify(namespace)} is no name of a namespace`,
      );
    }
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { policies = {}, policyObjects = false, stdout = true } = this.options;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { ...this.config(), ...policies },
    });
    const files = (id: string, name: string, keys: string[]) =>
      kplus.Volume.fromConfigMap(scope, id, configMap, {
        name,
        items: Object.fromEntries(keys.map((key) => [key, { path: key }])),
      });
    const status = kplus.Probe.fromCommand(['tetra', 'status', '--server-address', SOCKET], {
      periodSeconds: Duration.seconds(30),
      timeoutSeconds: Duration.seconds(60),
    });
    return {
      container: {
        name: 'tetragon',
        image: 'quay.io/cilium/tetragon:v1.7.0',
        args: ['--config-dir=/etc/tetragon/tetragon.conf.d/'],
        envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
        ports: [{ name: 'metrics', number: this.metricsPort, hostPort: this.metricsPort }],
        liveness: status,
        readiness: status,
        privileges: Privileges.privileged(
          'leaves eBPF programs and maps on the node, which watch and end its processes',
        ).withWritableRootFilesystem(),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
        },
        hostMounts: [
          HostMount.path('/sys/fs/bpf').orCreate().bidirectional(),
          HostMount.path('/run/tetragon').orCreate().at('/var/run/tetragon').writable(),
          HostMount.path(LOGS).orCreate().writable(),
          HostMount.proc().at('/procRoot'),
        ],
        volumeMounts: [
          {
            path: '/etc/tetragon/tetragon.conf.d',
            volume: files('ConfigVolume', 'config', Object.keys(this.config())),
            readOnly: true,
          },
          ...(Object.keys(policies).length > 0
            ? [
                {
                  path: '/etc/tetragon/tetragon.tp.d',
                  volume: files('PolicyVolume', 'policies', Object.keys(policies)),
                  readOnly: true,
                },
              ]
            : []),
        ],
      },
      sidecars: stdout ? [STDOUT] : [],
      configMap,
      rules: [
        {
          verbs: READ,
          endpoints: [kplus.ApiResource.PODS, kplus.ApiResource.NAMESPACES, kplus.ApiResource.NODES],
        },
        ...(policyObjects
          ? [{ verbs: READ, endpoints: [...TRACING_POLICIES, kplus.ApiResource.CUSTOM_RESOURCE_DEFINITIONS] }]
          : []),
      ],
      metrics: { port: this.metricsPort, path: '/metrics' },
      defaults: { hostNetwork: true, terminationGracePeriod: Duration.seconds(1) },
    };
  }

  /** One file for each setting. */
  private config(): Record<string, string> {
    const { policyObjects = false, excludeNamespaces = [], processCredentials = false } = this.options;
    const denied = [
      { health_check: true },
      ...(excludeNamespaces.length > 0 ? [{ namespace: excludeNamespaces }] : []),
    ];
    return {
      procfs: '/procRoot',
      'enable-k8s-api': 'true',
      'enable-pod-info': 'false',
      'enable-tracing-policy-crd': String(policyObjects),
      'enable-policy-filter': 'true',
      'enable-process-cred': String(processCredentials),
      'export-filename': LOG_FILE,
      'export-file-perm': '600',
      'export-file-max-size-mb': '10',
      'export-file-max-backups': '5',
      'export-denylist': denied.map((filter) => JSON.stringify(filter)).join('\n'),
      'metrics-server': `:${this.metricsPort}`,
      // Upstream listens on a port of the node's loopback address, where every process of the node may ask.
      'server-address': SOCKET,
    };
  }
}

const TRACING_POLICIES = ['tracingpolicies', 'tracingpoliciesnamespaced'].map((resourceType) =>
  kplus.ApiResource.custom({ apiGroup: 'cilium.io', resourceType }),
);

const STDOUT: NodeAgentContainerProps = {
  name: 'export-stdout',
  image: 'quay.io/cilium/hubble-export-stdout:v1.1.1',
  command: ['hubble-export-stdout'],
  args: [LOG_FILE],
  // Only root reads the events.
  privileges: Privileges.none().asRoot(),
  resources: {
    cpu: { request: kplus.Cpu.millis(10) },
    memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
  },
  hostMounts: [HostMount.path(LOGS).orCreate()],
};

function isPolicy(text: string): boolean {
  const documents = parseAllDocuments(text);
  return (
    Array.isArray(documents) &&
    documents.length > 0 &&
    documents.every((document) => {
      const kind = document.errors.length === 0 ? document.toJS()?.kind : undefined;
      return kind === 'TracingPolicy' || kind === 'TracingPolicyNamespaced';
    })
  );
}
