import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { HOST_PROCESS_POD } from '../host-process-pod';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import type { SysdigOptions } from './sysdig-options';

const HEALTH_PORT = 8081;
const DIRECTORY = 'C:\\Sysdig\\Shield';

/**
 * The host shield of Sysdig for Windows nodes, which is another program than the agent for Linux, and a process of its node.
 *
 * @param common what both ask of the API server
 * @see https://github.com/sysdiglabs/charts/blob/main/charts/shield/templates/host/daemonset-windows.yaml
 */
export function sysdigOnWindows(
  scope: Construct,
  identity: AgentIdentity,
  options: SysdigOptions,
  common: Pick<AgentBlueprint, 'rules' | 'namespacedRules'>,
): AgentBlueprint {
  requireOnWindows(options);
  const { accessKey } = options;
  const configMap = new kplus.ConfigMap(scope, 'Config', {
    metadata: identity.companion('config'),
    data: { 'host-shield.yaml': stringify(config(options)) },
  });
  const secret = kplus.Volume.fromSecret(scope, 'AccessKeyVolume', accessKey.secret, {
    name: 'access-key',
    items: { [accessKey.key]: { path: 'access-key' } },
  });
  const nodeName = kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME);
  const healthy = {
    host: '127.0.0.1',
    port: HEALTH_PORT,
    initialDelaySeconds: Duration.seconds(60),
    timeoutSeconds: Duration.seconds(10),
  };
  return {
    ...common,
    forWindows: true,
    container: {
      name: 'sysdig',
      image: 'quay.io/sysdig/host-shield:0.19.0',
      args: ['run-all-namespaced'],
      envVariables: {
        AGENT_APP_NAME: kplus.EnvValue.fromValue(identity.name),
        K8S_NODE: nodeName,
        K8S_NODE_NAME: nodeName,
        KUBE_POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
      },
      ports: [{ name: 'health', number: HEALTH_PORT, hostPort: HEALTH_PORT }],
      liveness: kplus.Probe.fromHttpGet('/healthz', { ...healthy, periodSeconds: Duration.seconds(30) }),
      readiness: kplus.Probe.fromHttpGet('/healthz', healthy),
      privileges: Privileges.hostProcess('watches what processes of the node do'),
      resources: {
        cpu: { request: kplus.Cpu.millis(250) },
        memory: { request: Size.mebibytes(384), limit: Size.gibibytes(1) },
      },
      volumeMounts: [
        {
          path: `${DIRECTORY}\\Config`,
          volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
          readOnly: true,
        },
        { path: `${DIRECTORY}\\Secrets\\AccessKey`, volume: secret, readOnly: true },
      ],
    },
    configMap,
    defaults: {
      ...HOST_PROCESS_POD,
    },
  };
}

/** @see https://github.com/sysdiglabs/charts/blob/main/charts/shield/templates/host/_windows_configmap_helpers.tpl */
function config(options: SysdigOptions): object {
  const { region, apiUrl, collector, collectorPort = 6443, clusterName, tags = {}, settings } = options;
  return {
    sysdig_endpoint: region
      ? { region }
      : { region: 'custom', api_url: apiUrl, collector: { host: collector, port: collectorPort } },
    cluster_config: { name: clusterName },
    ...(Object.keys(tags).length > 0 && { tags }),
    ssl: { verify: true },
    // These look at the node as a whole, and are sold apart.
    features: {
      posture: { host_posture: { enabled: false } },
      vulnerability_management: { host_vulnerability_management: { enabled: false }, in_use: { enabled: false } },
    },
    monitoring_port: HEALTH_PORT,
    internals: { agent_runtime: { additional_settings: { ...settings, k8s_cluster_name: clusterName } } },
  };
}

function requireOnWindows({ collector, apiUrl, clusterName, driver, monitoring }: SysdigOptions): void {
  const faults = new OptionFaults('SecuritySensor.sysdig on Windows nodes');
  faults.require(clusterName !== undefined, 'clusterName is missing: there the agent does not start without');
  faults.require(
    collector === undefined || apiUrl !== undefined,
    'apiUrl is missing: beside a collector on your premises write the address of Sysdig there',
  );
  faults.require(driver === undefined, 'driver has no effect: leave it out');
  faults.require(!monitoring, 'monitoring has no effect: leave it out');
  faults.throwIfAny();
}
