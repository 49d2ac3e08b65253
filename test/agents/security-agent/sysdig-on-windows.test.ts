import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { NodeSet } from '../../../src/agents/node-set';
import { SecurityAgent } from '../../../src/agents/security-agent';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { SysdigDriver, SysdigOptions, SysdigRegion } from '../../../src/agents/security-agent/sysdig-options';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, synthesize } from '../role-fixture';

const REGION = { region: SysdigRegion.EU1, clusterName: 'blue' };
const PREMISES = { collector: 'sysdig.example.com', apiUrl: 'https://sysdig.example.com', clusterName: 'blue' };

function manifests(options: Partial<SysdigOptions> = REGION, nodes = NodeSet.windows()): Manifests {
  return synthesize((chart) => {
    const accessKey = { secret: kplus.Secret.fromSecretName(chart, 'key', 'sysdig'), key: 'agent' };
    new SecurityAgent(chart, 'sysdig', { sensor: SecuritySensor.sysdig({ accessKey, ...options }), nodes });
  });
}

const configOf = (agent: Manifests) => parse(agent.one('ConfigMap').data['host-shield.yaml']);
const agent = manifests();

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('it is a process of every Windows node, says why, and mounts nothing of the node', () => {
  expect(agent.pod).toMatchObject({
    os: { name: 'windows' },
    hostNetwork: true,
    dnsPolicy: 'Default',
    nodeSelector: { 'kubernetes.io/os': 'windows' },
    tolerations: [{ operator: 'Exists' }],
  });
  expect(agent.container.securityContext).toEqual({
    windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' },
    runAsNonRoot: false,
  });
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('processes of the node');
  expect(agent.hostMounts).toEqual([]);
});

test('it answers on the loopback address of its node, by a port that it declares', () => {
  expect(agent.container.ports).toEqual([{ name: 'health', containerPort: 8081, hostPort: 8081 }]);
  for (const probe of ['livenessProbe', 'readinessProbe']) {
    expect(agent.container[probe]).toMatchObject({
      httpGet: { host: '127.0.0.1', path: '/healthz', port: 8081 },
      initialDelaySeconds: 60,
      timeoutSeconds: 10,
    });
  }
  expect(configOf(agent).monitoring_port).toBe(8081);
});

test('the region is told by its name, and the access key stands in its Secret only', () => {
  expect(configOf(agent)).toMatchObject({
    sysdig_endpoint: { region: 'eu1' },
    cluster_config: { name: 'blue' },
    ssl: { verify: true },
    internals: { agent_runtime: { additional_settings: { k8s_cluster_name: 'blue' } } },
  });
  expect(agent.pod.volumes).toContainEqual({
    name: 'access-key',
    secret: { secretName: 'sysdig', items: [{ key: 'agent', path: 'access-key' }] },
  });
  expect(agent.container.volumeMounts).toEqual([
    { name: 'config', mountPath: 'C:\\Sysdig\\Shield\\Config', readOnly: true },
    { name: 'access-key', mountPath: 'C:\\Sysdig\\Shield\\Secrets\\AccessKey', readOnly: true },
  ]);
});

test('a collector on the premises is told with the address beside it, and tags and settings are', () => {
  const own = configOf(
    manifests({ ...PREMISES, tags: { team: 'platform' }, settings: { sysdig_capture_enabled: false } }),
  );

  expect(own.sysdig_endpoint).toEqual({
    region: 'custom',
    api_url: 'https://sysdig.example.com',
    collector: { host: 'sysdig.example.com', port: 6443 },
  });
  expect(own.tags).toEqual({ team: 'platform' });
  expect(own.internals.agent_runtime.additional_settings.sysdig_capture_enabled).toBe(false);
});

test('it may ask the API server for what the agent of Linux nodes may', () => {
  const linux = manifests(REGION, NodeSet.linux());

  expect(agent.one('ClusterRole').rules).toEqual(linux.one('ClusterRole').rules);
  expect(agent.one('Role').rules).toEqual(linux.one('Role').rules);
});

test('what it must be told is asked for, all of it at once', () => {
  expect(() => manifests({ collector: 'sysdig.example.com', driver: SysdigDriver.KERNEL_MODULE })).toThrow(
    /clusterName is missing[^]*apiUrl is missing[^]*driver has no effect/,
  );
});

test.each<[string, Partial<SysdigOptions>]>([
  ['no https', { ...PREMISES, apiUrl: 'http://sysdig.example.com' }],
  ['a path', { ...PREMISES, apiUrl: 'https://sysdig.example.com/api' }],
  ['a region beside it', { ...REGION, apiUrl: 'https://sysdig.example.com' }],
])('an address with %s is refused', (_, options) => {
  expect(() => manifests(options)).toThrow('write an address such as https://sysdig.example.com');
});
