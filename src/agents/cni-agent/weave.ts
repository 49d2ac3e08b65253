import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { requireCidr } from './cidr';
import type { WeaveOptions } from './weave-options';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';

const IMAGE = 'docker.io/weaveworks/weave-kube:2.8.1';
const POLICY_IMAGE = 'docker.io/weaveworks/weave-npc:2.8.1';
const ROUTER_PORT = 6783;
const FAST_DATA_PATH_PORT = 6784;
const STATUS_PORT = 6784;
const METRICS_PORT = 6782;
const POLICY_METRICS_PORT = 6781;
/**
 * The list of nodes that Weave keeps. Both are written down in the agent.
 *
 * @see https://github.com/weaveworks/weave/blob/v2.8.1/prog/kube-utils/main.go configMapName
 */
const PEERS = 'weave-net';
const PEERS_NAMESPACE = 'kube-system';

/** Weave Net 2.8.1, the last one. */
export class Weave implements AgentProduct {
  constructor(private readonly options: WeaveOptions) {
    const faults = OptionFaults.of('Cni.weave', 'WeaveOptions', options);
    const { ipallocRange, mtu, connLimit } = options;
    if (ipallocRange !== undefined) requireCidr(faults, 'ipallocRange', ipallocRange, 4, 28);
    faults.require(
      mtu === undefined || (Number.isInteger(mtu) && mtu >= 576 && mtu <= 65535),
      `mtu is ${mtu}: it is from 576 to 65535 bytes`,
    );
    faults.require(
      connLimit === undefined || (Number.isInteger(connLimit) && connLimit >= 1),
      `connLimit is ${connLimit}: write a whole number of at least 1`,
    );
    if (options.password !== undefined) faults.secretValue('password', options.password);
    faults.throwIfAny();
  }

  public bind(_scope: Construct, _identity: AgentIdentity): AgentBlueprint {
    const { networkPolicies = true } = this.options;
    return {
      container: {
        name: 'weave',
        image: IMAGE,
        command: ['/home/weave/launch.sh'],
        envVariables: { INIT_CONTAINER: kplus.EnvValue.fromValue('true'), ...this.environment() },
        ports: [
          { name: 'router', number: ROUTER_PORT, hostPort: ROUTER_PORT },
          { name: 'sleeve', number: ROUTER_PORT, hostPort: ROUTER_PORT, protocol: kplus.Protocol.UDP },
          {
            name: 'fast-data-path',
            number: FAST_DATA_PATH_PORT,
            hostPort: FAST_DATA_PATH_PORT,
            protocol: kplus.Protocol.UDP,
          },
          { name: 'status', number: STATUS_PORT, hostPort: STATUS_PORT },
          { name: 'metrics', number: METRICS_PORT, hostPort: METRICS_PORT },
        ],
        readiness: kplus.Probe.fromHttpGet('/status', { port: STATUS_PORT, host: '127.0.0.1' }),
        resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(128) } },
        privileges: Privileges.privileged(
          'makes the bridge of the node and joins pods to it',
        ).withWritableRootFilesystem(),
        hostMounts: [
          HostMount.path('/var/lib/weave').at('/weavedb').orCreate().writable(),
          HostMount.path('/etc/machine-id', { type: kplus.HostPathVolumeType.FILE, mountPath: '/host/etc/machine-id' }),
          HostMount.xtablesLock(),
        ],
      },
      sidecars: networkPolicies ? [policyController()] : [],
      initContainers: [this.installer()],
      rules: [
        {
          verbs: ['get', 'list', 'watch'],
          endpoints: [
            kplus.ApiResource.PODS,
            kplus.ApiResource.NAMESPACES,
            kplus.ApiResource.NODES,
            kplus.ApiResource.NETWORK_POLICIES,
          ],
        },
        {
          verbs: ['patch', 'update'],
          endpoints: [kplus.ApiResource.custom({ apiGroup: '', resourceType: 'nodes/status' })],
        },
      ],
      namespacedRules: [
        {
          verbs: ['get', 'update'],
          resources: [{ apiGroup: '', resourceType: 'configmaps', resourceName: PEERS }],
        },
        { verbs: ['create'], resources: [kplus.ApiResource.CONFIG_MAPS] },
      ],
      rulesNamespace: PEERS_NAMESPACE,
      metrics: { port: METRICS_PORT, path: '/metrics' },
      defaults: {
        // Its peers find it before the next one goes.
        minReady: Duration.seconds(5),
        bootstrap: { provides: { nodeNetwork: true }, requires: ['serviceNetwork'] },
      },
    };
  }

  private environment(): Record<string, kplus.EnvValue> {
    const { ipallocRange, password, networkPolicies = true, mtu, connLimit } = this.options;
    const told = {
      IPALLOC_RANGE: ipallocRange,
      EXPECT_NPC: networkPolicies ? '1' : '0',
      WEAVE_MTU: mtu,
      CONN_LIMIT: connLimit,
    };
    return {
      HOSTNAME: nodeName(),
      ...Object.fromEntries(
        Object.entries(told).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, kplus.EnvValue.fromValue(String(value))]],
        ),
      ),
      ...(password && { WEAVE_PASSWORD: kplus.EnvValue.fromSecretValue(password) }),
    };
  }

  private installer(): NodeAgentContainerProps {
    const { networkPolicies = true } = this.options;
    return {
      name: 'weave-init',
      image: IMAGE,
      command: ['/home/weave/init.sh'],
      envVariables: { EXPECT_NPC: kplus.EnvValue.fromValue(networkPolicies ? '1' : '0') },
      resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(16) } },
      privileges: Privileges.privileged(
        'loads modules of the kernel and sets its parameters',
      ).withWritableRootFilesystem(),
      hostMounts: [
        HostMount.cniBin().at('/host/opt/cni/bin').writable(),
        HostMount.cniConfig().at('/host/etc/cni/net.d').writable(),
        HostMount.libModules(),
        HostMount.xtablesLock(),
      ],
    };
  }
}

function policyController(): NodeAgentContainerProps {
  return {
    name: 'weave-npc',
    image: POLICY_IMAGE,
    envVariables: { HOSTNAME: nodeName() },
    ports: [{ name: 'npc-metrics', number: POLICY_METRICS_PORT, hostPort: POLICY_METRICS_PORT }],
    resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(64) } },
    privileges: Privileges.privileged(
      'makes rules and sets of addresses in the kernel of the node',
    ).withWritableRootFilesystem(),
    hostMounts: [HostMount.xtablesLock()],
  };
}

function nodeName(): kplus.EnvValue {
  return kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME);
}
