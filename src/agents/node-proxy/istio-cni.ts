import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import { ISTIO_TOLERANCE, ISTIO_VERSION, OUTSIDE_THE_MESH, requireLogLevel } from './istio';
import type { IstioCniOptions } from './istio-options';
import { isDnsSubdomain } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { goMemoryLimit } from '../go-memory-limit';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';

const NAME = 'istio-cni-node';
const METRICS_PORT = 15014;
const READINESS_PORT = 8000;
/** Pods that say so, and those of namespaces that do, unless they say otherwise. */
const AMBIENT_PODS = [
  { podSelector: { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } } },
  {
    podSelector: { matchExpressions: [{ key: 'istio.io/dataplane-mode', operator: 'NotIn', values: ['none'] }] },
    namespaceSelector: { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } },
  },
];

/** Istio CNI, which leads the traffic of pods into the mesh without a privileged container in each of them. */
export class IstioCni implements AgentProduct {
  constructor(private readonly options: IstioCniOptions) {
    const faults = OptionFaults.of('Proxy.istioCni', 'IstioCniOptions', options);
    const { cniBinDir, cniConfDir, cniNetnsDir, cniConfFileName, excludeNamespaces = [], logLevel } = options;
    for (const [name, value] of Object.entries({ cniBinDir, cniConfDir, cniNetnsDir })) {
      if (value !== undefined) faults.absolutePath(name, value);
    }
    faults.require(
      cniConfFileName === undefined || /^[\w-][\w.-]*\.(conf|conflist)$/.test(cniConfFileName),
      `cniConfFileName is ${JSON.stringify(cniConfFileName)}: write the name of a file, such as 10-calico.conflist`,
    );
    for (const name of excludeNamespaces) {
      faults.require(isDnsSubdomain(name), `excludeNamespaces: ${JSON.stringify(name)} is no namespace`);
    }
    faults.require(
      cniNetnsDir === undefined || options.ambient === true,
      'cniNetnsDir has no effect without ambient: true',
    );
    requireLogLevel(faults, logLevel);
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    requireKnownName(identity);
    const { ambient = false, cniBinDir = '/opt/cni/bin', cniConfDir = '/etc/cni/net.d', logLevel } = this.options;
    const { cniNetnsDir = '/var/run/netns' } = this.options;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: this.config(),
    });
    return {
      container: {
        name: 'install-cni',
        image: `docker.io/istio/install-cni:${ISTIO_VERSION}-distroless`,
        command: ['install-cni'],
        args: [`--log_output_level=${logLevel ?? 'info'}`],
        envFrom: [kplus.Env.fromConfigMap(configMap)],
        envVariables: {
          REPAIR_NODE_NAME: nodeName(),
          REPAIR_RUN_AS_DAEMON: kplus.EnvValue.fromValue('true'),
          REPAIR_SIDECAR_ANNOTATION: kplus.EnvValue.fromValue('sidecar.istio.io/status'),
          // It finds the network namespace of the node by /host/proc, as it does not share it.
          ALLOW_SWITCH_TO_HOST_NS: kplus.EnvValue.fromValue('true'),
          NODE_NAME: nodeName(),
          POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
          POD_NAMESPACE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAMESPACE),
          ...goMemoryLimit(),
        },
        ports: [
          { name: 'metrics', number: METRICS_PORT },
          { name: 'readiness', number: READINESS_PORT },
        ],
        readiness: kplus.Probe.fromHttpGet('/readyz', { port: READINESS_PORT }),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(100), limit: Size.mebibytes(512) },
        },
        privileges: Privileges.capabilities(
          kplus.Capability.NET_ADMIN,
          kplus.Capability.NET_RAW,
          kplus.Capability.SYS_PTRACE,
          kplus.Capability.SYS_ADMIN,
          kplus.Capability.DAC_OVERRIDE,
        )
          .withoutAppArmor('enters the network namespaces of pods')
          .withWritableRootFilesystem(),
        hostMounts: [
          HostMount.path(cniBinDir, { mountPath: '/host/opt/cni/bin' }).orCreate().writable(),
          HostMount.path(cniConfDir, { mountPath: '/host/etc/cni/net.d' }).orCreate().writable(),
          HostMount.proc(),
          HostMount.path('/var/run/istio-cni').orCreate().writable(),
          ...(ambient
            ? [
                HostMount.path(cniNetnsDir, {
                  mountPath: '/host/var/run/netns',
                  propagation: kplus.MountPropagation.HOST_TO_CONTAINER,
                }).orCreate(),
                HostMount.path('/var/run/ztunnel').orCreate().writable(),
              ]
            : []),
        ],
      },
      configMap,
      // istiod finds the agents by it when it takes the taint off their nodes.
      podLabels: { 'k8s-app': 'istio-cni-node', ...OUTSIDE_THE_MESH },
      rules: [
        {
          verbs: ['get', 'list', 'watch'],
          endpoints: [kplus.ApiResource.PODS, kplus.ApiResource.NAMESPACES],
        },
        { verbs: ['create', 'patch'], endpoints: [kplus.ApiResource.EVENTS] },
        ...(ambient
          ? [
              // Whether its DaemonSet still wants the node, when it ends.
              { verbs: ['get'], endpoints: [kplus.ApiResource.NODES] },
              {
                verbs: ['patch', 'update'],
                endpoints: [kplus.ApiResource.custom({ apiGroup: '', resourceType: 'pods/status' })],
              },
            ]
          : []),
      ],
      namespacedRules: ambient
        ? [
            {
              verbs: ['get'],
              resources: [{ apiGroup: 'apps', resourceType: 'daemonsets', resourceName: identity.name }],
            },
          ]
        : [],
      metrics: { port: METRICS_PORT, path: '/metrics' },
      defaults: {
        ...ISTIO_TOLERANCE,
        bootstrap: { removesTaints: ['cni.istio.io/not-ready'], removedBy: 'istiod', requires: ['serviceNetwork'] },
      },
    };
  }

  private config(): Record<string, string> {
    const { ambient = false, excludeNamespaces = ['kube-system'], cniConfFileName } = this.options;
    const told = {
      CURRENT_AGENT_VERSION: ISTIO_VERSION,
      AMBIENT_ENABLED: ambient,
      AMBIENT_ENABLEMENT_SELECTOR: ambient ? stringify(AMBIENT_PODS) : undefined,
      AMBIENT_DNS_CAPTURE: ambient || undefined,
      AMBIENT_IPV6: ambient || undefined,
      AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: ambient || undefined,
      CNI_CONF_NAME: cniConfFileName,
      CHAINED_CNI_PLUGIN: true,
      EXCLUDE_NAMESPACES: excludeNamespaces.join(','),
      REPAIR_ENABLED: true,
      REPAIR_REPAIR_PODS: true,
      REPAIR_LABEL_PODS: false,
      REPAIR_DELETE_PODS: false,
      REPAIR_INIT_CONTAINER_NAME: 'istio-validation',
      REPAIR_BROKEN_POD_LABEL_KEY: 'cni.istio.io/uninitialized',
      REPAIR_BROKEN_POD_LABEL_VALUE: 'true',
    };
    return Object.fromEntries(
      Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
  }
}

function nodeName(): kplus.EnvValue {
  return kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME);
}

/**
 * The plugin lets the pods of its own agent through, and an agent that ends looks whether its DaemonSet is still there; both
 * know it by a name that is written down in Istio.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/cni/pkg/nodeagent/server.go ShouldStopCleanup
 */
function requireKnownName({ name }: AgentIdentity): void {
  if (name === NAME) return;
  throw new Error(
    `Proxy.istioCni: the agent is called ${JSON.stringify(name)}, and Istio looks for ${NAME}. ` +
      `Name the construct ${NAME}, or write metadata: { name: '${NAME}' }.`,
  );
}
