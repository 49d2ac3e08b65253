import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { AgentBlueprint } from '../agent-blueprint';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { Privileges } from '../privileges';
import type { CsiDriverOnWindows } from './csi-driver-options';
import { csiResources } from './csi-resources';
import { CompleteCsiDriverOptions, LIVENESS_PROBE_IMAGE, REGISTRAR_IMAGE } from './csi-sidecars';

const SOCKET = 'unix:/csi/csi.sock';

/** It may write to the directories of the kubelet, which are the system's. */
const ADMINISTRATOR = Privileges.none().asWindowsUser('ContainerAdministrator');

/**
 * The agent of a driver on Windows nodes. There no mount passes from a container to its node, so the driver asks csi-proxy,
 * a process of the node, over named pipes.
 *
 * @see https://github.com/kubernetes-csi/csi-proxy
 */
export function csiDriverOnWindows(
  name: string,
  options: CompleteCsiDriverOptions,
  { args, pipes }: CsiDriverOnWindows,
  path: (linuxPath: string) => string,
): AgentBlueprint {
  const { kubeletDirectory, healthPort, registrarPort, preStop, rules, removesTaints } = options;
  const plugin = path(`${kubeletDirectory}/plugins/${name}`);
  const pluginMount = HostMount.path(plugin, { mountPath: 'C:\\csi' }).orCreate().writable();
  const healthy = { timeoutSeconds: Duration.seconds(10), periodSeconds: Duration.seconds(30) };
  const registrar: NodeAgentContainerProps = {
    name: 'registrar',
    image: options.registrarImage ?? REGISTRAR_IMAGE,
    args: [
      `--csi-address=${SOCKET}`,
      `--kubelet-registration-path=${plugin}\\csi.sock`,
      `--http-endpoint=0.0.0.0:${registrarPort}`,
    ],
    ports: [{ name: 'registrar', number: registrarPort }],
    liveness: kplus.Probe.fromHttpGet('/healthz', {
      port: registrarPort,
      initialDelaySeconds: Duration.seconds(30),
      ...healthy,
    }),
    privileges: ADMINISTRATOR,
    resources: csiResources(40, 150),
    hostMounts: [
      pluginMount,
      HostMount.path(path(`${kubeletDirectory}/plugins_registry`), { mountPath: 'C:\\registration' }).writable(),
    ],
  };
  const prober: NodeAgentContainerProps = {
    name: 'liveness-probe',
    image: options.livenessProbeImage ?? LIVENESS_PROBE_IMAGE,
    args: [`--csi-address=${SOCKET}`, `--http-endpoint=:${healthPort}`, '--probe-timeout=3s'],
    privileges: ADMINISTRATOR,
    resources: csiResources(40, 150),
    hostMounts: [pluginMount],
  };
  return {
    forWindows: true,
    container: {
      name: 'driver',
      image: options.image,
      args: args ?? ['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(CSI_NODE_NAME)'],
      envVariables: {
        CSI_ENDPOINT: kplus.EnvValue.fromValue(SOCKET),
        CSI_NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
      },
      ports: [{ name: 'healthz', number: healthPort }],
      liveness: kplus.Probe.fromHttpGet('/healthz', {
        port: healthPort,
        initialDelaySeconds: Duration.seconds(10),
        failureThreshold: 5,
        ...healthy,
      }),
      readiness: kplus.Probe.fromHttpGet('/healthz', { port: healthPort, ...healthy }),
      lifecycle: preStop && { preStop: kplus.Handler.fromCommand(preStop) },
      privileges: ADMINISTRATOR,
      resources: csiResources(40, 256),
      hostMounts: [
        HostMount.path(path(kubeletDirectory)).writable(),
        pluginMount,
        ...pipes.map((pipe) => HostMount.namedPipe(pipe)),
      ],
    },
    sidecars: [registrar, prober],
    rules,
    defaults: { bootstrap: removesTaints && { removesTaints } },
  };
}
