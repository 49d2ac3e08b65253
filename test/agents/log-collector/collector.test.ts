import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { LogCollector } from '../../../src/agents/log-collector';
import { Collector } from '../../../src/agents/log-collector/collector';
import type { FluentBitOptions, FluentdOptions } from '../../../src/agents/log-collector/collector-options';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import { Reach } from '../../../src/agents/reach';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { LOCKED_DOWN, Manifests, scope, synthesize } from '../role-fixture';

const output = LogOutput.elasticsearch({ host: 'logs.example.com' });
/** What every product that reads files can deliver to. */
const common = LogOutput.kafka({ brokers: ['kafka.example.com:9093'], topic: 'logs' });
const PRODUCTS = [
  ['Fluent Bit', Collector.fluentBit, 'fluent-bit.yaml', '/var/log'],
  ['Fluentd', Collector.fluentd, 'fluent.conf', '/var/log'],
  ['Vector', Collector.vector, 'vector.yaml', '/var/log/pods'],
  ['OpenTelemetry', Collector.openTelemetry, 'relay.yaml', '/var/log/pods'],
  ['Filebeat', Collector.filebeat, 'filebeat.yml', '/var/log'],
  ['Alloy', Collector.alloy, 'config.alloy', '/var/log/pods'],
] as const;

function manifests(collector: Collector, namespace?: string): Manifests {
  return synthesize((chart) => new LogCollector(chart, 'logs', { collector }), namespace);
}

function text(manifest: Manifests): string {
  return Object.values<string>(manifest.one('ConfigMap').data).join('\n');
}

describe.each(PRODUCTS)('%s', (_, product, file, logs) => {
  const collector = manifests(product({ output: common }));

  test('reads logs as root that can do nothing else', () => {
    expect(collector.container.securityContext).toEqual({ ...LOCKED_DOWN, runAsNonRoot: false, runAsUser: 0 });
  });

  test('reads the logs of the node, and keeps its state beside them', () => {
    const state = '/var/lib/node-agents/agents/logs';

    expect(collector.hostMounts).toEqual([`${logs} ${logs} ro Directory`, `${state} ${state} rw DirectoryOrCreate`]);
    expect(text(collector)).toContain(state);
  });

  test('sees all of /var/log where its configuration is its own', () => {
    expect(manifests(product({ config: '# my own' })).hostMounts[0]).toBe('/var/log /var/log ro Directory');
  });

  test('is told the name of its node', () => {
    const [name] = collector.container.env;

    expect(name.valueFrom).toEqual({ fieldRef: { fieldPath: 'spec.nodeName' } });
  });

  test('does not read its own log', () => {
    const { name } = collector.container;
    const left = (namespace: string) => [
      `/var/log/containers/logs-*_${namespace}_${name}-*.log`,
      `/var/log/pods/${namespace}_logs-*/${name}/*.log`,
    ];
    // Some take patterns of a shell, some regular expressions.
    const regex = (pattern: string) => pattern.replace('.', '\\.').replaceAll('*', '[^/]*');
    const isLeftOut = (configuration: string, namespace: string) =>
      left(namespace).some((pattern) =>
        [pattern, regex(pattern), regex(pattern).replaceAll('\\', '\\\\')].some((written) =>
          configuration.includes(written),
        ),
      );

    expect(isLeftOut(text(collector), 'agents')).toBe(true);
    expect(isLeftOut(text(manifests(product({ output: common, kubernetesMetadata: false }), '')), '*')).toBe(true);
  });

  test('keeps its state in a directory of its own choice', () => {
    const elsewhere = manifests(product({ output: common, stateDirectory: '/mnt/state' }));

    expect(elsewhere.hostMounts).toContain('/mnt/state /mnt/state rw DirectoryOrCreate HostToContainer');
    expect(text(elsewhere)).toContain('/mnt/state');
  });

  test('can write to the logs of the node only if it keeps its state there', () => {
    const below = manifests(product({ output: common, stateDirectory: '/var/log/collector' }));

    expect(below.hostMounts).toEqual(['/var/log /var/log rw Directory']);
  });

  test('follows the links of Docker’s logs', () => {
    expect(manifests(product({ output: common, format: LogFormat.DOCKER })).hostMounts).toContain(
      '/var/lib/docker/containers /var/lib/docker/containers ro DirectoryOrCreate HostToContainer',
    );
  });

  test('is asked whether it is well', () => {
    const ports = collector.container.ports.map(({ containerPort }: any) => containerPort);
    expect(ports).toContain(collector.container.livenessProbe.httpGet.port);
    expect(ports).toContain(collector.container.readinessProbe.httpGet.port);
  });

  test('asks nothing of the API server without metadata', () => {
    const alone = manifests(product({ output: common, kubernetesMetadata: false }));

    expect(alone.kinds).not.toContain('ClusterRole');
    expect(alone.pod.automountServiceAccountToken).toBe(false);
  });

  test('has its secrets from a Secret and in no ConfigMap', () => {
    const secretive = synthesize((chart) => {
      const secret = kplus.Secret.fromSecretName(chart, 'secret', 'es-credentials');
      const to = LogOutput.kafka({
        brokers: ['a:9093'],
        topic: 'logs',
        credentials: { secret },
        ca: { secret, key: 'tls.crt' },
      });
      new LogCollector(chart, 'logs', { collector: product({ output: to }) });
    });

    const references = secretive.container.env.flatMap(({ valueFrom }: any) => valueFrom?.secretKeyRef ?? []);
    expect(references).toEqual([
      { name: 'es-credentials', key: 'username' },
      { name: 'es-credentials', key: 'password' },
    ]);
    expect(secretive.pod.volumes).toContainEqual({
      name: 'output-ca',
      secret: { secretName: 'es-credentials', items: [{ key: 'tls.crt', path: 'ca.crt' }] },
    });
    expect(secretive.container.volumeMounts).toContainEqual({
      name: 'output-ca',
      mountPath: '/etc/log-output',
      readOnly: true,
    });
  });

  test('takes a configuration of your own as it is', () => {
    const own = manifests(product({ config: 'my own\n' }));

    expect(own.one('ConfigMap').data).toEqual({ [file]: 'my own\n' });
    expect(own.checksum).not.toBe(manifests(product({ config: 'another\n' })).checksum);
    expect(own.kinds).not.toContain('Service');
    expect(own.container.livenessProbe).toBeUndefined();
    expect(own.container.ports).toBeUndefined();
  });

  test('takes a probe for a configuration of your own', () => {
    const own = manifests(product({ config: 'mine', health: kplus.Probe.fromHttpGet('/up', { port: 8080 }) }));

    expect(own.container.livenessProbe.httpGet).toMatchObject({ path: '/up', port: 8080 });
    expect(own.container.readinessProbe.httpGet).toMatchObject({ path: '/up', port: 8080 });
  });

  test('takes a ConfigMap of your own, and restarts with it', () => {
    const withFile = (content: string) =>
      synthesize((chart) => {
        const configMap = new kplus.ConfigMap(chart, 'mine', {
          metadata: { name: 'mine' },
          data: { [file]: content },
        });
        new LogCollector(chart, 'logs', { collector: product({ configMap }) });
      });

    expect(withFile('a').pod.volumes).toContainEqual({ name: 'config', configMap: { name: 'mine' } });
    expect(withFile('a').checksum).not.toBe(withFile('b').checksum);
  });

  const configMap = kplus.ConfigMap.fromConfigMapName(scope(), 'config', 'config');
  test.each<[string, FluentBitOptions, string]>([
    ['no configuration', {}, 'nothing says what to do: give output, config or configMap'],
    ['two configurations', { output: common, config: 'a' }, 'output and config are given'],
    ['three configurations', { output: common, config: 'a', configMap }, 'output and config and configMap are given'],
    ['an empty configuration', { config: ' \n' }, 'config is empty'],
    ['what only shapes a written configuration', { config: 'a', positionFile: '/var/log/a' }, 'would have no effect'],
    [
      'a probe beside one that is there',
      { output: common, health: kplus.Probe.fromTcpSocket() },
      'has a health endpoint already',
    ],
    ['state in a relative directory', { output: common, stateDirectory: 'state' }, 'stateDirectory is "state"'],
    ['positions that a restart loses', { output: common, positionFile: '/tmp/a.pos' }, 'it is lost at a restart'],
    [
      'positions beside the state',
      { output: common, stateDirectory: '/a', positionFile: '/ab/c' },
      'it is lost at a restart',
    ],
    [
      'a path that ends its line',
      { output: common, stateDirectory: '/a\n@type exec' },
      'stateDirectory is "/a\\n@type exec"',
    ],
  ])('refuses %s', (__, options, message) => {
    expect(() => product(options)).toThrow(message);
  });

  test('refuses parameters that contradict the output', () => {
    const outputParameters = { brokers: 'other', hosts: 'other', bootstrap_servers: 'other' };

    expect(() => manifests(product({ output: common, outputParameters }))).toThrow(
      /outputParameters: \w+ is already decided by the LogOutput/,
    );
  });
});

describe.each(PRODUCTS.filter(([name]) => name !== 'Filebeat'))('%s', (_, product) => {
  test('is scraped', () => {
    const scraped = manifests(product({ output: common }));

    expect(scraped.one('Service').spec.clusterIP).toBe('None');
    expect(scraped.container.ports.map(({ containerPort }: any) => containerPort)).toContain(
      scraped.one('Service').spec.ports[0].port,
    );
  });

  test('delivers as often as it is told', () => {
    expect(text(manifests(product({ output: common, flushInterval: Duration.seconds(17) })))).toMatch(
      /(flush\w*|timeout\w*)(:| =)? "?17/,
    );
  });

  test.each([
    ['no time', Duration.seconds(0), 'flushInterval is 0 seconds'],
    ['half a second', Duration.millis(500), 'flushInterval is 0.5 seconds'],
  ])('refuses an interval of %s', (__, flushInterval, message) => {
    expect(() => product({ output: common, flushInterval })).toThrow(message);
  });
});

describe.each(PRODUCTS.slice(0, 2))('%s', (_, product) => {
  test('remembers in a file how far it has read, and has a directory for what waits', () => {
    const state = '/var/lib/node-agents/agents/logs';

    expect(text(manifests(product({ output: common })))).toContain(`${state}/containers.`);
    expect(text(manifests(product({ output: common })))).toContain(`${state}/buffer`);
  });

  test('takes a position file beside the logs, and can then write there', () => {
    const beside = manifests(product({ output: common, positionFile: '/var/log/collector.pos' }));

    expect(beside.hostMounts[0]).toBe('/var/log /var/log rw Directory');
    expect(text(beside)).toContain('/var/log/collector.pos');
  });
});

describe('Fluent Bit', () => {
  const fluentBit = manifests(Collector.fluentBit({ output }));

  test('has a fixed version and reads the configuration that is mounted', () => {
    expect(fluentBit.container).toMatchObject({
      name: 'fluent-bit',
      image: 'cr.fluentbit.io/fluent/fluent-bit:5.1.1',
      args: ['--workdir=/fluent-bit/etc', '--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    });
    expect(fluentBit.container.volumeMounts).toContainEqual({
      name: 'config',
      mountPath: '/fluent-bit/etc/conf',
      readOnly: true,
    });
  });

  test('is ready while it delivers', () => {
    expect(fluentBit.container.livenessProbe.httpGet).toMatchObject({ path: '/', port: 2020 });
    expect(fluentBit.container.readinessProbe.httpGet).toMatchObject({ path: '/api/v1/health', port: 2020 });
    expect(fluentBit.one('Service').metadata.annotations['prometheus.io/path']).toBe('/api/v2/metrics/prometheus');
  });

  test('may get pods and namespaces, and neither list nor watch them', () => {
    const rules = fluentBit.one('ClusterRole').rules;

    expect(rules.map(({ resources }: any) => resources[0])).toEqual(['pods', 'namespaces']);
    expect(rules.flatMap(({ verbs }: any) => verbs)).toEqual(['get', 'get']);
  });
});

describe('Fluentd', () => {
  const fluentd = manifests(Collector.fluentd({ output }));

  test('has a fixed version, and a place for what it forgets', () => {
    expect(fluentd.container).toMatchObject({
      name: 'fluentd',
      resources: { requests: { cpu: '100m', memory: '200Mi' }, limits: { memory: '512Mi' } },
    });
    expect(fluentd.container.volumeMounts).toContainEqual({ name: 'scratch', mountPath: '/tmp' });
    expect(fluentd.pod.volumes).toContainEqual({ name: 'scratch', emptyDir: {} });
    expect(fluentd.container.volumeMounts).toContainEqual({
      name: 'config',
      mountPath: '/fluentd/etc',
      readOnly: true,
    });
  });

  test.each<[string, FluentdOptions, string]>([
    ['Elasticsearch', { output }, 'elasticsearch8'],
    ['an aggregator', { output: LogOutput.forward({ host: 'a' }) }, 'forward'],
    ['HTTP', { output: LogOutput.http({ url: 'https://a' }) }, 'forward'],
    ['OpenSearch', { output: LogOutput.opensearch({ host: 'a' }) }, 'opensearch'],
    ['Kafka', { output: LogOutput.kafka({ brokers: ['a:9092'], topic: 'logs' }) }, 'kafka2'],
    ['whatever you write', { config: 'mine' }, 'elasticsearch8'],
  ])('for %s has the image that can', (_, options, variant) => {
    expect(manifests(Collector.fluentd(options)).container.image).toBe(
      `docker.io/fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-${variant}-1.1`,
    );
  });

  test('watches the pods of its own node', () => {
    expect(fluentd.container.env[0].name).toBe('K8S_NODE_NAME');
    expect(fluentd.one('ClusterRole').rules).toMatchObject([
      { resources: ['pods'], verbs: ['get', 'list', 'watch'] },
      { resources: ['namespaces'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test('needs no plugin for its health, and one for its metrics', () => {
    const plain = manifests(Collector.fluentd({ output, metrics: false }));

    expect(fluentd.container.ports.map(({ name }: any) => name)).toEqual(['monitor', 'metrics']);
    expect(fluentd.one('Service').spec.ports).toMatchObject([{ port: 24231 }]);
    expect(plain.container.ports).toEqual([{ name: 'monitor', containerPort: 24220 }]);
    expect(plain.container.livenessProbe.httpGet).toMatchObject({ path: '/api/plugins.json', port: 24220 });
    expect(plain.kinds).not.toContain('Service');
  });

  test('refuses to decide about metrics of a configuration of your own', () => {
    expect(() => Collector.fluentd({ config: 'mine', metrics: true })).toThrow('metrics would have no effect');
  });
});

describe('Vector', () => {
  const vector = manifests(Collector.vector({ output }));

  test('has a fixed version, a minute to end, and no port but that of its metrics', () => {
    expect(vector.container).toMatchObject({
      name: 'vector',
      image: 'docker.io/timberio/vector:0.56.0-distroless-libc',
      args: ['--config', '/etc/vector/vector.yaml'],
      ports: [{ containerPort: 9598 }],
    });
    expect(vector.pod.terminationGracePeriodSeconds).toBe(60);
    expect(text(vector)).not.toContain('api:');
  });

  test('watches what it must know of, and gets nothing', () => {
    expect(vector.one('ClusterRole').rules).toMatchObject([
      { resources: ['pods'], verbs: ['list', 'watch'] },
      { resources: ['namespaces'], verbs: ['list', 'watch'] },
      { resources: ['nodes'], verbs: ['list', 'watch'] },
    ]);
  });
});

describe('OpenTelemetry Collector', () => {
  const collector = manifests(Collector.openTelemetry({ output }));
  const otlp = LogOutput.otlp({ url: 'https://otel.example.com:4318' });

  test.each<[string, LogOutput, string]>([
    ['Elasticsearch', output, 'contrib'],
    ['Kafka', LogOutput.kafka({ brokers: ['a:9092'], topic: 'logs' }), 'contrib'],
    ['OTLP', otlp, 'k8s'],
    ['Loki', LogOutput.loki({ url: 'https://loki' }), 'k8s'],
  ])('for %s has the distribution that can', (_, to, distribution) => {
    const { container } = manifests(Collector.openTelemetry({ output: to }));

    expect(container.image).toBe(
      `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-${distribution}:0.158.0`,
    );
    expect(container.args).toEqual(['--config=/conf/relay.yaml']);
  });

  test('watches pods, and nothing else', () => {
    expect(collector.one('ClusterRole').rules).toMatchObject([
      { resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test('opens no port of the node, and none to programs unless asked', () => {
    expect(collector.container.ports).toEqual([
      { name: 'health', containerPort: 13133 },
      { name: 'metrics', containerPort: 8888 },
    ]);
  });

  test('as a receiver is reached by programs of its own node', () => {
    const receiver = manifests(Collector.openTelemetry({ output: otlp, otlpReceiver: true }));

    expect(receiver.one('Service').spec).toMatchObject({
      internalTrafficPolicy: 'Local',
      ports: [{ port: 8888 }, { name: 'otlp-grpc', port: 4317 }, { name: 'otlp-http', port: 4318 }],
    });
  });

  test('as a receiver is reached by the address of the node if asked', () => {
    const receiver = synthesize(
      (chart) =>
        new LogCollector(chart, 'logs', {
          collector: Collector.openTelemetry({ output: otlp, otlpReceiver: true }),
          reach: Reach.nodeIp(),
        }),
    );

    expect(receiver.container.ports).toContainEqual({ name: 'otlp-grpc', containerPort: 4317, hostPort: 4317 });
    expect(receiver.kinds).not.toContain('Service');
  });
});

describe('Filebeat', () => {
  const filebeat = manifests(Collector.filebeat({ output }));

  test('has a fixed version, and its own network', () => {
    expect(filebeat.container).toMatchObject({
      name: 'filebeat',
      image: 'docker.elastic.co/beats/filebeat-wolfi:9.5.2',
      args: ['-c', '/etc/filebeat/filebeat.yml', '-e'],
    });
    expect(filebeat.pod.hostNetwork).toBeUndefined();
  });

  test('watches pods, and nothing else', () => {
    expect(filebeat.one('ClusterRole').rules).toMatchObject([{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
    expect(filebeat.kinds).not.toContain('Role');
  });

  test('has nothing to scrape, and so no Service', () => {
    expect(filebeat.kinds).not.toContain('Service');
  });
});

describe('Alloy', () => {
  const alloy = manifests(Collector.alloy({ output: LogOutput.loki({ url: 'https://loki' }) }));

  test('has a fixed version, keeps its state on the node, and tells nobody of itself', () => {
    expect(alloy.container).toMatchObject({ name: 'alloy', image: 'docker.io/grafana/alloy:v1.18.1' });
    expect(alloy.container.args).toEqual([
      'run',
      '/etc/alloy/config.alloy',
      '--storage.path=/var/lib/node-agents/agents/logs',
      '--server.http.listen-addr=0.0.0.0:12345',
      '--server.http.disable-support-bundle',
      '--disable-reporting',
      '--stability.level=public-preview',
    ]);
    expect(alloy.pod.terminationGracePeriodSeconds).toBe(75);
    expect(alloy.daemonSet.spec.minReadySeconds).toBe(10);
  });

  test('watches pods, and no Secret', () => {
    expect(alloy.one('ClusterRole').rules).toMatchObject([{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
  });
});

describe('Logstash', () => {
  test.each<[string, kplus.MemoryResources, string]>([
    ['its own limit', { limit: Size.mebibytes(1536) }, '768m'],
    ['another', { limit: Size.gibibytes(4) }, '2048m'],
    ['none', {}, '768m'],
  ])('has half of its memory for what it holds, with %s', (_, memory, heap) => {
    const { container } = synthesize((chart) => {
      const collector = Collector.logstash({ output });
      new LogCollector(chart, 'logs', { collector, resources: { memory } });
    });

    expect(container.env).toContainEqual({ name: 'LS_JAVA_OPTS', value: `-Xms${heap} -Xmx${heap}` });
  });

  const logstash = manifests(Collector.logstash({ output }));

  test('is a receiver, which reads nothing of the node but its own directory', () => {
    expect(logstash.hostMounts).toEqual([
      '/var/lib/node-agents/agents/logs /var/lib/node-agents/agents/logs rw DirectoryOrCreate',
    ]);
    expect(logstash.container).toMatchObject({
      name: 'logstash',
      image: 'docker.elastic.co/logstash/logstash:9.5.2',
      securityContext: { ...LOCKED_DOWN, runAsNonRoot: false, runAsUser: 0 },
    });
    expect(logstash.pod.terminationGracePeriodSeconds).toBe(60);
  });

  test('asks nothing of the API server', () => {
    expect(logstash.kinds).not.toContain('ClusterRole');
    expect(logstash.pod.automountServiceAccountToken).toBe(false);
  });

  test('is reached by the senders of its own node', () => {
    expect(logstash.one('Service').spec).toMatchObject({
      internalTrafficPolicy: 'Local',
      ports: [{ name: 'beats', port: 5044 }],
    });
    expect(logstash.container.readinessProbe.tcpSocket).toEqual({ port: 5044 });
    expect(logstash.container.livenessProbe.httpGet).toMatchObject({ path: '/', port: 9600 });
  });

  test('is reached by the address of the node if asked', () => {
    const onNode = synthesize(
      (chart) => new LogCollector(chart, 'logs', { collector: Collector.logstash({ output }), reach: Reach.nodeIp() }),
    );

    expect(onNode.container.ports).toContainEqual({ name: 'beats', containerPort: 5044, hostPort: 5044 });
  });

  test('has its settings beside what the image has there, and restarts with them', () => {
    const { data } = logstash.one('ConfigMap');
    const elsewhere = manifests(Collector.logstash({ output, stateDirectory: '/mnt/state' }));

    expect(Object.keys(data)).toEqual(['logstash.conf', 'logstash.yml']);
    expect(logstash.container.volumeMounts).toContainEqual({
      name: 'config',
      mountPath: '/usr/share/logstash/config/logstash.yml',
      subPath: 'logstash.yml',
      readOnly: true,
    });
    expect(elsewhere.one('ConfigMap').data['logstash.yml']).toContain('path.data: /mnt/state');
    expect(elsewhere.checksum).not.toBe(logstash.checksum);
  });

  test('keeps its settings with a pipeline of your own', () => {
    const own = manifests(Collector.logstash({ config: 'input {}' }));

    expect(own.one('ConfigMap').data['logstash.conf']).toBe('input {}');
    expect(own.one('ConfigMap').data['logstash.yml']).toContain('queue.type: persisted');
  });
});

test('a DaemonSet of every product passes the API server', () => {
  for (const product of [...PRODUCTS.map(([, each]) => each), Collector.logstash]) {
    expect(ManifestValidator.validate(manifests(product({ output: common })).daemonSet)).toEqual([]);
  }
});

test.each([
  ['Vector', Collector.vector({ output })],
  ['OpenTelemetry', Collector.openTelemetry({ output: common })],
  ['Fluent Bit', Collector.fluentBit({ output })],
  ['Fluentd', Collector.fluentd({ output })],
  ['Filebeat', Collector.filebeat({ output })],
  ['Alloy', Collector.alloy({ output: LogOutput.loki({ url: 'https://loki.example.com' }) })],
  ['Logstash', Collector.logstash({ output })],
])('%s as a whole', (_, collector) => {
  expect(manifests(collector).all).toMatchSnapshot();
});
