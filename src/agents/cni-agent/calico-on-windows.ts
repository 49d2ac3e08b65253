import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { backendOf } from './calico-config';
import { calicoEnvironmentOnWindows, cniDirectories } from './calico-config-on-windows';
import { CalicoBackend, type CalicoOnWindows, type CalicoOptions } from './calico-options';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { HostMount } from '../host-mount';
import { HOST_PROCESS_POD, SANDBOX } from '../host-process-pod';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { Privileges } from '../privileges';

const IMAGE = 'quay.io/calico/node-windows:v3.32.1';
const CNI_IMAGE = 'quay.io/calico/cni-windows:v3.32.1';

const CALICO = `${SANDBOX}/CalicoWindows`;
const AGENT = `${CALICO}/calico-node.exe`;
const PRIVILEGES = Privileges.hostProcess('makes the network of its node and of its pods');

/** What the agent is on Linux and on Windows alike. */
type Common = Pick<AgentBlueprint, 'rules' | 'namespacedRules' | 'metrics'> & {
  readonly configMap: kplus.IConfigMap;
  readonly ports: kplus.ContainerPort[];
  readonly env: Record<string, kplus.EnvValue>;
};

/**
 * Calico on Windows nodes, as Tigera's operator runs it: Felix, what sets up the node and renews the tokens of the plugin,
 * and with BGP what tells the router of Windows.
 *
 * @see https://github.com/tigera/operator/blob/v1.42.3/pkg/render/windows.go
 */
export function calicoOnWindows(
  identity: AgentIdentity,
  options: CalicoOptions,
  windows: CalicoOnWindows,
  { ports, env, ...common }: Common,
): AgentBlueprint {
  const { bin, conf } = cniDirectories(windows);
  const cniConfig = HostMount.path(conf, { mountPath: 'C:\\host\\etc\\cni\\net.d' }).orCreate().writable();
  const state = ['/var/run/calico', '/var/lib/calico'].map((path) => directory(identity.path(path)));
  const service = (script: string, mebibytes: number): NodeAgentContainerProps => ({
    image: IMAGE,
    args: [`${CALICO}/${script}`],
    workingDir: `${CALICO}/`,
    envVariables: {
      ...Object.fromEntries(
        Object.entries(calicoEnvironmentOnWindows(options, windows)).map(([name, value]) => [
          name,
          kplus.EnvValue.fromValue(value),
        ]),
      ),
      NODENAME: nodeName(),
      ...env,
    },
    privileges: PRIVILEGES,
    resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(mebibytes) } },
    hostMounts: state,
  });
  const node = service('node-service.ps1', 128);
  return {
    ...common,
    forWindows: true,
    container: {
      ...service('felix-service.ps1', 128),
      name: 'felix',
      ports,
      liveness: health('live', { initialDelaySeconds: Duration.seconds(10), failureThreshold: 6 }),
      readiness: health('ready', {}),
      lifecycle: { preStop: kplus.Handler.fromCommand([AGENT, '-shutdown']) },
    },
    sidecars: [
      // Nothing else makes the directory that the plugin logs to.
      { ...node, name: 'node', hostMounts: [...state, cniConfig, directory(identity.path('/var/log/calico/cni'))] },
      ...(backendOf(options) === CalicoBackend.BIRD
        ? [{ ...service('confd/confd-service.ps1', 64), name: 'confd' }]
        : []),
    ],
    initContainers: [
      {
        name: 'install-cni',
        image: windows.cniImage ?? CNI_IMAGE,
        command: [`${SANDBOX}/opt/cni/bin/install.exe`],
        envVariables: {
          CNI_CONF_NAME: kplus.EnvValue.fromValue('10-calico.conflist'),
          CNI_NET_DIR: kplus.EnvValue.fromValue(conf.slice('C:'.length).replaceAll('\\', '/')),
          CNI_NETWORK_CONFIG: kplus.EnvValue.fromConfigMap(common.configMap, 'cni_network_config'),
          KUBERNETES_NODE_NAME: nodeName(),
          SLEEP: kplus.EnvValue.fromValue('false'),
          ...env,
        },
        privileges: PRIVILEGES,
        resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(64) } },
        hostMounts: [HostMount.path(bin, { mountPath: 'C:\\host\\opt\\cni\\bin' }).orCreate().writable(), cniConfig],
      },
    ],
    podLabels: { 'k8s-app': 'calico-node-windows' },
    defaults: {
      ...HOST_PROCESS_POD,
      terminationGracePeriod: Duration.seconds(5),
      bootstrap: { provides: { nodeNetwork: true } },
    },
  };
}

function directory(path: string): HostMount {
  return HostMount.path(path).orCreate().writable();
}

function health(question: 'live' | 'ready', options: kplus.ProbeOptions): kplus.Probe {
  return kplus.Probe.fromCommand([AGENT, `-felix-${question}`], {
    periodSeconds: Duration.seconds(10),
    timeoutSeconds: Duration.seconds(10),
    ...options,
  });
}

function nodeName(): kplus.EnvValue {
  return kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME);
}
