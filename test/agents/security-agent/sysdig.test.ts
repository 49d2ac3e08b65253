import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { SecurityAgent } from '../../../src/agents/security-agent';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { SysdigDriver, SysdigOptions, SysdigRegion } from '../../../src/agents/security-agent/sysdig-options';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { scope, hostMountsOf, LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

function manifests(options: Partial<SysdigOptions> = { region: SysdigRegion.EU1 }): Manifests {
  return synthesize((chart) => {
    const accessKey = { secret: kplus.Secret.fromSecretName(chart, 'key', 'sysdig'), key: 'agent' };
    new SecurityAgent(chart, 'sysdig', { sensor: SecuritySensor.sysdig({ accessKey, ...options }) });
  });
}

const configOf = (agent: Manifests) => parse(agent.one('ConfigMap').data['dragent.yaml']);
const agent = manifests();

test('it has the capabilities of the unprivileged mode', () => {
  const { allowPrivilegeEscalation, ...locked } = LOCKED_DOWN;

  expect(allowPrivilegeEscalation).toBe(false);
  expect(agent.container.securityContext).toEqual({
    ...locked,
    capabilities: {
      add: ['DAC_READ_SEARCH', 'KILL', 'SETGID', 'SETUID', 'SYS_ADMIN', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_RESOURCE'],
      drop: ['ALL'],
    },
    appArmorProfile: { type: 'Unconfined' },
    seccompProfile: { type: 'Unconfined' },
    readOnlyRootFilesystem: false,
    runAsUser: 0,
    runAsNonRoot: false,
  });
  expect(agent.pod).toMatchObject({ hostNetwork: true, hostPID: true });
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('it runs on the architectures it is built for, and answers on the loopback address of its node', () => {
  expect(JSON.stringify(agent.pod.affinity)).toContain('["amd64","arm64","ppc64le","s390x"]');
  expect(agent.container.readinessProbe).toMatchObject({
    httpGet: { host: '127.0.0.1', path: '/healthz', port: 24483 },
    initialDelaySeconds: 90,
  });
  expect(agent.container.ports).toEqual([{ name: 'health', containerPort: 24483, hostPort: 24483 }]);
});

test('every path of the node is read-only', () => {
  expect(agent.hostMounts.filter((mount) => !mount.includes(' ro Directory'))).toEqual([]);
  expect(agent.hostMounts).toContain('/proc /host/proc ro Directory');
});

test('the region says the collector, and the access key stands in its Secret only', () => {
  expect(configOf(agent)).toMatchObject({ collector: 'ingest-eu1.app.sysdig.com', collector_port: 6443, ssl: true });
  expect(agent.pod.volumes).toContainEqual({
    name: 'access-key',
    secret: { secretName: 'sysdig', items: [{ key: 'agent', path: 'access-key' }] },
  });
  expect(agent.container.volumeMounts).toContainEqual({
    name: 'access-key',
    mountPath: '/opt/draios/etc/kubernetes/secrets',
    readOnly: true,
  });
});

test('it watches rather than measures, unless it is asked to do both', () => {
  const both = configOf(manifests({ region: SysdigRegion.EU1, monitoring: true }));

  expect(configOf(agent)).toMatchObject({ security: { enabled: true }, feature: { mode: 'secure_light' } });
  expect(both.security).toEqual({ enabled: true });
  expect(both).not.toHaveProperty('feature');
});

test('it learns from files and variables which pod of which namespace it is, and on which node', () => {
  expect(agent.pod.volumes).toContainEqual({
    name: 'podinfo',
    downwardAPI: {
      items: [
        { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
        { path: 'name', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
      ],
    },
  });
  expect(agent.container.volumeMounts).toContainEqual({ name: 'podinfo', mountPath: '/etc/podinfo', readOnly: true });
  expect(agent.container.env.map(({ name }: any) => name)).toEqual(
    expect.arrayContaining(['K8S_NODE', 'K8S_NODE_NAME', 'KUBE_POD_NAME']),
  );
});

test('its eBPF programs find the tracepoints of the node, and a kernel module needs none', () => {
  const debug = '/sys/kernel/debug /sys/kernel/debug ro Directory HostToContainer';

  expect(agent.hostMounts).toContain(debug);
  expect(manifests({ region: SysdigRegion.US1, driver: SysdigDriver.KERNEL_MODULE }).hostMounts).not.toContain(debug);
});

test.each([
  [SysdigRegion.US1, 'collector.sysdigcloud.com', 'secure.sysdig.com'],
  [SysdigRegion.EU1, 'ingest-eu1.app.sysdig.com', 'eu1.app.sysdig.com'],
  [SysdigRegion.EU2, 'ingest.eu2.sysdig.com', 'app.eu2.sysdig.com'],
  [SysdigRegion.JP1, 'ingest.jp1.sysdig.com', 'app.jp1.sysdig.com'],
])('agents of %s send to %s and ask %s', (region, collector, api) => {
  expect(configOf(manifests({ region }))).toMatchObject({ collector, sysdig_api_endpoint: api });
});

test('a collector on the premises, names and tags are told', () => {
  const own = manifests({
    collector: 'sysdig.example.com',
    clusterName: 'blue',
    tags: { team: 'platform', stage: 'test' },
    settings: { sysdig_capture_enabled: false },
  });

  expect(configOf(own)).toMatchObject({
    collector: 'sysdig.example.com',
    k8s_cluster_name: 'blue',
    tags: 'team:platform,stage:test',
    sysdig_capture_enabled: false,
  });
});

test('it may not read ConfigMaps, nor run commands through the proxy of nodes', () => {
  const { rules } = agent.one('ClusterRole');
  const resources = rules.flatMap((rule: any) => rule.resources);

  expect(rules.flatMap(({ verbs }: any) => verbs).sort()).toEqual(rules.flatMap(() => ['get', 'list', 'watch']).sort());
  for (const withheld of ['configmaps', 'secrets', 'nodes/proxy']) expect(resources).not.toContain(withheld);
  expect(agent.one('Role').rules).toMatchObject([
    { resources: ['leases'], verbs: ['get', 'list', 'watch', 'create', 'update', 'delete'] },
  ]);
});

test('the kernel module takes privileged containers', () => {
  const module = manifests({ region: SysdigRegion.US1, driver: SysdigDriver.KERNEL_MODULE });
  const [loader] = module.pod.initContainers;

  expect(module.container.securityContext.privileged).toBe(true);
  expect(loader.securityContext.privileged).toBe(true);
  expect(hostMountsOf(loader, module.pod)).toContain('/lib/modules /host/lib/modules ro Directory');
});

test('everything wrong is told at once', () => {
  const accessKey = { secret: kplus.Secret.fromSecretName(scope(), 'key', 'sysdig'), key: 'agent' };
  const options = { accessKey, collectorPort: -1, tags: { a: 'b,c' }, settings: { collector: 'x' } };
  expect(() => SecuritySensor.sysdig(options)).toThrow(
    [
      'SecuritySensor.sysdig: give either region, of your account, or collector, on your premises',
      'SecuritySensor.sysdig: collectorPort is -1: a port is a whole number from 1 to 65535',
      'SecuritySensor.sysdig: tags: "b,c" is empty, or has a space, ":" or "," in it',
      'SecuritySensor.sysdig: settings: collector is set already; use an option such as collector, clusterName or tags',
    ].join('\n'),
  );
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
