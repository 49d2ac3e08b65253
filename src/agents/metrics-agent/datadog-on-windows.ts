import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { ContainerRuntimeSocket, HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import {
  CONFIG_ON_WINDOWS,
  agentEnvironment,
  commonEnvironment,
  processEnvironment,
  traceEnvironment,
} from './datadog-environment';
import type { DatadogOptions } from './datadog-options';

/** The pipes of runtimes of containers, which the agent looks for by itself. */
const PIPES: Partial<Record<ContainerRuntimeSocket, string>> = {
  [ContainerRuntimeSocket.CONTAINERD]: 'containerd-containerd',
  [ContainerRuntimeSocket.DOCKER]: 'docker_engine',
};
const DOCKER_LOGS = 'C:\\ProgramData\\docker\\containers';

/** Pipes, and the logs of pods, are the system's. */
const PRIVILEGES = Privileges.none().asWindowsUser('ContainerAdministrator');

/** What the agent is on Linux and on Windows alike. */
type Common = Pick<AgentBlueprint, 'container' | 'rules' | 'serves' | 'reach'> & {
  /** The container of traces, if those are asked for. */
  readonly traces?: NodeAgentContainerProps;
};

/**
 * The agent of Datadog on Windows nodes: no process of the node. What it collects of containers and processes takes a
 * container more there.
 *
 * @see https://github.com/DataDog/helm-charts/blob/main/charts/datadog/templates/_daemonset-volumes-windows.yaml
 */
export function datadogOnWindows(
  scope: Construct,
  identity: AgentIdentity,
  options: DatadogOptions,
  { container, traces, ...common }: Common,
): AgentBlueprint {
  const { logs = false, runtime = ContainerRuntimeSocket.CONTAINERD, sockets = false } = options;
  const pipe = PIPES[runtime];
  const faults = new OptionFaults('Metrics.datadog on Windows nodes');
  faults.require(!sockets, 'sockets are of Linux: leave them out, others reach it by its ports');
  faults.require(pipe !== undefined, `runtime ${runtime} is of Linux: write CONTAINERD or DOCKER`);
  faults.throwIfAny();
  const { image } = container;
  const scratch = (name: string) => kplus.Volume.fromEmptyDir(scope, `Scratch-${name}`, name);
  const config = { path: CONFIG_ON_WINDOWS, volume: scratch('config') };
  const auth = { path: `${CONFIG_ON_WINDOWS}\\auth`, volume: scratch('auth-token') };
  const ownLogs = { path: `${CONFIG_ON_WINDOWS}\\logs`, volume: scratch('own-logs') };
  const readsConfig = [{ ...config, readOnly: true }, { ...auth, readOnly: true }, ownLogs];
  const runtimePipe = HostMount.namedPipe(pipe!);
  const step = (name: string, script: string): NodeAgentContainerProps => ({
    name,
    image,
    command: ['pwsh', '-NoProfile', '-NonInteractive', '-Command', script],
    privileges: PRIVILEGES,
    resources: {
      cpu: { request: kplus.Cpu.millis(50) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
    },
  });
  return {
    ...common,
    forWindows: true,
    container: {
      ...container,
      envVariables: { ...commonEnvironment(options, true), ...agentEnvironment(options, true) },
      privileges: PRIVILEGES,
      hostMounts: [runtimePipe, ...(logs ? logMounts(identity, runtime) : [])],
      volumeMounts: [config, auth, ownLogs],
    },
    sidecars: [
      {
        name: 'process-agent',
        image,
        command: ['process-agent', '-foreground', `--cfgpath=${CONFIG_ON_WINDOWS}\\datadog.yaml`],
        envVariables: { ...commonEnvironment(options, true), ...processEnvironment(options) },
        privileges: PRIVILEGES,
        resources: {
          cpu: { request: kplus.Cpu.millis(50) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
        },
        hostMounts: [runtimePipe],
        volumeMounts: readsConfig,
      },
      ...(traces
        ? [
            {
              ...traces,
              command: ['trace-agent', '-foreground', `-config=${CONFIG_ON_WINDOWS}\\datadog.yaml`],
              envVariables: { ...commonEnvironment(options, true), ...traceEnvironment(options) },
              privileges: PRIVILEGES,
              hostMounts: [runtimePipe],
              volumeMounts: readsConfig,
            },
          ]
        : []),
    ],
    initContainers: [
      {
        // With the directory that is mounted below it, which a container that may only read it could not make.
        ...step(
          'copy-config',
          `Copy-Item -Recurse -Force '${CONFIG_ON_WINDOWS}\\*' C:\\writable-config -ErrorAction Stop; ` +
            'New-Item -Force -ItemType Directory C:\\writable-config\\auth',
        ),
        volumeMounts: [{ ...config, path: 'C:\\writable-config' }],
      },
      {
        ...step(
          'prepare-config',
          "foreach ($script in Get-ChildItem entrypoint-ps1 -Filter '*.ps1' | Sort-Object Name) " +
            '{ & $script.FullName; if (-not $?) { exit 1 } }',
        ),
        envVariables: commonEnvironment(options, true),
        hostMounts: [runtimePipe],
        volumeMounts: [config],
      },
    ],
  };
}

function logMounts(identity: AgentIdentity, runtime: ContainerRuntimeSocket): HostMount[] {
  const state = ['/var/lib/node-agents', identity.namespace, identity.name].filter(Boolean).join('/');
  return [
    HostMount.path(identity.path('/var/log/pods')),
    // What the files of pods lead to.
    ...(runtime === ContainerRuntimeSocket.DOCKER ? [HostMount.path(DOCKER_LOGS)] : []),
    HostMount.path(identity.path(state), { mountPath: `${CONFIG_ON_WINDOWS}\\run` })
      .orCreate()
      .writable(),
  ];
}
