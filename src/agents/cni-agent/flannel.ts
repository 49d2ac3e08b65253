import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { requireCidr } from './cidr';
import type { AgentProduct } from '../agent-product';
import { FlannelBackend } from './flannel-backend';
import type { FlannelOptions } from './flannel-options';

const IMAGE = 'ghcr.io/flannel-io/flannel:v0.28.9';
const CNI_PLUGIN_IMAGE = 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3';
const HEALTH_PORT = 8081;
const CONFIG_DIRECTORY = '/etc/kube-flannel';

/** Flannel 0.28.9, which keeps its leases in the Node objects. */
export class Flannel implements AgentProduct {
  constructor(private readonly options: FlannelOptions) {
    const faults = OptionFaults.of('Cni.flannel', 'FlannelOptions', options);
    const { podCidr, podCidrV6, interfaces = [] } = options;
    faults.require(Boolean(podCidr || podCidrV6), 'no network is given: write podCidr, podCidrV6 or both');
    // Each node's part has at least four addresses, and there are at least four parts.
    if (podCidr) requireCidr(faults, 'podCidr', podCidr, 4, 28);
    if (podCidrV6 !== undefined) requireCidr(faults, 'podCidrV6', podCidrV6, 6, 124);
    faults.require(options.interfaces?.length !== 0, 'interfaces is empty: leave it out for that of the default route');
    for (const name of interfaces) {
      faults.require(/^[\w.:@-]+$/.test(name), `interfaces: ${JSON.stringify(name)} is no interface name or address`);
    }
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { 'cni-conf.json': json(cniConfig()), 'net-conf.json': json(this.networkConfig()) },
    });
    const volume = kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' });
    const config = { path: CONFIG_DIRECTORY, volume, readOnly: true };
    return {
      container: {
        name: 'flannel',
        image: IMAGE,
        command: ['/opt/bin/flanneld'],
        args: [
          '--ip-masq',
          '--kube-subnet-mgr',
          `--healthz-port=${HEALTH_PORT}`,
          ...(this.options.interfaces ?? []).map((name) => `--iface=${name}`),
        ],
        // Flannel would otherwise read its own Pod for the name of its node.
        envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
        ports: [{ name: 'healthz', number: HEALTH_PORT, hostPort: HEALTH_PORT }],
        liveness: health('/healthz', 30),
        readiness: health('/readyz', 10),
        resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(50) } },
        // The image finds out at the first call which iptables the node uses, and links to it in /usr/sbin.
        privileges: Privileges.capabilities(
          kplus.Capability.NET_ADMIN,
          kplus.Capability.NET_RAW,
        ).withWritableRootFilesystem(),
        hostMounts: [HostMount.path('/run/flannel').orCreate().writable(), HostMount.xtablesLock()],
        volumeMounts: [config],
      },
      initContainers: [
        installer('install-cni-plugin', this.options.cniPluginImage ?? CNI_PLUGIN_IMAGE, {
          command: ['cp', '-f', '/flannel', '/opt/cni/bin/flannel'],
          hostMounts: [HostMount.cniBin().writable()],
        }),
        // Last, since a node is Ready as soon as this file is there.
        installer('install-cni-config', IMAGE, {
          command: ['/opt/bin/install-conf', `${CONFIG_DIRECTORY}/cni-conf.json`, '/etc/cni/net.d/10-flannel.conflist'],
          hostMounts: [HostMount.cniConfig().writable()],
          volumeMounts: [config],
        }),
      ],
      configMap,
      // It reaches the API server by the address of its Service.
      defaults: { bootstrap: { provides: { nodeNetwork: true }, requires: ['serviceNetwork'] } },
      rules: [
        { verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.NODES] },
        { verbs: ['patch'], endpoints: [kplus.ApiResource.custom({ apiGroup: '', resourceType: 'nodes/status' })] },
      ],
    };
  }

  /** @see https://github.com/flannel-io/flannel/blob/master/Documentation/configuration.md */
  private networkConfig(): object {
    const { podCidr, podCidrV6, backend = FlannelBackend.vxlan(), nftables = false } = this.options;
    return {
      ...(podCidr ? { Network: podCidr } : { EnableIPv4: false }),
      ...(podCidrV6 && { EnableIPv6: true, IPv6Network: podCidrV6 }),
      EnableNFTables: nftables,
      Backend: backend._config,
    };
  }
}

/** @see https://www.cni.dev/docs/spec/#section-1-network-configuration-format */
function cniConfig(): object {
  return {
    name: 'cbr0',
    cniVersion: '0.3.1',
    plugins: [
      { type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true } },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

function installer(name: string, image: string, props: Partial<NodeAgentContainerProps>): NodeAgentContainerProps {
  return {
    name,
    image,
    resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(16) } },
    // Some installers give the CNI directories of a node to another user than root.
    privileges: Privileges.capabilities(kplus.Capability.DAC_OVERRIDE),
    ...props,
  };
}

function health(path: string, seconds: number): kplus.Probe {
  return kplus.Probe.fromHttpGet(path, { port: HEALTH_PORT, periodSeconds: Duration.seconds(seconds) });
}

function json(value: object): string {
  return JSON.stringify(value, undefined, 2) + '\n';
}
