import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Manifests, synthesize, scope, unchecked } from './role-fixture';
import { LogCollector, LogCollectorProps } from '../../src/agents/log-collector';
import { Collector } from '../../src/agents/log-collector/collector';
import { LogOutput } from '../../src/agents/log-collector/log-output';
import { NodeSet } from '../../src/agents/node-set';
import { TolerationSet } from '../../src/agents/toleration-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

const output = LogOutput.elasticsearch({ host: 'logs.example.com' });

function manifests(props: Partial<LogCollectorProps> = {}): Manifests {
  const collector = Collector.fluentBit({ output });
  return synthesize((chart) => new LogCollector(chart, 'logs', { collector, ...props }));
}

const logs = manifests();

test('a collector comes with its configuration, its account, its permissions and a Service', () => {
  expect(logs.all.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
    'ClusterRole agents-logs',
    'ClusterRoleBinding agents-logs',
    'ConfigMap logs-config',
    'DaemonSet logs',
    'Service logs',
    'ServiceAccount logs',
  ]);
});

test('it runs on the control plane and on nodes that are about to go, and stays away from nodes set apart', () => {
  const tolerated = logs.pod.tolerations.map(({ key }: any) => key);

  expect(tolerated).toEqual(
    expect.arrayContaining([
      'node-role.kubernetes.io/control-plane',
      'karpenter.sh/disrupted',
      'ToBeDeletedByClusterAutoscaler',
    ]),
  );
  expect(tolerated).not.toContain(undefined);
  expect(logs.pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
});

test('it evicts nobody, and uses no namespace of the node, unless told to', () => {
  expect(logs.pod.priorityClassName).toBeUndefined();
  expect(logs.pod.hostNetwork).toBeUndefined();
  expect(logs.pod.hostPID).toBeUndefined();
});

test('where it runs and how it is updated can be chosen', () => {
  const chosen = manifests({
    nodes: NodeSet.linux().except(NodeSet.virtual()).withLabel('pool', 'apps'),
    tolerations: TolerationSet.controlPlane().and(TolerationSet.taint('nvidia.com/gpu')),
    update: UpdateStrategy.rolling({ maxUnavailable: '25%' }),
  });

  expect(chosen.pod.tolerations).toEqual([
    { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'nvidia.com/gpu', operator: 'Exists' },
  ]);
  expect(chosen.daemonSet.spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: '25%' });
  expect(JSON.stringify(chosen.pod.affinity)).toContain('"key":"pool","operator":"In","values":["apps"]');
});

test('on the network of the node its ports are ports of the node', () => {
  const host = manifests({ hostNetwork: true });

  expect(host.pod).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
  expect(host.container.ports).toEqual([{ name: 'http', containerPort: 2020, hostPort: 2020 }]);
});

describe('in place of the manifest by which Kubernetes introduces the DaemonSet', () => {
  const taken = synthesize((chart) => {
    new LogCollector(chart, 'fluentd-elasticsearch', {
      collector: Collector.fluentd({ output: LogOutput.elasticsearch({ host: 'elasticsearch-logging', tls: false }) }),
      metadata: { labels: { 'k8s-app': 'fluentd-logging' } },
      selectorLabels: { name: 'fluentd-elasticsearch' },
      tolerations: TolerationSet.controlPlane(),
      resources: {
        cpu: { request: kplus.Cpu.millis(100) },
        memory: { request: Size.mebibytes(200), limit: Size.mebibytes(200) },
      },
    });
  }, 'kube-system');
  const { daemonSet, pod, container } = taken;

  test.each<[field: string, actual: unknown, expected: unknown]>([
    ['metadata.name', daemonSet.metadata.name, 'fluentd-elasticsearch'],
    ['metadata.namespace', daemonSet.metadata.namespace, 'kube-system'],
    ['the label of the object', daemonSet.metadata.labels['k8s-app'], 'fluentd-logging'],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: { name: 'fluentd-elasticsearch' } }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels.name, 'fluentd-elasticsearch'],
    [
      'the taints it tolerates',
      pod.tolerations,
      [
        { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
      ],
    ],
    ['the resources', container.resources, { requests: { cpu: '100m', memory: '200Mi' }, limits: { memory: '200Mi' } }],
    ['the grace period', pod.terminationGracePeriodSeconds, 30],
    ['when it is restarted', pod.restartPolicy ?? 'Always', 'Always'],
  ])('%s is the same', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('the logs of the node are read, and the places in them kept on it', () => {
    const state = '/var/lib/node-agents/kube-system/fluentd-elasticsearch';

    expect(taken.hostMounts).toEqual(['/var/log /var/log ro Directory', `${state} ${state} rw DirectoryOrCreate`]);
  });
});

test('another output replaces the pods', () => {
  const moved = Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.org' }) });

  expect(manifests({ collector: moved }).checksum).not.toBe(logs.checksum);
  expect(manifests().checksum).toBe(logs.checksum);
});

test('another product is a rolling update of the same DaemonSet', () => {
  const fluentd = manifests({ collector: Collector.fluentd({ output }) });

  expect(fluentd.daemonSet.metadata).toEqual(logs.daemonSet.metadata);
  expect(fluentd.daemonSet.spec.selector).toEqual(logs.daemonSet.spec.selector);
});

test('two collectors of a chart share nothing', () => {
  const both = synthesize((chart) => {
    new LogCollector(chart, 'logs', { collector: Collector.fluentBit({ output }) });
    new LogCollector(chart, 'audit', { collector: Collector.fluentd({ output }) });
  });

  const names = both.all.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(new Set(names).size).toBe(12);
});

test('what belongs to it can be reached', () => {
  synthesize((chart) => {
    const agent = new LogCollector(chart, 'logs', { collector: Collector.fluentBit({ output }) });

    expect(agent.daemonSet.name).toBe('logs');
    expect(agent.serviceAccount.name).toBe('logs');
    expect(agent.clusterRole!.name).toBe('agents-logs');
    expect(agent.configMap.name).toBe('logs-config');
    expect(agent.service!.name).toBe('logs');
  });
});

test('the image is its user’s choice', () => {
  const mirrored = manifests({
    image: 'mirror.example.com/fluent-bit:5.1.1',
    env: { TZ: kplus.EnvValue.fromValue('UTC') },
  });

  expect(mirrored.container.image).toBe('mirror.example.com/fluent-bit:5.1.1');
  expect(mirrored.container.env).toContainEqual({ name: 'TZ', value: 'UTC' });
});

const KAFKA = { brokers: ['kafka.example.com:9093'], topic: 'logs' };
const CREDENTIALS = { secret: kplus.Secret.fromSecretName(scope(), 'secret', 'logs') };

test.each<[string, () => unknown, string]>([
  [
    'an output by its name',
    () => Collector.fluentBit({ output: unchecked('stdout') }),
    'output is "stdout": write what LogOutput makes',
  ],
  [
    'a format that is none',
    () => Collector.fluentd({ output, format: unchecked('dockr') }),
    'format: "dockr" is unknown; did you mean docker?',
  ],
  [
    'a password given inline',
    () => LogOutput.elasticsearch({ host: 'a', credentials: unchecked('s3cr3t') }),
    'credentials is no Secret',
  ],
  [
    'a certificate authority given inline',
    () => LogOutput.elasticsearch({ host: 'a', ca: unchecked('-----BEGIN') }),
    'ca is no value of a Secret',
  ],
  [
    'a mechanism that is none',
    () => LogOutput.kafka({ ...KAFKA, credentials: CREDENTIALS, saslMechanism: unchecked('SCRAM') }),
    'saslMechanism: "SCRAM" is unknown',
  ],
  [
    'a password of Kafka given inline',
    () => LogOutput.kafka({ ...KAFKA, credentials: unchecked('s3cr3t') }),
    'credentials is no Secret',
  ],
  [
    'a token given inline',
    () => LogOutput.loki({ url: 'https://loki.example.com', bearerToken: unchecked('s3cr3t') }),
    'bearerToken is no value of a Secret',
  ],
  [
    'a shared key given inline',
    () => LogOutput.forward({ host: 'a', sharedKey: unchecked('s3cr3t') }),
    'sharedKey is no value of a Secret',
  ],
  [
    'a certificate authority of Beats given inline',
    () => LogOutput.beats({ host: 'a', ca: unchecked('-----BEGIN') }),
    'ca is no value of a Secret',
  ],
  [
    'an address with a space',
    () => LogOutput.http({ url: 'https://logs.example.com/a b' }),
    'url is "https://logs.example.com/a b"',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
