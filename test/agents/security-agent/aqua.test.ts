import * as kplus from 'cdk8s-plus-28';
import { PriorityClass } from '../../../src/agents/priority-class';
import { SecurityAgent } from '../../../src/agents/security-agent';
import { AquaOptions } from '../../../src/agents/security-agent/aqua-options';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, scope, synthesize } from '../role-fixture';

function manifests(options: Partial<AquaOptions> = {}): Manifests {
  return synthesize((chart) => {
    const token = { secret: kplus.Secret.fromSecretName(chart, 'token', 'aqua'), key: 'token' };
    const tls = options.tls && kplus.Secret.fromSecretName(chart, 'tls', 'aqua-tls');
    new SecurityAgent(chart, 'aqua', {
      sensor: SecuritySensor.aqua({ version: '2022.4.720', token, ...options, tls }),
      priorityClass: PriorityClass.define(chart, 'security', 1_000_000),
    });
  });
}

const agent = manifests();

test('it is not privileged: the capabilities of upstream, with those of the runtime by name, and no AppArmor profile', () => {
  const { capabilities, appArmorProfile, privileged } = agent.container.securityContext;

  expect(privileged).toBeUndefined();
  expect(capabilities.drop).toEqual(['ALL']);
  expect([...capabilities.add].sort()).toEqual(
    // @see https://github.com/aquasecurity/aqua-helm/blob/master/enforcer/values.yaml
    [
      'AUDIT_CONTROL',
      'AUDIT_WRITE',
      'CHOWN',
      'DAC_OVERRIDE',
      'FOWNER',
      'FSETID',
      'IPC_LOCK',
      'KILL',
      'MKNOD',
      'NET_ADMIN',
      'NET_BIND_SERVICE',
      'NET_RAW',
      'SETFCAP',
      'SETGID',
      'SETPCAP',
      'SETUID',
      'SYSLOG',
      'SYS_ADMIN',
      'SYS_CHROOT',
      'SYS_MODULE',
      'SYS_PTRACE',
      'SYS_RESOURCE',
    ],
  );
  expect(appArmorProfile).toEqual({ type: 'Unconfined' });
  expect(agent.pod).toMatchObject({ hostPID: true, priorityClassName: 'security' });
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('its state has typed paths of its own', () => {
  expect(agent.hostMounts.filter((mount) => mount.startsWith('/var/lib'))).toEqual([
    '/var/lib/aquasec /host/opt/aquasec ro DirectoryOrCreate',
    '/var/lib/aquasec/tmp /opt/aquasec/tmp rw DirectoryOrCreate',
    '/var/lib/aquasec/audit /opt/aquasec/audit rw DirectoryOrCreate',
    '/var/lib/aquasec/data /data rw DirectoryOrCreate',
  ]);
  expect(manifests({ containersStorage: true }).hostMounts).toContain(
    '/var/lib/containers /var/lib/containers rw Directory HostToContainer',
  );
});

test('the token stands in its Secret only, and the gateway in its environment', () => {
  expect(agent.container.env).toContainEqual({
    name: 'AQUA_TOKEN',
    valueFrom: { secretKeyRef: { name: 'aqua', key: 'token' } },
  });
  expect(agent.container.env).toContainEqual({ name: 'AQUA_SERVER', value: 'aqua-gateway-svc:8443' });
  expect(agent.container.image).toBe('registry.aquasec.com/enforcer:2022.4.720');
});

test.each([
  [undefined, 'auto'],
  ['0c9f2f2e-5d1b-4c57-8a04-1fbb0d6f6a39', '0c9f2f2e-5d1b-4c57-8a04-1fbb0d6f6a39'],
])('the console knows its cluster by %s', (clusterId, value) => {
  expect(manifests({ clusterId }).container.env).toContainEqual({ name: 'AQUA_K8S_CLUSTER_ID', value });
});

test('with certificates the gateway is verified', () => {
  const verifying = manifests({ tls: kplus.Secret.fromSecretName(scope(), 'tls', 'aqua-tls') });

  expect(verifying.container.env).toContainEqual({ name: 'AQUA_TLS_VERIFY', value: 'true' });
  expect(verifying.pod.volumes).toContainEqual({ name: 'certificates', secret: { secretName: 'aqua-tls' } });
});

test('it reads what upstream reads of workloads, and RBAC by name, never everything of it', () => {
  const resources = agent.one('ClusterRole').rules.flatMap((rule: any) => rule.resources);

  expect(resources).toEqual(
    expect.arrayContaining(['pods', 'persistentvolumes', 'ingresses', 'networkpolicies', 'customresourcedefinitions']),
  );
  expect(resources).not.toContain('*');
});

test('it is probed where it tells of its health', () => {
  expect(agent.container.livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 8096 });
  expect(agent.container.readinessProbe.httpGet).toMatchObject({ path: '/readinessz', port: 8096 });
});

test('everything wrong is told at once', () => {
  const token = { secret: kplus.Secret.fromSecretName(scope(), 'token', 'aqua'), key: 'token' };
  expect(() =>
    SecuritySensor.aqua({ token, version: 'latest', gatewayHost: 'https://gateway', gatewayPort: 0, clusterId: 'a b' }),
  ).toThrow(
    [
      'SecuritySensor.aqua: version is "latest": write that of your console, such as 2022.4.720',
      'SecuritySensor.aqua: gatewayHost is "https://gateway": write a host name or an IP address alone, such as logs.example.com',
      'SecuritySensor.aqua: gatewayPort is 0: a port is a whole number from 1 to 65535',
      'SecuritySensor.aqua: clusterId is "a b": write letters, digits and any of . _ -',
    ].join('\n'),
  );
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
