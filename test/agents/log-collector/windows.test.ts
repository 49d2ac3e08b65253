import { Size } from 'cdk8s';
import { Capability } from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { LogCollector, LogCollectorProps } from '../../../src/agents/log-collector';
import { Collector } from '../../../src/agents/log-collector/collector';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import { NodeSet } from '../../../src/agents/node-set';
import { Privileges } from '../../../src/agents/privileges';
import { TolerationSet } from '../../../src/agents/toleration-set';
import { WindowsServer } from '../../../src/agents/windows-server';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, synthesize } from '../role-fixture';

const output = LogOutput.elasticsearch({ host: 'logs.example.com' });
const SERVER_2022 = NodeSet.windows(WindowsServer.LTSC_2022);
const PRODUCTS: [string, Collector][] = [
  ['Fluent Bit', Collector.fluentBit({ output })],
  ['OpenTelemetry Collector', Collector.openTelemetry({ output })],
  ['Grafana Alloy', Collector.alloy({ output: LogOutput.loki({ url: 'https://loki.example.com' }) })],
];

function logs(collector: Collector, props: Partial<LogCollectorProps> = {}): Manifests {
  return synthesize((chart) => new LogCollector(chart, 'logs', { collector, nodes: SERVER_2022, ...props }));
}

test.each(PRODUCTS)('%s on Windows nodes is a pod that the API server takes', (_, collector) => {
  const { daemonSet, pod, container, hostMounts } = logs(collector);

  expect(ManifestValidator.validate(daemonSet)).toEqual([]);
  expect(pod).toMatchObject({
    os: { name: 'windows' },
    nodeSelector: { 'kubernetes.io/os': 'windows' },
    tolerations: expect.arrayContaining([
      { key: 'os', operator: 'Equal', value: 'windows', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/os', operator: 'Equal', value: 'windows', effect: 'NoSchedule' },
    ]),
  });
  expect(pod.securityContext).toBeUndefined();
  expect(container.securityContext).toEqual({
    runAsNonRoot: false,
    windowsOptions: { runAsUserName: 'ContainerAdministrator' },
  });
  expect(hostMounts).toEqual([
    'C:\\var\\log C:\\var\\log ro Directory',
    'C:\\var\\lib\\node-agents\\agents\\logs C:\\var\\lib\\node-agents\\agents\\logs rw DirectoryOrCreate',
  ]);
});

test('the configuration of Fluent Bit has the paths of Windows', () => {
  const manifests = logs(Collector.fluentBit({ output }));
  const { service, pipeline } = parse(manifests.one('ConfigMap').data['fluent-bit.yaml']);

  expect(service['storage.path']).toBe('C:\\var\\lib\\node-agents\\agents\\logs\\buffer');
  expect(pipeline.inputs[0]).toMatchObject({
    path: 'C:\\var\\log\\containers\\*.log',
    exclude_path: 'C:\\var\\log\\containers\\logs-*_agents_fluent-bit-*.log',
    db: 'C:\\var\\lib\\node-agents\\agents\\logs\\containers.db',
  });
  expect(manifests.container).toMatchObject({
    image: 'cr.fluentbit.io/fluent/fluent-bit:windows-2022-5.1.1',
    args: ['-c', 'C:\\fluent-bit\\etc\\conf\\fluent-bit.yaml'],
  });
  expect(manifests.container.volumeMounts).toContainEqual({
    name: 'config',
    mountPath: 'C:\\fluent-bit\\etc\\conf',
    readOnly: true,
  });
});

test('that of the OpenTelemetry Collector too, and its limit of memory is not a part of that of the node', () => {
  const manifests = logs(Collector.openTelemetry({ output }));
  const { extensions, receivers, processors } = parse(manifests.one('ConfigMap').data['relay.yaml']);

  expect(extensions.file_storage.directory).toBe('C:\\var\\lib\\node-agents\\agents\\logs');
  expect(receivers.filelog).toMatchObject({
    include: ['C:\\var\\log\\pods\\*\\*\\*.log'],
    exclude: ['C:\\var\\log\\pods\\agents_logs-*\\open-telemetry\\*.log'],
  });
  expect(processors.memory_limiter).toEqual({ check_interval: '1s', limit_mib: 409, spike_limit_mib: 102 });
  expect(manifests.container.resources.limits).toEqual({ memory: '512Mi' });
  expect(manifests.container).toMatchObject({
    image: expect.stringMatching(/opentelemetry-collector-contrib:0\.158\.0-windows-2022-amd64$/),
    args: ['--config=C:\\conf\\relay.yaml'],
  });
});

test.each<[string, Partial<LogCollectorProps>, object]>([
  [
    'another limit',
    { resources: { memory: { request: Size.mebibytes(256), limit: Size.gibibytes(2) } } },
    { limit_mib: 1638, spike_limit_mib: 409 },
  ],
  [
    'no limit',
    { resources: { memory: { request: Size.mebibytes(256) } } },
    { limit_percentage: 80, spike_limit_percentage: 20 },
  ],
  [
    'any limit, on Linux',
    { nodes: NodeSet.linux(), resources: { memory: { limit: Size.gibibytes(2) } } },
    { limit_percentage: 80, spike_limit_percentage: 20 },
  ],
])('the OpenTelemetry Collector keeps to its share of memory with %s', (_, props, share) => {
  const { processors } = parse(logs(Collector.openTelemetry({ output }), props).one('ConfigMap').data['relay.yaml']);

  expect(processors.memory_limiter).toEqual({ check_interval: '1s', ...share });
});

test('Grafana Alloy keeps its state where Windows has it, and needs no directory to write to', () => {
  const manifests = logs(Collector.alloy({ output: LogOutput.stdout() }));

  expect(manifests.container).toMatchObject({
    image: 'docker.io/grafana/alloy:v1.18.1-windowsservercore-ltsc2022',
    args: expect.arrayContaining([
      'C:\\etc\\alloy\\config.alloy',
      '--storage.path=C:\\var\\lib\\node-agents\\agents\\logs',
    ]),
  });
  expect(manifests.pod.volumes.filter(({ emptyDir }: any) => emptyDir)).toEqual([]);
  expect(manifests.one('ConfigMap').data['config.alloy']).toContain('replacement = "C:/var/log/pods/*$1/*.log"');
});

test('a state directory is told as on Linux, so that both systems share a collector', () => {
  const collector = Collector.fluentBit({ output, stateDirectory: '/var/lib/logs', format: LogFormat.DOCKER });

  expect(logs(collector).hostMounts.map((mount) => mount.split(' ')[0])).toEqual([
    'C:\\var\\log',
    'C:\\ProgramData\\docker\\containers',
    'C:\\var\\lib\\logs',
  ]);
  expect(logs(collector, { nodes: NodeSet.linux() }).hostMounts.map((mount) => mount.split(' ')[0])).toEqual([
    '/var/log',
    '/var/lib/docker/containers',
    '/var/lib/logs',
  ]);
});

test.each<[string, NodeSet, string]>([
  ['2022', SERVER_2022, 'windows-2022-5.1.1'],
  ['2025', NodeSet.windows(WindowsServer.LTSC_2025), 'windows-2025-5.1.1'],
])('the image is the one for Windows Server %s', (_, nodes, tag) => {
  expect(logs(Collector.fluentBit({ output }), { nodes }).container.image).toMatch(new RegExp(`:${tag}$`));
});

test('an image of your own is for the nodes you say', () => {
  const image = 'registry.example.com/fluent-bit:windows-1.0.0';

  expect(logs(Collector.fluentBit({ output }), { nodes: NodeSet.windows(), image }).container.image).toBe(image);
});

test('tolerations that are given are all there are', () => {
  const tolerations = TolerationSet.taint('os', { value: 'windows' });

  expect(logs(Collector.fluentBit({ output }), { tolerations }).pod.tolerations).toEqual([
    { key: 'os', operator: 'Equal', value: 'windows' },
  ]);
});

const OF_TWO = NodeSet.windows(WindowsServer.LTSC_2022, WindowsServer.LTSC_2025);

test.each<[string, () => unknown, string]>([
  ...(['fluentd', 'vector', 'filebeat', 'logstash'] as const).map((product): [string, () => unknown, string] => [
    `${product}, which has no build for it`,
    () => logs(Collector[product]({ output })),
    `log-collector: nodes are those of Windows, and ${product} is made for Linux only`,
  ]),
  [
    'a set without a version',
    () => logs(Collector.fluentBit({ output }), { nodes: NodeSet.windows() }),
    'nodes are of no said version of Windows Server, and there is an image for each of LTSC_2022, LTSC_2025; ' +
      'write nodes: NodeSet.windows(WindowsServer.LTSC_2022)',
  ],
  [
    'a set of two versions',
    () => logs(Collector.fluentBit({ output }), { nodes: OF_TWO }),
    'nodes are of 10.0.20348 and 10.0.26100 of Windows Server',
  ],
  [
    'a version without an image',
    () => logs(Collector.openTelemetry({ output }), { nodes: NodeSet.windows(WindowsServer.LTSC_2025) }),
    'Collector of open-telemetry: nodes are of 10.0.26100 of Windows Server',
  ],
  [
    'a version that Grafana Alloy has no image for',
    () => logs(Collector.alloy({ output: LogOutput.stdout() }), { nodes: NodeSet.windows(WindowsServer.LTSC_2025) }),
    'there is an image for each of LTSC_2022',
  ],
  [
    'the network of the node',
    () => logs(Collector.fluentBit({ output }), { hostNetwork: true }),
    'on Windows a pod has the network of its node only if its containers are HostProcess containers',
  ],
])('Windows nodes are refused with %s', (_, build, fault) => {
  expect(build).toThrow(fault);
});

test('privileges of Linux that are asked for do not reach the pod', () => {
  const { container, daemonSet } = logs(Collector.fluentBit({ output }), {
    privileges: Privileges.capabilities(Capability.DAC_READ_SEARCH),
  });

  expect(ManifestValidator.validate(daemonSet)).toEqual([]);
  expect(container.securityContext).toEqual({ runAsNonRoot: false });
});

test.each(PRODUCTS)('%s on Windows as a whole', (_, collector) => {
  expect(logs(collector).all).toMatchSnapshot();
});
