import { Duration } from 'cdk8s';
import type { Chart } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { Manifests, synthesize } from './role-fixture';
import {
  CleanUp,
  Cni,
  CniAgent,
  Collector,
  CsiDriver,
  CsiNodeDriver,
  Device,
  DevicePlugin,
  ImagePrePuller,
  LogCollector,
  LogOutput,
  Metrics,
  MetricsAgent,
  NodeAgentDaemonSet,
  NodeAgentProps,
  NodeBackup,
  NodeCleaner,
  NodeDebugger,
  NodeExporter,
  NodeFeatureDiscovery,
  NodeInitializer,
  NodeLocalDns,
  NodeProblemDetector,
  NodeProxy,
  Proxy,
  Reach,
  RebootManager,
  RuntimeInstaller,
  SandboxRuntime,
  SecurityAgent,
  SecuritySensor,
  WindowsExporter,
} from '../../src';
import * as library from '../../src';

type Compose = (chart: Chart, props: NodeAgentProps) => object;

const collector = Collector.openTelemetry({ output: LogOutput.stdout(), otlpReceiver: true });
const datadog = (chart: Chart) =>
  Metrics.datadog({ apiKey: { secret: Secret.fromSecretName(chart, 'key', 'datadog'), key: 'api-key' } });

/** Every role, by a product that serves something where the role has one, and the ports that others reach it by. */
const ROLES: [string, number[], Compose][] = [
  [
    'NodeAgentDaemonSet',
    [8080],
    (chart, { reach }) =>
      new NodeAgentDaemonSet(chart, 'agent', {
        containers: [{ image: 'registry.example.com/agent:1', ports: [{ name: 'http', number: 8080 }] }],
        reach,
      }),
  ],
  ['CniAgent', [], (chart, props) => new CniAgent(chart, 'agent', { cni: Cni.multus(), ...props })],
  ['CsiNodeDriver', [], (chart, props) => new CsiNodeDriver(chart, 'agent', { driver: CsiDriver.ebs(), ...props })],
  ['DevicePlugin', [], (chart, props) => new DevicePlugin(chart, 'agent', { device: Device.nvidia(), ...props })],
  ['ImagePrePuller', [], (chart, props) => new ImagePrePuller(chart, 'agent', { images: ['web:1'], ...props })],
  ['LogCollector', [8888, 4317, 4318], (chart, props) => new LogCollector(chart, 'agent', { collector, ...props })],
  ['MetricsAgent', [8125], (chart, props) => new MetricsAgent(chart, 'agent', { agent: datadog(chart), ...props })],
  [
    'NodeBackup',
    [],
    (chart, props) =>
      new NodeBackup(chart, 'agent', {
        toolImage: 'registry.example.com/restic:1',
        command: ['restic', 'backup', '/host/var/lib/data'],
        directories: ['/var/lib/data'],
        ...props,
      }),
  ],
  [
    'NodeCleaner',
    [],
    (chart, props) =>
      new NodeCleaner(chart, 'agent', {
        cleanUps: [CleanUp.files('/var/log/audit', { olderThan: Duration.days(14) })],
        ...props,
      }),
  ],
  ['NodeDebugger', [], (chart, props) => new NodeDebugger(chart, 'agent', props)],
  ['NodeExporter', [9100], (chart, props) => new NodeExporter(chart, 'agent', props)],
  ['NodeFeatureDiscovery', [8080], (chart, props) => new NodeFeatureDiscovery(chart, 'agent', props)],
  [
    'NodeInitializer',
    [],
    (chart, props) => new NodeInitializer(chart, 'agent', { script: 'true', reason: 'a test', ...props }),
  ],
  [
    'NodeLocalDns',
    [9253],
    (chart, props) =>
      new NodeLocalDns(chart, 'agent', {
        clusterDnsIp: '10.96.0.10',
        metadata: { namespace: 'kube-system' },
        ...props,
      }),
  ],
  ['NodeProblemDetector', [20257], (chart, props) => new NodeProblemDetector(chart, 'agent', props)],
  [
    'NodeProxy',
    [8080],
    (chart, props) => new NodeProxy(chart, 'agent', { proxy: Proxy.envoy({ config: 'admin: {}' }), ...props }),
  ],
  ['RebootManager', [8080], (chart, props) => new RebootManager(chart, 'agent', props)],
  [
    'RuntimeInstaller',
    [],
    (chart, props) => new RuntimeInstaller(chart, 'agent', { runtime: SandboxRuntime.kata(), ...props }),
  ],
  [
    'SecurityAgent',
    [8765],
    (chart, props) => new SecurityAgent(chart, 'agent', { sensor: SecuritySensor.falco(), ...props }),
  ],
  ['WindowsExporter', [9182], (chart, props) => new WindowsExporter(chart, 'agent', props)],
];

const made = (compose: Compose, reach: Reach): Manifests =>
  synthesize((chart) => compose(chart, { reach }), 'kube-system');

/** Its Service, if it has one: NodeLocalDns makes another, by which it asks the DNS of the cluster. */
const serviceOf = ({ all }: Manifests) =>
  all.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'agent');
const hostPortsOf = ({ pod }: Manifests): number[] =>
  pod.containers.flatMap(({ ports = [] }: any) => ports.flatMap(({ hostPort }: any) => hostPort ?? []));

describe.each(ROLES)('%s', (_, ports, compose) => {
  test('that only pushes has no Service', () => {
    expect(serviceOf(made(compose, Reach.push()))).toBeUndefined();
  });

  test('is reached by the address of its node at every port it serves', () => {
    const agent = made(compose, Reach.nodeIp());
    expect(hostPortsOf(agent)).toEqual(expect.arrayContaining(ports));
    expect(serviceOf(agent)).toBeUndefined();
  });

  test.each([
    ['by DNS', Reach.dns(), { clusterIP: 'None' }],
    ['on the same node', Reach.localService(), { internalTrafficPolicy: 'Local' }],
  ])('is reached %s by a Service of those ports, if it serves any', (_how, reach, spec) => {
    const service = serviceOf(made(compose, reach));
    expect(service?.spec.ports.map(({ port }: any) => port) ?? []).toEqual(ports);
    expect(service?.spec ?? spec).toMatchObject(spec);
  });
});

test('every role is among them', () => {
  // A class that makes an agent has it as a property.
  const roles = Object.entries(library).filter(([, member]) => /this\.daemonSet = /.test(String(member)));
  expect(ROLES.map(([name]) => name).filter((name) => name !== 'NodeAgentDaemonSet')).toEqual(
    roles.map(([name]) => name).sort(),
  );
});
