import { join } from 'node:path';
import { Chart, Duration, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import {
  CalicoBackend,
  CleanUp,
  Cni,
  CniAgent,
  Collector,
  CsiDriver,
  CsiNodeDriver,
  Device,
  DevicePlugin,
  FalcoDriver,
  FlannelBackend,
  ImagePrePuller,
  LogCollector,
  LogFormat,
  LogOutput,
  Metrics,
  MetricsAgent,
  NodeAgentDaemonSet,
  NodeBackup,
  NodeCleaner,
  NodeDebugger,
  NodeExporter,
  NodeFeatureDiscovery,
  NodeInitializer,
  NodeInventory,
  NodeLocalDns,
  NodeProblemDetector,
  NodeProxy,
  PlacementPlanner,
  PlanFinding,
  Proxy,
  RebootManager,
  RuntimeInstaller,
  SandboxRuntime,
  SecurityAgent,
  SecuritySensor,
  TelegrafOutput,
  SysdigRegion,
  TextfileCollector,
} from '../../src';
import * as library from '../../src';
import { LINT_RULES } from '../../src/lint/lint-rules';
import { LintRule } from '../../src/lint/rule';
import { node } from '../fixtures';

const elasticsearch = LogOutput.elasticsearch({ host: 'logs.example.com' });
const forward = LogOutput.forward({ host: 'logs.example.com' });
const http = LogOutput.http({ url: 'https://logs.example.com/in' });
const podCidr = '10.244.0.0/16';
const apiServer = 'https://10.0.0.10:6443';

const datadog = (chart: Chart, id: string) => ({
  apiKey: { secret: Secret.fromSecretName(chart, `${id}-key`, 'datadog'), key: 'api-key' },
});

const secretOf = (chart: Chart, id: string) => ({
  secret: Secret.fromSecretName(chart, `${id}-secret`, 'credentials'),
  key: 'token',
});

/** Every role with each of its products: a line each, with nothing said that has a default. */
const AGENTS: Record<string, (chart: Chart, id: string) => object> = {
  NodeAgentDaemonSet: (chart, id) =>
    new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'registry.example/agent:1' }] }),
  NodeExporter: (chart, id) => new NodeExporter(chart, id),
  'NodeExporter with text files': (chart, id) =>
    new NodeExporter(chart, id, { textfile: TextfileCollector.fromHostDirectory('/var/lib/metrics') }),
  'NodeExporter with services behind a proxy': (chart, id) =>
    new NodeExporter(chart, id, { collectors: { enable: ['systemd'] }, kubeRbacProxy: {} }),
  Telegraf: (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.telegraf() }),
  'Telegraf to InfluxDB': (chart, id) =>
    new MetricsAgent(chart, id, {
      agent: Metrics.telegraf({
        outputs: [
          TelegrafOutput.influxDb({
            url: 'https://influxdb.example.com',
            organization: 'platform',
            bucket: 'nodes',
            token: { secret: Secret.fromSecretName(chart, `${id}-token`, 'influxdb'), key: 'token' },
          }),
        ],
      }),
    }),
  cAdvisor: (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.cadvisor() }),
  'DCGM exporter': (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.dcgmExporter() }),
  'Datadog agent': (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.datadog(datadog(chart, id)) }),
  'Datadog agent with everything': (chart, id) =>
    new MetricsAgent(chart, id, {
      agent: Metrics.datadog({ ...datadog(chart, id), logs: true, apm: true, processes: true }),
    }),
  collectd: (chart, id) =>
    new MetricsAgent(chart, id, { agent: Metrics.collectd({ image: 'registry.example/collectd:5.12.0' }) }),
  'Fluent Bit to Elasticsearch': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: elasticsearch }) }),
  'Fluent Bit to forward': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: forward }) }),
  'Fluent Bit to HTTP': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: http }) }),
  'Fluent Bit of Docker': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: http, format: LogFormat.DOCKER }) }),
  'Fluentd to Elasticsearch': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentd({ output: elasticsearch }) }),
  'Fluentd to forward': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentd({ output: forward }) }),
  'Fluentd to HTTP': (chart, id) => new LogCollector(chart, id, { collector: Collector.fluentd({ output: http }) }),
  'Flannel by VXLAN': (chart, id) => new CniAgent(chart, id, { cni: Cni.flannel({ podCidr }) }),
  'Flannel by routes': (chart, id) =>
    new CniAgent(chart, id, { cni: Cni.flannel({ podCidr, backend: FlannelBackend.hostGateway() }) }),
  'Flannel by WireGuard': (chart, id) =>
    new CniAgent(chart, id, { cni: Cni.flannel({ podCidr, backend: FlannelBackend.wireguard() }) }),
  Cilium: (chart, id) => new CniAgent(chart, id, { cni: Cni.cilium() }),
  'Cilium instead of kube-proxy, with all that listens': (chart, id) =>
    new CniAgent(chart, id, {
      cni: Cni.cilium({
        kubeProxyReplacement: true,
        k8sServiceHost: '10.0.0.10',
        prometheus: true,
        hubbleTls: Secret.fromSecretName(chart, `${id}-tls`, 'hubble-server-certs'),
      }),
    }),
  'Calico by BGP': (chart, id) => new CniAgent(chart, id, { cni: Cni.calico({ ipv4PoolCidr: podCidr }) }),
  'Calico by VXLAN': (chart, id) =>
    new CniAgent(chart, id, { cni: Cni.calico({ ipv4PoolCidr: podCidr, backend: CalicoBackend.VXLAN }) }),
  Multus: (chart, id) => new CniAgent(chart, id, { cni: Cni.multus({ metricsPort: 9091 }) }),
  'Weave Net': (chart, id) => new CniAgent(chart, id, { cni: Cni.weave() }),
  'CSI driver of EBS': (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.ebs() }),
  'CSI driver of NFS': (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.nfs() }),
  'another CSI driver': (chart, id) =>
    new CsiNodeDriver(chart, id, { driver: CsiDriver.of('disk.example.com', { image: 'registry.example/disk:1' }) }),
  'NVIDIA device plugin': (chart, id) => new DevicePlugin(chart, id, { device: Device.nvidia() }),
  'another device plugin': (chart, id) =>
    new DevicePlugin(chart, id, { device: Device.of('example.com/fpga', { image: 'registry.example/fpga:1' }) }),
  'kube-proxy': (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.kubeProxy({ apiServer }) }),
  Envoy: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.envoy({ config: 'admin: {}' }) }),
  ztunnel: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.ztunnel() }),
  'Istio CNI': (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.istioCni(), metadata: { name: 'istio-cni-node' } }),
  'Istio CNI of an ambient mesh': (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.istioCni({ ambient: true }), metadata: { name: 'istio-cni-node', namespace: 'ambient' } }),
  ImagePrePuller: (chart, id) => new ImagePrePuller(chart, id, { images: ['registry.example/notebook:1'] }),
  NodeCleaner: (chart, id) =>
    new NodeCleaner(chart, id, {
      cleanUps: [CleanUp.files('/var/log/audit', { olderThan: Duration.days(14) }), CleanUp.unusedImages()],
    }),
  NodeDebugger: (chart, id) => new NodeDebugger(chart, id),
  NodeInitializer: (chart, id) =>
    new NodeInitializer(chart, id, {
      script: 'sysctl -w vm.max_map_count=262144',
      reason: 'a setting of the whole node',
    }),
  NodeLocalDns: (chart, id) => new NodeLocalDns(chart, id, { clusterDnsIp: '10.96.0.10', metadata: { namespace: 'kube-system' } }),
  NodeProblemDetector: (chart, id) => new NodeProblemDetector(chart, id),
  RebootManager: (chart, id) => new RebootManager(chart, id),
  NodeFeatureDiscovery: (chart, id) => new NodeFeatureDiscovery(chart, id),
  NodeBackup: (chart, id) =>
    new NodeBackup(chart, id, {
      toolImage: 'registry.example/restic:1',
      command: ['restic', 'backup', '/host/var/lib/data'],
      directories: ['/var/lib/data'],
    }),
  'Kata Containers': (chart, id) => new RuntimeInstaller(chart, id, { runtime: SandboxRuntime.kata() }),
  gVisor: (chart, id) =>
    new RuntimeInstaller(chart, id, { runtime: SandboxRuntime.gvisor({ installerImage: 'registry.example/runsc:1' }) }),
  Tetragon: (chart, id) => new SecurityAgent(chart, id, { sensor: SecuritySensor.tetragon() }),
  'Sysdig agent': (chart, id) =>
    new SecurityAgent(chart, id, {
      sensor: SecuritySensor.sysdig({ accessKey: secretOf(chart, id), region: SysdigRegion.EU1 }),
    }),
  'Wazuh agent': (chart, id) =>
    new SecurityAgent(chart, id, { sensor: SecuritySensor.wazuh({ manager: 'wazuh.example.com' }) }),
  'Aqua Enforcer': (chart, id) =>
    new SecurityAgent(chart, id, {
      sensor: SecuritySensor.aqua({ version: '2022.4.720', token: secretOf(chart, id) }),
    }),
  Falco: (chart, id) => new SecurityAgent(chart, id, { sensor: SecuritySensor.falco() }),
  'Falco by kernel module': (chart, id) =>
    new SecurityAgent(chart, id, { sensor: SecuritySensor.falco({ driver: FalcoDriver.KERNEL_MODULE }) }),
};

const taint = (key: string, value?: string) => [{ key, value, effect: 'NoSchedule' }];
const labels = { 'kubernetes.io/arch': 'amd64', 'example.com/pool': 'workers' };

/** A fleet of every kind of node. */
const FLEET = NodeInventory.fromManifests([
  ...Array.from({ length: 40 }, (_, i) => node(`worker-${i}`, { labels })),
  ...Array.from({ length: 3 }, (_, i) =>
    node(`cp-${i}`, {
      labels: { ...labels, 'node-role.kubernetes.io/control-plane': '' },
      taints: taint('node-role.kubernetes.io/control-plane'),
    }),
  ),
  node('arm', { labels: { 'kubernetes.io/arch': 'arm64' } }),
  node('karpenter', { labels: { ...labels, 'karpenter.sh/nodepool': 'default' } }),
  node('gpu', {
    labels: { ...labels, 'nvidia.com/gpu.present': 'true' },
    taints: taint('nvidia.com/gpu', 'present'),
    allocatable: { 'nvidia.com/gpu': '4' },
  }),
  node('dedicated', { labels, taints: taint('dedicated', 'infra') }),
  node('cordoned', { labels, taints: taint('node.kubernetes.io/unschedulable'), unschedulable: true }),
  node('fargate', {
    labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
    taints: taint('eks.amazonaws.com/compute-type', 'fargate'),
  }),
  node('burst', { labels: { type: 'virtual-kubelet' }, taints: taint('virtual-kubelet.io/provider', 'azure') }),
  node('windows', {
    labels: { 'kubernetes.io/os': 'windows', 'kubernetes.io/arch': 'amd64' },
    taints: taint('os', 'windows'),
  }),
]);

function findingsOf(...names: string[]): PlanFinding[] {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'agents' });
  names.forEach((name) => AGENTS[name](chart, name.toLowerCase().replaceAll(' ', '-')));
  return PlacementPlanner.plan(FLEET, chart).toJson().findings;
}

const told = ({ severity, rule, daemonSet, message }: PlanFinding) => `${severity} ${rule} ${daemonSet}: ${message}`;
const isGrave = ({ severity }: PlanFinding) => severity !== 'info';

test.each(Object.keys(AGENTS))('%s has no flaw by default, on a fleet of every kind of node', (name) => {
  const findings = findingsOf(name);
  expect(findings.filter(isGrave).map(told)).toEqual([]);
  expect(findings.map(({ rule }) => rule).filter((rule) => !MAY_BE_TOLD.includes(rule))).toEqual([]);
});

/** What is for the owner of an agent to weigh, and so is told of ours too. */
const MAY_BE_TOLD: LintRule['id'][] = ['no-priority-class', 'kept-off-by-taint', 'drain-gap', 'missing-probes'];

test('what may be told are rules', () => {
  expect(MAY_BE_TOLD.filter((id) => !LINT_RULES.some((rule) => rule.id === id))).toEqual([]);
});

test('one of each role get on with each other', () => {
  const roles = [
    'NodeExporter',
    'Telegraf',
    'cAdvisor',
    'DCGM exporter',
    'Datadog agent with everything',
    'collectd',
    'Fluent Bit to HTTP',
    'Flannel by VXLAN',
    'CSI driver of EBS',
    'NVIDIA device plugin',
    'kube-proxy',
  ];
  const others = [
    'ImagePrePuller',
    'NodeCleaner',
    'NodeDebugger',
    'NodeInitializer',
    'NodeProblemDetector',
    'RebootManager',
  ];
  expect(
    findingsOf(...roles, ...others)
      .filter(isGrave)
      .map(told),
  ).toEqual([]);
});

test('every role of the library is among them', () => {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'agents' });
  const composed = Object.entries(AGENTS).map(([, compose], i) => compose(chart, `agent-${i}`).constructor.name);
  // A class that makes an agent has it as a property.
  const roles = Object.entries(library).filter(([, member]) => /this\.daemonSet = /.test(String(member)));
  expect(roles.length).toBeGreaterThan(10);
  expect(roles.map(([name]) => name).filter((name) => !composed.includes(name))).toEqual([]);
});

test('on the fleet of the platform example the exporter is told of the process that holds its port', () => {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'node-agents' });
  new NodeExporter(chart, 'node-exporter');
  const inventory = NodeInventory.fromFile(join(__dirname, '../../examples/platform/fleet.yaml'));
  const { findings } = PlacementPlanner.plan(inventory, chart).toJson();
  expect(findings.filter(isGrave).map(({ rule }) => rule)).toEqual(['pending-for-ever', 'host-port-clash']);
});
