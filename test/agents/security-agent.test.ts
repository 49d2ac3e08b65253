import * as kplus from 'cdk8s-plus-28';
import { scope, unchecked } from './role-fixture';
import { SecuritySensor } from '../../src/agents/security-agent/security-sensor';
import { SysdigRegion } from '../../src/agents/security-agent/sysdig-options';

const KEY = { secret: kplus.Secret.fromSecretName(scope(), 'secret', 'security'), key: 'key' };

test.each<[string, () => unknown, string]>([
  [
    'a driver of Falco that is none',
    () => SecuritySensor.falco({ driver: unchecked('modern-ebpf') }),
    'driver: "modern-ebpf" is unknown; did you mean modern_ebpf?',
  ],
  [
    'a priority that is none',
    () => SecuritySensor.falco({ minimumPriority: unchecked('warn') }),
    'minimumPriority: "warn" is unknown',
  ],
  ['no runtime', () => SecuritySensor.falco({ runtimes: [] }), 'runtimes is empty'],
  ['a socket of no runtime', () => SecuritySensor.falco({ runtimes: [unchecked('/x')] }), 'runtimes: "/x" is unknown'],
  [
    'a password in an address',
    () => SecuritySensor.falco({ http: { url: 'https://a:b@falco.example.com' } }),
    'http.url holds a user name or password',
  ],
  [
    'an address with a password given inline',
    () => SecuritySensor.falco({ http: { secretUrl: unchecked('https://a:b@falco.example.com') } }),
    'http.secretUrl is no value of a Secret',
  ],
  [
    'a region that is none',
    () => SecuritySensor.sysdig({ accessKey: KEY, region: unchecked('eu9') }),
    'region: "eu9" is unknown',
  ],
  [
    'a driver of Sysdig that is none',
    () => SecuritySensor.sysdig({ accessKey: KEY, collector: 'c.example.com', driver: unchecked('kmodd') }),
    'driver: "kmodd" is unknown; did you mean kmod?',
  ],
  [
    'a port beside a region',
    () => SecuritySensor.sysdig({ accessKey: KEY, region: SysdigRegion.EU1, collectorPort: 443 }),
    'collectorPort is of a collector on your premises',
  ],
  [
    'a cluster with a space',
    () => SecuritySensor.sysdig({ accessKey: KEY, region: SysdigRegion.EU1, clusterName: 'a b' }),
    'clusterName is "a b"',
  ],
  [
    'an access key given inline',
    () => SecuritySensor.sysdig({ accessKey: unchecked('s3cr3t'), region: SysdigRegion.EU1 }),
    'accessKey is no value of a Secret',
  ],
  [
    'an access key among the settings',
    () => SecuritySensor.sysdig({ accessKey: KEY, region: SysdigRegion.EU1, settings: { customerid: 's3cr3t' } }),
    'settings: customerid is a secret; use accessKey',
  ],
  [
    'a password of Wazuh given inline',
    () => SecuritySensor.wazuh({ manager: 'wazuh.example.com', registrationPassword: unchecked('s3cr3t') }),
    'registrationPassword is no value of a Secret',
  ],
  [
    'a group twice',
    () => SecuritySensor.wazuh({ manager: 'wazuh.example.com', groups: ['a', 'a'] }),
    'groups has "a" more than once',
  ],
  ['no group', () => SecuritySensor.wazuh({ manager: 'wazuh.example.com', groups: [] }), 'groups is empty'],
  [
    'a state that is watched',
    () => SecuritySensor.wazuh({ manager: 'wazuh.example.com', stateDirectory: '/etc/wazuh' }),
    'stateDirectory /etc/wazuh is in what is watched',
  ],
  [
    'a token of Aqua given inline',
    () => SecuritySensor.aqua({ version: '2022.4.720', token: unchecked('s3cr3t') }),
    'token is no value of a Secret',
  ],
  [
    'certificates of Aqua given inline',
    () => SecuritySensor.aqua({ version: '2022.4.720', token: KEY, tls: unchecked('-----BEGIN') }),
    'tls is no Secret',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
