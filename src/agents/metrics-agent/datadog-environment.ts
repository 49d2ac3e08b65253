import { EnvFieldPaths, EnvValue } from 'cdk8s-plus-28';
import { ContainerRuntimeSocket } from '../host-mount';
import type { DatadogOptions } from './datadog-options';

/** Where the agent finds the node. */
export const HOST = '/host';
/** Where its containers keep the token by which they know each other. */
export const AUTH_DIRECTORY = '/etc/datadog-agent/auth';

/** Where its containers have their configuration on Windows. */
export const CONFIG_ON_WINDOWS = 'C:\\ProgramData\\Datadog';

/** Where the sockets are that pods of the node mount. */
export const SOCKET_DIRECTORY = '/var/run/datadog';

export const HEALTH_PORT = 5555;
export const DOGSTATSD_PORT = 8125;
export const APM_PORT = 8126;

type Environment = Record<string, EnvValue>;

/** What every container of the agent is told. On Windows it looks for its runtime by itself. */
export function commonEnvironment(options: DatadogOptions, windows = false): Environment {
  const { apiKey, site = 'datadoghq.com', clusterName, tags = {}, kubelet = {} } = options;
  return {
    DD_API_KEY: EnvValue.fromSecretValue(apiKey),
    DD_KUBERNETES_KUBELET_HOST: EnvValue.fromFieldRef(EnvFieldPaths.NODE_IP),
    ...values({
      DD_SITE: site,
      DD_AUTH_TOKEN_FILE_PATH: windows ? `${CONFIG_ON_WINDOWS}\\auth\\token` : `${AUTH_DIRECTORY}/token`,
      KUBERNETES: 'yes',
      DD_KUBELET_TLS_VERIFY: String(kubelet.verifyCertificate ?? true),
      ...(kubelet.verifyCertificate !== false && {
        DD_KUBELET_CLIENT_CA: (windows ? 'C:' : '') + '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
      }),
      ...(clusterName && { DD_CLUSTER_NAME: clusterName }),
      ...(Object.keys(tags).length > 0 && {
        DD_TAGS: Object.entries(tags)
          .map(([name, value]) => `${name}:${value}`)
          .join(' '),
      }),
      ...(windows ? {} : runtimeSocket(options)),
    }),
  };
}

/** What the agent itself is told. */
export function agentEnvironment(options: DatadogOptions, windows = false): Environment {
  const { logs = false, dogStatsD = true, sockets = false } = options;
  return values({
    DD_HEALTH_PORT: String(HEALTH_PORT),
    DD_LOGS_ENABLED: String(logs),
    DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: String(logs),
    DD_LOGS_CONFIG_K8S_CONTAINER_USE_FILE: String(logs),
    DD_USE_DOGSTATSD: String(dogStatsD),
    ...(dogStatsD && { DD_DOGSTATSD_PORT: String(DOGSTATSD_PORT), DD_DOGSTATSD_NON_LOCAL_TRAFFIC: 'true' }),
    ...(dogStatsD && sockets && { DD_DOGSTATSD_SOCKET: `${SOCKET_DIRECTORY}/dsd.socket` }),
    // Only on Linux can it be the agent itself that looks at processes.
    ...processes(options, windows ? {} : { DD_PROCESS_CONFIG_RUN_IN_CORE_AGENT_ENABLED: 'true' }),
    // The agent that takes traces is a container of its own.
    DD_APM_ENABLED: 'false',
    // Both ask the API server for what only a cluster agent should ask it for, once for all nodes.
    DD_KUBERNETES_COLLECT_METADATA_TAGS: 'false',
    DD_ORCHESTRATOR_EXPLORER_ENABLED: 'false',
  });
}

/** What the agent that looks at containers and processes is told, where it is one of its own. */
export function processEnvironment(options: DatadogOptions): Environment {
  return values({ ...processes(options, {}), DD_ORCHESTRATOR_EXPLORER_ENABLED: 'false' });
}

/** What the agent that takes traces is told. */
export function traceEnvironment({ sockets = false }: DatadogOptions): Environment {
  return values({
    DD_APM_ENABLED: 'true',
    DD_APM_NON_LOCAL_TRAFFIC: 'true',
    DD_APM_RECEIVER_PORT: String(APM_PORT),
    ...(sockets && { DD_APM_RECEIVER_SOCKET: `${SOCKET_DIRECTORY}/apm.socket` }),
  });
}

function processes(
  { processes: asked = false }: DatadogOptions,
  where: Record<string, string>,
): Record<string, string> {
  return {
    DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED: String(asked),
    DD_PROCESS_CONFIG_CONTAINER_COLLECTION_ENABLED: 'true',
    ...where,
    DD_PROCESS_AGENT_DISCOVERY_ENABLED: String(asked),
  };
}

function runtimeSocket({ runtime = ContainerRuntimeSocket.CONTAINERD }: DatadogOptions): Record<string, string> {
  return runtime === ContainerRuntimeSocket.DOCKER
    ? { DOCKER_HOST: `unix://${HOST}${runtime}` }
    : { DD_CRI_SOCKET_PATH: `${HOST}${runtime}` };
}

function values(texts: Record<string, string>): Environment {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, EnvValue.fromValue(text)]));
}
