import { readFileSync } from 'node:fs';
import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { scope, unchecked } from './role-fixture';
import { OPTION_NAMES_FILE, optionNames } from '../../projenrc/option-names';
import * as library from '../../src';

const {
  Cni,
  CleanUp,
  Collector,
  CsiDriver,
  Device,
  FlannelBackend,
  HostMount,
  LogOutput,
  Metrics,
  PriorityClass,
  Proxy,
  SandboxRuntime,
  SecuritySensor,
  TelegrafOutput,
  TolerationSet,
  UpdateStrategy,
} = library;

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'secret');
const value = { secret, key: 'key' };
const output = LogOutput.stdout();
const URL = 'https://example.com';
const INFLUX = { url: URL, organization: 'a', bucket: 'b', token: value };

/** What a compiler would have told, in JavaScript: a typo in each kind of options. */
test.each<[options: string, make: (options: any) => unknown, needed: object, typo: string, meant: string]>([
  ['Cni.flannel', Cni.flannel, { podCidr: '10.0.0.0/8' }, 'interface', 'interfaces'],
  ['Cni.calico', Cni.calico, { ipv4PoolCidr: '10.0.0.0/8' }, 'backnd', 'backend'],
  ['Cni.cilium', Cni.cilium, {}, 'routingmode', 'routingMode'],
  ['Cni.multus', Cni.multus, {}, 'masterCNI', 'masterCni'],
  ['Cni.weave', Cni.weave, {}, 'ipAllocRange', 'ipallocRange'],
  ['FlannelBackend.vxlan', FlannelBackend.vxlan, {}, 'vnid', 'vni'],
  ['FlannelBackend.wireguard', FlannelBackend.wireguard, {}, 'MTU', 'mtu'],
  ['Collector of fluent-bit', Collector.fluentBit, { output }, 'flushInterva', 'flushInterval'],
  ['Collector of fluentd', Collector.fluentd, { output }, 'metric', 'metrics'],
  ['Collector of vector', Collector.vector, { output }, 'statedirectory', 'stateDirectory'],
  ['Collector of open-telemetry', Collector.openTelemetry, { output }, 'otlpReciever', 'otlpReceiver'],
  ['Collector of filebeat', Collector.filebeat, { output }, 'formats', 'format'],
  ['Collector of alloy', Collector.alloy, { output }, 'kubernetesmetadata', 'kubernetesMetadata'],
  ['Collector of logstash', Collector.logstash, { output }, 'stateDirectoy', 'stateDirectory'],
  ['LogOutput.elasticsearch', LogOutput.elasticsearch, { host: 'a' }, 'indexprefix', 'indexPrefix'],
  ['LogOutput.opensearch', LogOutput.opensearch, { host: 'a' }, 'credential', 'credentials'],
  ['LogOutput.kafka', LogOutput.kafka, { brokers: ['a:1'], topic: 'a' }, 'broker', 'brokers'],
  ['LogOutput.loki', LogOutput.loki, { url: URL }, 'tenant', 'tenantId'],
  ['LogOutput.otlp', LogOutput.otlp, { url: URL }, 'header', 'headers'],
  ['LogOutput.beats', LogOutput.beats, { host: 'a' }, 'prot', 'port'],
  ['LogOutput.forward', LogOutput.forward, { host: 'a' }, 'sharedkey', 'sharedKey'],
  ['LogOutput.http', LogOutput.http, { url: URL }, 'bearertoken', 'bearerToken'],
  ['Metrics.telegraf', Metrics.telegraf, {}, 'output', 'outputs'],
  ['Metrics.cadvisor', Metrics.cadvisor, {}, 'metric', 'metrics'],
  ['Metrics.collectd', Metrics.collectd, { image: 'collectd:1' }, 'plugin', 'plugins'],
  ['Metrics.datadog', Metrics.datadog, { apiKey: value }, 'dogstatsd', 'dogStatsD'],
  ['Metrics.dcgmExporter', Metrics.dcgmExporter, {}, 'counter', 'counters'],
  ['TelegrafOutput.prometheus', TelegrafOutput.prometheus, {}, 'ports', 'port'],
  ['TelegrafOutput.influxDb', TelegrafOutput.influxDb, INFLUX, 'organisation', 'organization'],
  ['Proxy.kubeProxy', Proxy.kubeProxy, { apiServer: URL }, 'clusterCidr', 'clusterCidrs'],
  ['Proxy.envoy', Proxy.envoy, { config: 'admin: {}' }, 'httpport', 'httpPort'],
  ['Proxy.istioCni', Proxy.istioCni, {}, 'ambiant', 'ambient'],
  ['Proxy.ztunnel', Proxy.ztunnel, {}, 'loglevel', 'logLevel'],
  ['SecuritySensor.falco', SecuritySensor.falco, {}, 'drivr', 'driver'],
  ['SecuritySensor.tetragon', SecuritySensor.tetragon, {}, 'policie', 'policies'],
  ['SecuritySensor.sysdig', SecuritySensor.sysdig, { accessKey: value, collector: 'a' }, 'tag', 'tags'],
  ['SecuritySensor.wazuh', SecuritySensor.wazuh, { manager: 'a' }, 'group', 'groups'],
  ['SecuritySensor.aqua', SecuritySensor.aqua, { version: '2022.4', token: value }, 'gatewayhost', 'gatewayHost'],
  [
    'CsiDriver',
    (options) => CsiDriver.of('a.example.com', options),
    { image: 'a:1' },
    'atachRequired',
    'attachRequired',
  ],
  ['CsiDriver.ebs', CsiDriver.ebs, {}, 'kubletDirectory', 'kubeletDirectory'],
  ['CsiDriver.nfs', CsiDriver.nfs, {}, 'registrarimage', 'registrarImage'],
  ['Device', (options) => Device.of('example.com/a', options), { image: 'a:1' }, 'perNodes', 'perNode'],
  ['Device.nvidia', Device.nvidia, {}, 'partition', 'partitions'],
  ['SandboxRuntime.kata', SandboxRuntime.kata, {}, 'hypervisor', 'hypervisors'],
  ['SandboxRuntime.gvisor', SandboxRuntime.gvisor, { installerImage: 'a:1' }, 'flag', 'flags'],
  ['CleanUp.files', (options) => CleanUp.files('/srv/a', options), { olderThan: Duration.days(1) }, 'nam', 'name'],
  ['HostMount.path', (options) => HostMount.path('/srv', options), {}, 'readonly', 'readOnly'],
  ['TolerationSet.taint', (options) => TolerationSet.taint('a', options), {}, 'effct', 'effect'],
  ['UpdateStrategy.rolling', UpdateStrategy.rolling, {}, 'maxunavailable', 'maxUnavailable'],
  ['UpdateStrategy.surge', UpdateStrategy.surge, {}, 'maxSurges', 'maxSurge'],
  ['PriorityClass.define', (options) => PriorityClass.define(scope(), 'a', 1, options), {}, 'names', 'name'],
])('%s knows its options', (subject, make, needed, typo, meant) => {
  expect(() => make(needed)).not.toThrow();
  expect(() => make({ ...needed, [typo]: 'a' })).toThrow(`${subject}: "${typo}" is no option; did you mean ${meant}?`);
  expect(() => make({ ...needed, __proto__: null, qqq: 1 })).toThrow(`${subject}: "qqq" is no option; there are `);
  expect(() => make({ ...needed, [typo]: undefined })).not.toThrow();
});

const ROLES: [string, object][] = [
  ['CniAgent', { cni: Cni.cilium() }],
  ['CsiNodeDriver', { driver: CsiDriver.ebs() }],
  ['DevicePlugin', { device: Device.nvidia() }],
  ['ImagePrePuller', { images: ['a:1'] }],
  ['LogCollector', { collector: Collector.fluentBit({ output }) }],
  ['MetricsAgent', { agent: Metrics.telegraf() }],
  ['NodeAgentDaemonSet', {}],
  ['NodeBackup', { toolImage: 'a:1', command: ['a'], directories: ['/srv'] }],
  ['NodeCleaner', { cleanUps: [CleanUp.unusedImages()] }],
  ['NodeDebugger', {}],
  ['NodeExporter', {}],
  ['NodeFeatureDiscovery', {}],
  ['NodeInitializer', { script: 'true', reason: 'a test' }],
  ['NodeLocalDns', { clusterDnsSelector: { app: 'dns' } }],
  ['NodeProblemDetector', {}],
  ['NodeProxy', { proxy: Proxy.ztunnel() }],
  ['RebootManager', {}],
  ['RuntimeInstaller', { runtime: SandboxRuntime.kata() }],
  ['SecurityAgent', { sensor: SecuritySensor.falco() }],
  ['WindowsExporter', {}],
];

const roleOf = (name: string) => Object(library)[name];

test.each(ROLES)('%s knows its properties, its own and those of every role', (name, needed) => {
  const Role = roleOf(name);

  expect(() => new Role(scope(), 'agent', needed)).not.toThrow();
  expect(() => new Role(scope(), 'agent', { ...needed, toleration: TolerationSet.none() })).toThrow(
    `${name}: "toleration" is no option; did you mean tolerations?`,
  );
});

test.each(
  ROLES.filter(([name]) => name !== 'NodeLocalDns').flatMap(([name, needed]) =>
    Object.keys(needed).map((property) => [name, property, needed] as const),
  ),
)('%s says that it misses %s', (name, property, needed) => {
  const Role = roleOf(name);

  expect(() => new Role(scope(), 'agent', { ...needed, [property]: undefined })).toThrow(
    `${name}: ${property} is missing`,
  );
});

test.each<[string, () => unknown, string]>([
  [
    'a product by its name',
    () => new library.LogCollector(scope(), 'logs', { collector: unchecked('fluent-bit') }),
    'LogCollector: collector is "fluent-bit": write what Collector makes',
  ],
  ['options that are none', () => SecuritySensor.falco(unchecked('kmod')), 'SecuritySensor.falco: "kmod" is no object'],
  ['no options where some are needed', () => Cni.multus(unchecked(null)), 'Cni.multus: null is no object with options'],
  [
    'nothing where a collector is told its output',
    () => library.Collector.fluentd(unchecked(undefined)),
    'Collector of fluentd: undefined is no object with options',
  ],
  [
    'nothing where it depends on the options which collector it is',
    () => library.Collector.openTelemetry(unchecked(undefined)),
    'Collector of open-telemetry: undefined is no object with options',
  ],
  [
    'a time without a unit',
    () => Metrics.telegraf({ interval: unchecked(30) }),
    'interval is 30: write a time with its unit, such as Duration.seconds(30)',
  ],
  [
    'a size without a unit',
    () => new library.NodeExporter(scope(), 'exporter', { resources: { memory: { limit: unchecked('512Mi') } } }),
    'NodeExporter: resources is an object: write cpu, memory and ephemeralStorage, each with request and limit',
  ],
  [
    'resources in the words of the API',
    () =>
      new library.LogCollector(scope(), 'logs', {
        collector: Collector.fluentBit({ output }),
        resources: unchecked({ limits: { memory: '512Mi' } }),
      }),
    'memory: { limit: Size.mebibytes(128) } }',
  ],
  [
    'a share of a processor as text',
    () =>
      new library.NodeAgentDaemonSet(scope(), 'a', {
        containers: [{ image: 'a:1', resources: { cpu: { request: unchecked('100m') } } }],
      }),
    'Container "main": resources is an object: write cpu, memory',
  ],
  [
    'a number as text',
    () => new library.NodeExporter(scope(), 'exporter', { port: unchecked('9100') }),
    'NodeExporter: port is "9100": write a number',
  ],
  [
    'one for a list',
    () => new library.ImagePrePuller(scope(), 'pull', { images: unchecked('a:1') }),
    'ImagePrePuller: images is "a:1": write a list, each of it a text',
  ],
  [
    'a set of nodes by its name',
    () => new library.NodeExporter(scope(), 'exporter', { nodes: unchecked('linux') }),
    'NodeExporter: nodes is "linux": write what NodeSet makes',
  ],
  [
    'a strategy in the words of the API',
    () => new library.NodeExporter(scope(), 'exporter', { update: unchecked({ type: 'OnDelete' }) }),
    'NodeExporter: update is an object: write what UpdateStrategy makes',
  ],
  [
    'a path for a mount',
    () => CsiDriver.of('a.example.com', { image: 'a:1', hostMounts: unchecked(['/srv']) }),
    'CsiDriver: hostMounts is ["/srv"]: write a list of what HostMount makes',
  ],
  [
    'nothing where something is',
    () => SecuritySensor.falco({ json: unchecked(null) }),
    'SecuritySensor.falco: json is null: write true or false',
  ],
  [
    'names with others than texts',
    () => Metrics.telegraf({ globalTags: unchecked({ cluster: 1 }) }),
    'globalTags is an object: write an object of names, each with a text',
  ],
  [
    'an option of a part',
    () => SecuritySensor.falco({ http: unchecked({ url: URL, authorization: 'a' }) }),
    'SecuritySensor.falco: http: "authorization" is no option; there are secretUrl, url',
  ],
  [
    'a collector among others',
    () => new library.NodeExporter(scope(), 'exporter', { collectors: unchecked({ enabled: ['wifi'] }) }),
    'NodeExporter: collectors: "enabled" is no option; did you mean enable?',
  ],
  [
    'how a proxy is asked',
    () => new library.NodeExporter(scope(), 'exporter', { kubeRbacProxy: unchecked({ upstreamport: 1 }) }),
    'kubeRbacProxy: "upstreamport" is no option; did you mean upstreamPort?',
  ],
  [
    'how metrics are scraped',
    () => new library.NodeExporter(scope(), 'exporter', { serviceMonitor: unchecked({ label: {} }) }),
    'serviceMonitor: "label" is no option; did you mean labels?',
  ],
  [
    'how the kubelet is asked',
    () => Metrics.telegraf({ kubelet: unchecked({ verify: false }) }),
    'Metrics.telegraf: kubelet: "verify" is no option; there are olderThan133, verifyCertificate',
  ],
  [
    'credentials',
    () => LogOutput.elasticsearch({ host: 'a', credentials: unchecked({ secret, user: 'a' }) }),
    'LogOutput.elasticsearch: credentials: "user" is no option',
  ],
  [
    'a container',
    () => new library.NodeAgentDaemonSet(scope(), 'a', { containers: [unchecked({ image: 'a:1', cmd: ['a'] })] }),
    'Container "main": "cmd" is no option',
  ],
  [
    'a namespace',
    () => new library.NodeAgentNamespace(scope(), 'a', unchecked({ enforced: 'privileged' })),
    'NodeAgentNamespace: "enforced" is no option; did you mean enforce?',
  ],
  [
    'a driver on Windows',
    () => CsiDriver.of('a.example.com', { image: 'a:1', windows: unchecked({ pipe: ['a'] }) }),
    'CsiDriver: windows: "pipe" is no option; did you mean pipes?',
  ],
])('%s is refused in words', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test('every fault is told beside a name that there is not', () => {
  expect(() => Cni.cilium(unchecked({ mtu: 1, mtuu: 2 }))).toThrow(/"mtuu" is no option[^]*mtu is 1/);
});

test('the names are those of the interfaces: npx tsx projenrc/option-names.ts writes them again', () => {
  expect(readFileSync(OPTION_NAMES_FILE, 'utf8')).toBe(optionNames());
});
