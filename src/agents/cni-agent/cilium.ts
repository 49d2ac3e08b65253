import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  AGENT_NOT_READY_TAINT,
  CILIUM_HEALTH_PORT,
  ciliumConfig,
  HUBBLE_PORT,
  HUBBLE_TLS_DIRECTORY,
  PROMETHEUS_PORT,
} from './cilium-config';
import { bpfMaps, ciliumInitContainers, runDirectory, unconfined } from './cilium-init-containers';
import type { CiliumOptions } from './cilium-options';
import { CILIUM_RULES } from './cilium-permissions';
import { requireValidCilium } from './require-valid-cilium';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { apiServerEnv } from '../api-server-env';
import { HostMount } from '../host-mount';
import { withHeaders } from '../http-headers';
import { Privileges } from '../privileges';

const IMAGE = 'quay.io/cilium/cilium:v1.20.0';
/** Where agents ask each other whether packets arrive. */
const CLUSTER_HEALTH_PORT = 4240;

/** Cilium 1.20: the agent of a node. */
export class Cilium implements AgentProduct {
  constructor(private readonly options: CiliumOptions) {
    requireValidCilium(options);
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { k8sServiceHost, k8sServicePort, kubeProxyReplacement = false, hubbleTls, prometheus } = this.options;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: ciliumConfig(this.options),
    });
    const tmp = { path: '/tmp', volume: kplus.Volume.fromEmptyDir(scope, 'Tmp', 'tmp') };
    const env = {
      K8S_NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
      CILIUM_K8S_NAMESPACE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAMESPACE),
      ...apiServerEnv(k8sServiceHost, k8sServicePort),
    };
    return {
      container: {
        name: 'cilium-agent',
        image: IMAGE,
        command: ['cilium-agent'],
        args: ['--config-dir=/tmp/cilium/config-map'],
        envVariables: {
          ...env,
          // When the API server comes back, not all agents ask it at once.
          KUBE_CLIENT_BACKOFF_BASE: kplus.EnvValue.fromValue('1'),
          KUBE_CLIENT_BACKOFF_DURATION: kplus.EnvValue.fromValue('120'),
        },
        ports: this.ports(),
        startup: this.health({ initialDelaySeconds: 5, periodSeconds: 2, failureThreshold: 300 }),
        liveness: this.health({ periodSeconds: 30, failureThreshold: 10 }, { 'require-k8s-connectivity': 'false' }),
        readiness: this.health({ periodSeconds: 30, failureThreshold: 3 }),
        lifecycle: { preStop: kplus.Handler.fromCommand(['/cni-uninstall.sh']) },
        resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(512) } },
        privileges: AGENT_PRIVILEGES,
        hostMounts: [
          // A container that is not privileged could otherwise not write the settings of the kernel.
          HostMount.path('/proc/sys/net', { mountPath: '/host/proc/sys/net', readOnly: false }),
          HostMount.path('/proc/sys/kernel', { mountPath: '/host/proc/sys/kernel', readOnly: false }),
          bpfMaps(),
          runDirectory(),
          HostMount.path('/var/run/netns', { mountPath: '/var/run/cilium/netns' }).orCreate(),
          HostMount.cniConfig().at('/host/etc/cni/net.d').writable(),
          HostMount.libModules(),
          HostMount.xtablesLock(),
        ],
        volumeMounts: [
          tmp,
          ...(hubbleTls
            ? [
                {
                  path: HUBBLE_TLS_DIRECTORY,
                  volume: kplus.Volume.fromSecret(scope, 'HubbleTls', hubbleTls, { name: 'hubble-tls' }),
                  readOnly: true,
                },
              ]
            : []),
        ],
      },
      initContainers: ciliumInitContainers({ image: IMAGE, configMap, tmp, env }),
      configMap,
      // The operator finds the agents by it when it takes the taint off their nodes.
      podLabels: { 'k8s-app': 'cilium' },
      rules: CILIUM_RULES,
      namespacedRules: [
        {
          verbs: ['get'],
          resources: [{ apiGroup: '', resourceType: 'configmaps', resourceName: configMap.name }],
        },
      ],
      metrics: prometheus ? { port: PROMETHEUS_PORT, path: '/metrics' } : undefined,
      defaults: {
        // What it holds in the kernel goes on without it; nothing is gained by waiting.
        terminationGracePeriod: Duration.seconds(1),
        bootstrap: {
          provides: { nodeNetwork: true, ...(kubeProxyReplacement && { serviceNetwork: true }) },
          removesTaints: [AGENT_NOT_READY_TAINT],
          removedBy: 'Cilium operator',
          ...(k8sServiceHost === undefined && { requires: ['serviceNetwork'] }),
        },
      },
    };
  }

  private ports(): kplus.ContainerPort[] {
    const ports = [
      { name: 'health', number: CILIUM_HEALTH_PORT },
      { name: 'cluster-health', number: CLUSTER_HEALTH_PORT },
      ...(this.options.hubbleTls ? [{ name: 'peer-service', number: HUBBLE_PORT }] : []),
      ...(this.options.prometheus ? [{ name: 'metrics', number: PROMETHEUS_PORT }] : []),
    ];
    return ports.map((port) => ({ ...port, hostPort: port.number }));
  }

  /** It answers on the loopback address only; shortly, when asked to. */
  private health(
    { initialDelaySeconds, periodSeconds, failureThreshold }: Seconds,
    headers: Record<string, string> = {},
  ): kplus.Probe {
    const probe = kplus.Probe.fromHttpGet('/healthz', {
      port: CILIUM_HEALTH_PORT,
      host: (this.options.ipv4 ?? true) ? '127.0.0.1' : '::1',
      timeoutSeconds: Duration.seconds(5),
      periodSeconds: Duration.seconds(periodSeconds),
      failureThreshold,
      ...(initialDelaySeconds && { initialDelaySeconds: Duration.seconds(initialDelaySeconds) }),
    });
    return withHeaders(probe, { brief: 'true', ...headers });
  }
}

interface Seconds {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

/** @see https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/values.yaml securityContext.capabilities */
const AGENT_PRIVILEGES = unconfined(
  Privileges.capabilities(
    kplus.Capability.CHOWN,
    kplus.Capability.KILL,
    kplus.Capability.NET_ADMIN,
    kplus.Capability.NET_RAW,
    kplus.Capability.IPC_LOCK,
    kplus.Capability.SYS_MODULE,
    kplus.Capability.SYS_ADMIN,
    kplus.Capability.SYS_RESOURCE,
    kplus.Capability.DAC_OVERRIDE,
    kplus.Capability.FOWNER,
    kplus.Capability.SETGID,
    kplus.Capability.SETUID,
    kplus.Capability.SYSLOG,
  ).withWritableRootFilesystem(),
);
