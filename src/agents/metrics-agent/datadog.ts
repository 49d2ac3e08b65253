import { posix } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { ContainerRuntimeSocket, HostMount } from '../host-mount';
import { kubeletRules } from '../kubelet-access';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { Reach } from '../reach';
import {
  APM_PORT,
  AUTH_DIRECTORY,
  DOGSTATSD_PORT,
  HEALTH_PORT,
  HOST,
  SOCKET_DIRECTORY,
  agentEnvironment,
  commonEnvironment,
  traceEnvironment,
} from './datadog-environment';
import { datadogOnWindows } from './datadog-on-windows';
import type { DatadogOptions } from './datadog-options';

const IMAGE = 'registry.datadoghq.com/agent:7.81.1';
const CONFIG_DIRECTORY = '/etc/datadog-agent';
const STATE_DIRECTORY = '/opt/datadog-agent/run';

/** Its sockets, pods and logs are root's; it needs no capability to read them. */
const PRIVILEGES = Privileges.none().asRoot();

/** The agent of Datadog, with a container for what it collects and one for traces. */
export class Datadog implements AgentProduct {
  constructor(private readonly options: DatadogOptions) {
    const faults = OptionFaults.of('Metrics.datadog', 'DatadogOptions', options);
    if (options.kubelet !== undefined) faults.names('KubeletAccessOptions', options.kubelet, 'kubelet');
    const { apiKey, site = 'datadoghq.com', clusterName, tags = {}, sockets, dogStatsD, apm } = options;
    faults.secretValue('apiKey', apiKey);
    faults.word('runtime', options.runtime, ContainerRuntimeSocket);
    faults.require(
      /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(site),
      `site is ${JSON.stringify(site)}: write the domain alone, such as datadoghq.eu`,
    );
    // https://github.com/DataDog/datadog-agent/blob/main/pkg/util/kubernetes/clustername/clustername.go
    faults.require(
      clusterName === undefined ||
        (/^([a-z]([a-z0-9-]*[a-z0-9])?\.)*[a-z]([a-z0-9-]*[a-z0-9])?$/.test(clusterName) && clusterName.length <= 80),
      `clusterName is ${JSON.stringify(clusterName)}: write at most 80 lower case letters, digits, - and ., ` +
        'each part beginning with a letter',
    );
    for (const [name, value] of Object.entries(tags)) {
      faults.require(
        /^[A-Za-z][\w./-]*$/.test(name) && /^[^\s,]+$/.test(value),
        `tags: ${JSON.stringify(`${name}:${value}`)} is no tag: a name begins with a letter, and a value has no spaces`,
      );
    }
    faults.require(
      !sockets || dogStatsD !== false || apm === true,
      'sockets is given, and neither dogStatsD nor apm takes anything: leave it out',
    );
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { logs = false, apm = false, dogStatsD = true, kubelet = {} } = this.options;
    const dogStatsDPort = { name: 'dogstatsd', number: DOGSTATSD_PORT, protocol: kplus.Protocol.UDP };
    const apmPort = { name: 'apm', number: APM_PORT };
    const everywhere = {
      container: {
        name: 'agent',
        image: IMAGE,
        command: ['agent', 'run'],
        ports: dogStatsD ? [dogStatsDPort] : [],
        startup: healthy('/startup'),
        liveness: healthy('/live'),
        readiness: healthy('/ready'),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(logs ? 768 : 512) },
        },
      },
      rules: kubeletRules(['metrics', 'spec', 'stats', 'pods', 'healthz'], kubelet),
      serves: [...(dogStatsD ? [dogStatsDPort] : []), ...(apm ? [apmPort] : [])],
      reach: Reach.localService(),
    };
    if (identity.windowsBuilds) {
      const traces = apm ? this.traceAgent(apmPort, []) : undefined;
      return datadogOnWindows(scope, identity, this.options, { ...everywhere, traces });
    }
    const scratch = (name: string) => kplus.Volume.fromEmptyDir(scope, `Scratch-${name}`, name);
    const config = { path: CONFIG_DIRECTORY, volume: scratch('config') };
    const auth = { path: AUTH_DIRECTORY, volume: scratch('auth-token') };
    const written = [
      { path: '/tmp', volume: scratch('tmp') },
      { path: '/var/log/datadog', volume: scratch('own-logs') },
    ];
    const state = logs ? [] : [{ path: STATE_DIRECTORY, volume: scratch('run') }];
    return {
      ...everywhere,
      container: {
        ...everywhere.container,
        envVariables: { ...commonEnvironment(this.options), ...agentEnvironment(this.options) },
        privileges: PRIVILEGES,
        hostMounts: this.hostMounts(identity),
        volumeMounts: [config, auth, ...written, ...state],
      },
      sidecars: apm ? [this.traceAgent(apmPort, [readOnly(config), readOnly(auth), ...written])] : [],
      initContainers: this.preparation(config, written),
    };
  }

  /** @see https://docs.datadoghq.com/tracing/trace_collection/ */
  private traceAgent(port: kplus.ContainerPort, volumeMounts: kplus.VolumeMount[]): NodeAgentContainerProps {
    return {
      name: 'trace-agent',
      image: IMAGE,
      command: ['trace-agent', `-config=${CONFIG_DIRECTORY}/datadog.yaml`],
      envVariables: { ...commonEnvironment(this.options), ...traceEnvironment(this.options) },
      ports: [port],
      liveness: kplus.Probe.fromTcpSocket({
        port: APM_PORT,
        initialDelaySeconds: Duration.seconds(15),
        periodSeconds: Duration.seconds(15),
        timeoutSeconds: Duration.seconds(5),
      }),
      readiness: kplus.Probe.fromTcpSocket({ port: APM_PORT }),
      resources: {
        cpu: { request: kplus.Cpu.millis(50) },
        memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
      },
      privileges: PRIVILEGES,
      hostMounts: this.nodeMounts(),
      volumeMounts,
    };
  }

  /** The configuration of the image, copied to where it may be written, then made one for Kubernetes by the image's scripts. */
  private preparation(config: kplus.VolumeMount, written: kplus.VolumeMount[]): NodeAgentContainerProps[] {
    const step = (name: string, script: string): NodeAgentContainerProps => ({
      name,
      image: IMAGE,
      command: ['bash', '-c', script],
      privileges: PRIVILEGES,
      resources: {
        cpu: { request: kplus.Cpu.millis(50) },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
      },
    });
    const scripts = 'for script in $(find /etc/cont-init.d -type f -name "*.sh" | sort); do bash "$script"; done';
    return [
      {
        // With the directory that is mounted below it, which a container that may only read it could not make.
        ...step('copy-config', `cp -r ${CONFIG_DIRECTORY}/. /writable-config && mkdir -p /writable-config/auth`),
        volumeMounts: [{ ...config, path: '/writable-config' }],
      },
      {
        ...step('prepare-config', scripts),
        envVariables: commonEnvironment(this.options),
        volumeMounts: [config, ...written],
      },
    ];
  }

  private hostMounts(identity: AgentIdentity): HostMount[] {
    const { logs = false, processes = false } = this.options;
    const state = ['/var/lib/node-agents', identity.namespace, identity.name].filter(Boolean).join('/');
    return [
      ...this.nodeMounts(),
      HostMount.path('/etc/os-release', { type: kplus.HostPathVolumeType.FILE, mountPath: `${HOST}/etc/os-release` }),
      ...(processes ? [HostMount.path('/etc/passwd', { type: kplus.HostPathVolumeType.FILE })] : []),
      ...(logs
        ? [
            HostMount.podLogs(),
            HostMount.containerLogs(),
            HostMount.path(state, { mountPath: STATE_DIRECTORY }).orCreate().writable(),
          ]
        : []),
    ];
  }

  /** By which it tells whose metrics and traces it is given, and where it takes them. */
  private nodeMounts(): HostMount[] {
    const { runtime = ContainerRuntimeSocket.CONTAINERD, sockets = false } = this.options;
    const directory = posix.dirname(runtime);
    return [
      HostMount.proc().at(`${HOST}/proc`),
      HostMount.path('/sys/fs/cgroup', { mountPath: `${HOST}/sys/fs/cgroup` }),
      // With the directory, as a runtime that starts anew makes a new socket.
      HostMount.path(directory, { mountPath: HOST + directory }),
      ...(sockets ? [HostMount.path(SOCKET_DIRECTORY).orCreate().writable()] : []),
    ];
  }
}

function healthy(path: string): kplus.Probe {
  return kplus.Probe.fromHttpGet(path, {
    port: HEALTH_PORT,
    initialDelaySeconds: Duration.seconds(15),
    periodSeconds: Duration.seconds(15),
    timeoutSeconds: Duration.seconds(5),
    failureThreshold: 6,
  });
}

function readOnly(mount: kplus.VolumeMount): kplus.VolumeMount {
  return { ...mount, readOnly: true };
}
