import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { backendOf, calicoCniConfig, calicoEnvironment, encapsulationOf } from './calico-config';
import { calicoCniConfigOnWindows } from './calico-config-on-windows';
import { calicoOnWindows } from './calico-on-windows';
import { CalicoBackend, CalicoEncapsulation, type CalicoOptions } from './calico-options';
import { CALICO_CNI_RULES, CALICO_NODE_RULES } from './calico-permissions';
import { requireCidr } from './cidr';
import { requireCalicoOnWindows } from './require-calico-on-windows';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { apiServerEnv } from '../api-server-env';
import { asStored } from '../as-stored';
import { withoutNamespace } from '../cluster-scoped';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';

const IMAGE = 'quay.io/calico/node:v3.32.1';
const CNI_IMAGE = 'quay.io/calico/cni:v3.32.1';
const HEALTH_PORT = 9099;
const BGP_PORT = 179;
const METRICS_PORT = 9091;

/** Calico 3.32 with the Kubernetes API as its datastore: the agent of a node. */
export class Calico implements AgentProduct {
  constructor(private readonly options: CalicoOptions) {
    requireValid(options);
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { kubernetesServiceHost, kubernetesServicePort, prometheusMetrics } = this.options;
    const windows = identity.windowsBuilds && requireCalicoOnWindows(this.options);
    const cniConfig = windows ? calicoCniConfigOnWindows(this.options, windows) : calicoCniConfig(this.options);
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { cni_network_config: JSON.stringify(cniConfig, undefined, 2) + '\n' },
    });
    const plugin = pluginAccount(scope, identity);
    const env = {
      CALICO_CNI_SERVICE_ACCOUNT: kplus.EnvValue.fromValue(plugin.name),
      ...apiServerEnv(kubernetesServiceHost, kubernetesServicePort),
    };
    const everywhere = {
      configMap,
      rules: CALICO_NODE_RULES,
      namespacedRules: [
        {
          verbs: ['create'],
          resources: [{ apiGroup: '', resourceType: 'serviceaccounts/token', resourceName: plugin.name }],
        },
      ],
      metrics: prometheusMetrics ? { port: METRICS_PORT, path: '/metrics' } : undefined,
    };
    if (windows) {
      return calicoOnWindows(identity, this.options, windows, { ...everywhere, ports: this.ports(), env });
    }
    return {
      ...everywhere,
      container: {
        name: 'calico-node',
        image: IMAGE,
        envVariables: {
          ...Object.fromEntries(
            Object.entries(calicoEnvironment(this.options)).map(([name, value]) => [
              name,
              kplus.EnvValue.fromValue(value),
            ]),
          ),
          NODENAME: nodeName(),
          ...env,
        },
        ports: this.ports(),
        liveness: this.health('live', { initialDelaySeconds: Duration.seconds(10), failureThreshold: 6 }),
        readiness: this.health('ready', {}),
        lifecycle: { preStop: kplus.Handler.fromCommand(['/bin/calico-node', '-shutdown']) },
        resources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { request: Size.mebibytes(128) } },
        // BIRD and confd keep what they are told in the image.
        privileges: Privileges.privileged(
          'sets routes, rules and kernel parameters of the node and of the interfaces of its pods',
        ).withWritableRootFilesystem(),
        hostMounts: [
          HostMount.cniConfig().at('/host/etc/cni/net.d').writable(),
          HostMount.libModules(),
          HostMount.xtablesLock(),
          HostMount.path('/var/run/calico').orCreate().writable(),
          HostMount.path('/var/lib/calico').orCreate().writable(),
        ],
      },
      initContainers: [this.installer(configMap, env)],
      // What else there is of Calico, such as its monitoring, finds the agents by it.
      podLabels: { 'k8s-app': 'calico-node' },
      defaults: {
        // Upstream has none, and so never tells the node that its network goes.
        terminationGracePeriod: Duration.seconds(5),
        bootstrap: {
          provides: { nodeNetwork: true },
          ...(kubernetesServiceHost === undefined && { requires: ['serviceNetwork'] }),
        },
      },
    };
  }

  private ports(): kplus.ContainerPort[] {
    const ports = [
      { name: 'health', number: HEALTH_PORT },
      ...(backendOf(this.options) === CalicoBackend.BIRD ? [{ name: 'bgp', number: BGP_PORT }] : []),
      ...(this.options.prometheusMetrics ? [{ name: 'metrics', number: METRICS_PORT }] : []),
    ];
    return ports.map((port) => ({ ...port, hostPort: port.number }));
  }

  private health(question: 'live' | 'ready', options: kplus.ProbeOptions): kplus.Probe {
    const asked = backendOf(this.options) === CalicoBackend.BIRD ? ['felix', 'bird'] : ['felix'];
    return kplus.Probe.fromCommand(['/bin/calico-node', ...asked.map((each) => `-${each}-${question}`)], {
      periodSeconds: Duration.seconds(10),
      timeoutSeconds: Duration.seconds(10),
      ...options,
    });
  }

  private installer(configMap: kplus.IConfigMap, env: Record<string, kplus.EnvValue>): NodeAgentContainerProps {
    return {
      name: 'install-cni',
      image: this.options.cniImage ?? CNI_IMAGE,
      command: ['/opt/cni/bin/install'],
      envVariables: {
        CNI_CONF_NAME: kplus.EnvValue.fromValue('10-calico.conflist'),
        CNI_NETWORK_CONFIG: kplus.EnvValue.fromConfigMap(configMap, 'cni_network_config'),
        KUBERNETES_NODE_NAME: nodeName(),
        SLEEP: kplus.EnvValue.fromValue('false'),
        ...env,
      },
      resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(32) } },
      // Some installers give the CNI directories of a node to another user than root, and SELinux keeps containers off them.
      privileges: Privileges.capabilities(kplus.Capability.DAC_OVERRIDE)
        .withSeLinuxType('spc_t')
        .withWritableRootFilesystem(),
      hostMounts: [
        HostMount.cniBin().at('/host/opt/cni/bin').writable(),
        HostMount.cniConfig().at('/host/etc/cni/net.d').writable(),
      ],
    };
  }
}

/** The account of the plugin, for which the agent takes tokens and leaves them on its node. */
function pluginAccount(scope: Construct, identity: AgentIdentity): kplus.ServiceAccount {
  const account = new kplus.ServiceAccount(scope, 'PluginAccount', {
    metadata: identity.companion('cni-plugin'),
    automountToken: false,
  });
  const metadata = identity.clusterCompanion('cni-plugin');
  const role = new kplus.ClusterRole(scope, 'PluginRole', { metadata, rules: CALICO_CNI_RULES });
  const binding = new kplus.ClusterRoleBinding(scope, 'PluginRoleBinding', { metadata, role });
  binding.addSubjects(account);
  [role, binding].forEach(asStored);
  [role, binding].forEach(withoutNamespace);
  return account;
}

function nodeName(): kplus.EnvValue {
  return kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME);
}

function requireValid(options: CalicoOptions): void {
  const faults = OptionFaults.of('Cni.calico', 'CalicoOptions', options);
  const { ipv4PoolCidr, ipv6PoolCidr, ipv4PoolBlockSize, ipv6PoolBlockSize, mtu } = options;
  faults.require(
    ipv4PoolCidr !== undefined || ipv6PoolCidr !== undefined,
    'no pool is given: write ipv4PoolCidr, ipv6PoolCidr or both',
  );
  requirePool(faults, 4, ipv4PoolCidr, ipv4PoolBlockSize, { least: 20, most: 32, usual: 26 });
  requirePool(faults, 6, ipv6PoolCidr, ipv6PoolBlockSize, { least: 116, most: 128, usual: 122 });
  faults.word('backend', options.backend, CalicoBackend);
  faults.word('encapsulation', options.encapsulation, CalicoEncapsulation);
  faults.require(
    options.ipAutodetectionMethod === undefined || ipv4PoolCidr !== undefined,
    'ipAutodetectionMethod has no effect without ipv4PoolCidr',
  );
  faults.require(
    options.ip6AutodetectionMethod === undefined || ipv6PoolCidr !== undefined,
    'ip6AutodetectionMethod has no effect without ipv6PoolCidr',
  );
  const encapsulation = encapsulationOf(options);
  const ipip = [CalicoEncapsulation.IPIP, CalicoEncapsulation.IPIP_CROSS_SUBNET].includes(encapsulation);
  faults.require(
    !ipip || backendOf(options) === CalicoBackend.BIRD,
    `encapsulation ${encapsulation} needs the backend BIRD: that of VXLAN makes no routes for it`,
  );
  faults.require(
    !ipip || ipv4PoolCidr !== undefined,
    `encapsulation ${encapsulation} is for IPv4: write VXLAN, VXLAN_CROSS_SUBNET or NONE`,
  );
  for (const name of ['ipAutodetectionMethod', 'ip6AutodetectionMethod'] as const) {
    const method = options[name];
    faults.require(
      method === undefined ||
        /^(first-found|kubernetes-internal-ip|(can-reach|interface|skip-interface|cidr)=\S+)$/.test(method),
      `${name} is ${JSON.stringify(method)}: write first-found, kubernetes-internal-ip, can-reach=, interface=, skip-interface= or cidr=`,
    );
  }
  faults.require(
    mtu === undefined || (Number.isInteger(mtu) && mtu >= 1280 && mtu <= 65535),
    `mtu is ${mtu}: it is from 1280 to 65535 bytes`,
  );
  if (options.kubernetesServiceHost !== undefined) faults.host('kubernetesServiceHost', options.kubernetesServiceHost);
  if (options.kubernetesServicePort !== undefined) {
    faults.port('kubernetesServicePort', options.kubernetesServicePort);
    faults.require(
      options.kubernetesServiceHost !== undefined,
      'kubernetesServicePort has no effect without kubernetesServiceHost',
    );
  }
  faults.throwIfAny();
}

function requirePool(
  faults: OptionFaults,
  family: 4 | 6,
  cidr: string | undefined,
  blockSize: number | undefined,
  { least, most, usual }: { least: number; most: number; usual: number },
): void {
  const name = `ipv${family}PoolBlockSize`;
  faults.require(cidr !== undefined || blockSize === undefined, `${name} has no effect without ipv${family}PoolCidr`);
  const size = blockSize ?? usual;
  const legal = faults.require(
    Number.isInteger(size) && size >= least && size <= most,
    `${name} is ${size}: it is from ${least} to ${most} bits`,
  );
  // A pool holds one block at least.
  if (cidr !== undefined && legal) requireCidr(faults, `ipv${family}PoolCidr`, cidr, family, size);
}
