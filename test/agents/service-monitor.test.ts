import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Manifests, scope, synthesize } from './role-fixture';
import { LogCollector } from '../../src/agents/log-collector';
import { Collector } from '../../src/agents/log-collector/collector';
import { LogOutput } from '../../src/agents/log-collector/log-output';
import { NodeExporter, NodeExporterProps } from '../../src/agents/node-exporter';
import { NodeProblemDetector } from '../../src/agents/node-problem-detector';
import { Reach } from '../../src/agents/reach';
import { ServiceMonitorOptions } from '../../src/agents/service-monitor';

function monitored(serviceMonitor: ServiceMonitorOptions, props: NodeExporterProps = {}): Manifests {
  return synthesize((chart) => new NodeExporter(chart, 'node-exporter', { ...props, serviceMonitor }));
}

test('it selects the Service of the agent in its own namespace, by a port the Service has', () => {
  const agent = monitored({});
  const { metadata, spec } = agent.one('ServiceMonitor');
  const service = agent.one('Service');

  expect(metadata).toMatchObject({ name: 'node-exporter', namespace: 'agents' });
  expect(service.metadata.labels).toMatchObject(spec.selector.matchLabels);
  expect(service.spec.ports.map(({ name }: any) => name)).toContain(spec.endpoints[0].port);
  expect(spec.endpoints[0].path).toBe('/metrics');
  expect(agent.one('ServiceMonitor').apiVersion).toBe('monitoring.coreos.com/v1');
});

test('an instance is a node, whichever pod runs there', () => {
  expect(monitored({}).one('ServiceMonitor').spec.endpoints[0].relabelings).toEqual([
    { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' },
  ]);
});

test('labels choose the Prometheus, and never replace those of the agent', () => {
  const { labels } = monitored({ labels: { release: 'prometheus', 'app.kubernetes.io/name': 'other' } }).one(
    'ServiceMonitor',
  ).metadata;

  expect(labels).toEqual({
    release: 'prometheus',
    'app.kubernetes.io/name': 'node-exporter',
    'app.kubernetes.io/instance': 'node-exporter',
  });
});

test('its times are in seconds', () => {
  const { endpoints } = monitored({ interval: Duration.minutes(1), scrapeTimeout: Duration.seconds(10) }).one(
    'ServiceMonitor',
  ).spec;

  expect(endpoints[0]).toMatchObject({ interval: '60s', scrapeTimeout: '10s' });
});

test('a certificate is verified by its authority', () => {
  const agent = synthesize((chart) => {
    const secret = kplus.Secret.fromSecretName(chart, 'ca', 'metrics-ca');
    new NodeExporter(chart, 'node-exporter', {
      kubeRbacProxy: {},
      serviceMonitor: { ca: { secret, key: 'ca.crt' }, serverName: 'node-exporter' },
    });
  });

  expect(agent.one('ServiceMonitor').spec.endpoints[0]).toMatchObject({
    scheme: 'https',
    tlsConfig: { ca: { secret: { name: 'metrics-ca', key: 'ca.crt' } }, serverName: 'node-exporter' },
  });
});

test('other roles that serve metrics have one too', () => {
  const collector = Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });
  const agents = synthesize((chart) => {
    new LogCollector(chart, 'logs', { collector, serviceMonitor: {} });
    new NodeProblemDetector(chart, 'problems', { serviceMonitor: {} });
  });

  const monitors = agents.all.filter(({ kind }) => kind === 'ServiceMonitor');
  expect(monitors.map(({ metadata, spec }) => [metadata.name, spec.jobLabel, spec.endpoints[0].path])).toEqual([
    ['logs', 'app.kubernetes.io/name', '/api/v2/metrics/prometheus'],
    ['problems', 'app.kubernetes.io/name', '/metrics'],
  ]);
});

test('everything wrong is told at once', () => {
  const build = (props: NodeExporterProps) => () => new NodeExporter(scope(), 'node-exporter', props);

  expect(build({ serviceMonitor: {}, reach: Reach.nodeIp() })).toThrow('serviceMonitor: there is no Service');
  expect(
    build({
      serviceMonitor: {
        interval: Duration.seconds(5),
        scrapeTimeout: Duration.millis(5500),
        serverName: 'node-exporter',
      },
    }),
  ).toThrow(
    [
      'serviceMonitor: ca and serverName are of an agent that is scraped by TLS, and this one is not',
      'serviceMonitor: serverName is given without ca: nothing would verify it',
      'serviceMonitor: scrapeTimeout is 5.5 seconds: it is a whole number of at least 1',
      'serviceMonitor: scrapeTimeout is longer than interval, which Prometheus refuses',
    ].join('\n'),
  );
});

test('an agent that serves no metrics cannot be scraped', () => {
  const collector = Collector.filebeat({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });

  expect(() => new LogCollector(scope(), 'logs', { collector, serviceMonitor: {} })).toThrow(
    'serviceMonitor: the agent serves no metrics as it is',
  );
});

test.each<[string, () => unknown, string]>([
  [
    'a job that no label tells',
    () => new NodeExporter(scope(), 'exporter', { serviceMonitor: { jobLabel: 'a b' } }),
    'jobLabel is "a b": it is no key of a label',
  ],
  [
    'a job without a label',
    () => new NodeExporter(scope(), 'exporter', { serviceMonitor: { jobLabel: '' } }),
    'jobLabel is ""',
  ],
  [
    'a label that is none',
    () => new NodeExporter(scope(), 'exporter', { serviceMonitor: { labels: { release: 'a b' } } }),
    'labels: release=a b is no label',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
