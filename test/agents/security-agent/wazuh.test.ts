import * as kplus from 'cdk8s-plus-28';
import { SecurityAgent } from '../../../src/agents/security-agent';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { WazuhOptions } from '../../../src/agents/security-agent/wazuh-options';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, Manifests, synthesize } from '../role-fixture';

function manifests(options: Partial<WazuhOptions> = {}): Manifests {
  return synthesize((chart) => {
    const registrationPassword = { secret: kplus.Secret.fromSecretName(chart, 'authd', 'wazuh'), key: 'authd.pass' };
    const sensor = SecuritySensor.wazuh({ manager: 'wazuh.example.com', registrationPassword, ...options });
    new SecurityAgent(chart, 'wazuh', { sensor });
  });
}

const agent = manifests();
const conf = ({ all }: Manifests): string => all.find(({ kind }) => kind === 'ConfigMap').data['ossec.conf'];

test('it is neither privileged nor in a namespace of the node', () => {
  expect(agent.container.securityContext.capabilities).toEqual({
    add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID', 'SYS_CHROOT'],
    drop: ['ALL'],
  });
  expect(agent.pod).not.toMatchObject({ hostNetwork: true });
  expect(agent.pod.hostPID).toBeUndefined();
  expect(agent.pod.automountServiceAccountToken).toBe(false);
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('what it was enrolled as stays on the node, prepared before it starts', () => {
  const [prepare] = agent.pod.initContainers;

  expect(agent.hostMounts.filter((mount) => mount.includes(' rw '))).toEqual([
    '/var/lib/cdk8s-node-agents/wazuh/etc /var/ossec/etc rw DirectoryOrCreate',
    '/var/lib/cdk8s-node-agents/wazuh/queue /var/ossec/queue rw DirectoryOrCreate',
  ]);
  expect(hostMountsOf(prepare, agent.pod)).toEqual(['/var/lib/cdk8s-node-agents/wazuh /state rw DirectoryOrCreate']);
  expect(prepare.image).toBe(agent.container.image);
  expect(prepare.command[2]).toContain('! -name client.keys');
});

test('it is called like its node, and the password stands in its Secret only', () => {
  expect(agent.container.env).toContainEqual({
    name: 'WAZUH_AGENT_NAME',
    valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } },
  });
  expect(agent.container.env).toContainEqual({
    name: 'WAZUH_REGISTRATION_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'wazuh', key: 'authd.pass' } },
  });
});

test('files and logs of the node are watched below the place they are mounted at', () => {
  const own = manifests({ watchedDirectories: ['/etc', '/opt/app'], logs: ['/var/log/audit/audit.log'] });

  expect(own.hostMounts).toEqual(
    expect.arrayContaining([
      '/etc /host/etc ro Directory',
      '/opt/app /host/opt/app ro Directory',
      '/var/log /host/var/log ro Directory',
    ]),
  );
  expect(conf(own).match(/<(directories|location)>[^<]*/g)).toEqual([
    '<directories>/host/etc',
    '<directories>/host/opt/app',
    '<location>/host/var/log/audit/audit.log',
  ]);
  expect(own.checksum).not.toBe(agent.checksum);
});

test('manager, enrollment and groups are told', () => {
  const own = conf(
    manifests({ registrationServer: '10.0.0.9', registrationPort: 2515, managerPort: 2514, groups: ['k8s', 'linux'] }),
  );

  expect(own).toMatch(/<address>wazuh\.example\.com<\/address>\s*<port>2514</);
  expect(own).toMatch(/<manager_address>10\.0\.0\.9<\/manager_address>\s*<port>2515</);
  expect(own).toContain('<groups>k8s,linux</groups>');
});

test('it is ready once the manager has taken it', () => {
  expect(agent.container.readinessProbe.exec.command).toEqual([
    'grep',
    '-q',
    "^status='connected'",
    '/var/ossec/var/run/wazuh-agentd.state',
  ]);
  expect(agent.container.livenessProbe.exec.command).toEqual(['/var/ossec/bin/wazuh-control', 'status']);
});

test('everything wrong is told at once, and nothing becomes markup', () => {
  const options = { manager: '<b>', managerPort: 0, groups: ['a&b'], watchedDirectories: ['etc'], logs: ['/etc/x'] };
  expect(() => SecuritySensor.wazuh(options)).toThrow(
    [
      'SecuritySensor.wazuh: manager is "<b>": write a host name or an IP address alone, such as logs.example.com',
      'SecuritySensor.wazuh: managerPort is 0: a port is a whole number from 1 to 65535',
      'SecuritySensor.wazuh: groups: "a&b" is no name of a group',
      'SecuritySensor.wazuh: watchedDirectories is "etc": write an absolute path such as /var/lib/logs, without .. and without a trailing /',
      'SecuritySensor.wazuh: logs: "/etc/x" is not below /var/log',
    ].join('\n'),
  );
  expect(() => SecuritySensor.wazuh({ manager: 'wazuh', logs: [], watchedDirectories: [] })).toThrow(
    'nothing would be watched',
  );
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
