import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { pipelineOf } from './pipeline-fixture';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';
import { vectorConfig } from '../../../src/agents/log-collector/vector-config';
import { OptionFaults } from '../../../src/agents/option-faults';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };

function rendered(pipeline: Partial<LogPipeline> = {}): string {
  const faults = new OptionFaults('Collector');
  const text = vectorConfig(pipelineOf(pipeline), faults);
  faults.throwIfAny();
  return text;
}

/** The configuration as Vector reads it: names of variables for their values. */
function config(pipeline: Partial<LogPipeline> = {}): any {
  return parse(rendered(pipeline).replace(/\$\$|\$\{(\w+)\}/g, (all, name) => (all === '$$' ? '$' : `<${name}>`)));
}

function sink(output: LogOutput, outputParameters: Record<string, string> = {}): any {
  const { inputs, buffer, ...own } = config({ target: output._target, outputParameters }).sinks.output;
  return own;
}

test('all containers but its own are read from the beginning, with what is known of their pods', () => {
  expect(config().sources.containers).toEqual({
    type: 'kubernetes_logs',
    exclude_paths_glob_patterns: ['/var/log/pods/agents_logs-*/collector/*.log', '**/*.gz', '**/*.tmp'],
    use_apiserver_cache: true,
    read_from: 'beginning',
    glob_minimum_cooldown_ms: 5000,
    max_line_bytes: 131072,
  });
});

test('positions and what is not delivered are kept on the node, and a full buffer stops the reading', () => {
  expect(config().data_dir).toBe('/state');
  expect(config().sinks.output.buffer).toEqual({ type: 'disk', max_size: 536870912, when_full: 'block' });
});

test('metrics are served, and the API, which would serve the records, is not', () => {
  expect(config().sinks.metrics).toEqual({
    type: 'prometheus_exporter',
    inputs: ['vector_metrics'],
    address: '0.0.0.0:9598',
  });
  expect(config()).not.toHaveProperty('api');
});

describe('without the API server', () => {
  test.each([
    [LogFormat.CRI, 'parse_regex'],
    [LogFormat.DOCKER, 'parse_json'],
  ])('files of format %s are parsed, and the parts of a line joined for each stream', (format, parser) => {
    const { sources, transforms, sinks } = config({
      kubernetesMetadata: false,
      format,
      target: LogOutput.stdout()._target,
    });

    expect(sources.containers).toMatchObject({ type: 'file', include: ['/var/log/pods/*/*/*.log'] });
    expect(sources.containers.exclude).toEqual(['/var/log/pods/agents_logs-*/collector/*.log']);
    expect(transforms.lines.source).toContain(parser);
    expect(transforms.joined).toMatchObject({
      type: 'reduce',
      inputs: ['lines'],
      group_by: ['file', 'stream'],
      ends_when: '.partial != true',
    });
    expect(transforms.originated.source).toContain('get_env_var("VECTOR_SELF_NODE_NAME")');
    expect(sinks.output.inputs).toEqual(['originated']);
  });

  test('the patterns of lines and paths say what the runtime writes', () => {
    const { lines, originated } = config({ kubernetesMetadata: false }).transforms;
    const pattern = (source: string) => new RegExp(/r'(\^[^']*)'/.exec(source)![1].replaceAll('(?P<', '(?<'));

    expect(pattern(lines.source).exec('2026-01-02T03:04:05.6Z stdout P half  of it')!.groups).toEqual({
      time: '2026-01-02T03:04:05.6Z',
      stream: 'stdout',
      tag: 'P',
      text: 'half  of it',
    });
    expect(pattern(originated.source).exec('/var/log/pods/apps_web-1_0a-1b/nginx/0.log')!.groups).toEqual({
      pod_namespace: 'apps',
      pod_name: 'web-1',
      pod_uid: '0a-1b',
      container_name: 'nginx',
    });
  });
});

test.each<[string, LogOutput, object]>([
  [
    'Elasticsearch gets an index a day over TLS',
    LogOutput.elasticsearch({ host: 'logs.example.com', path: '/es', ca, credentials: { secret } }),
    {
      type: 'elasticsearch',
      endpoints: ['https://logs.example.com:9200/es'],
      api_version: 'v8',
      bulk: { action: 'create', index: 'kubernetes-%Y.%m.%d' },
      request_retry_partial: true,
      auth: { strategy: 'basic', user: '<LOG_OUTPUT_USERNAME>', password: '<LOG_OUTPUT_PASSWORD>' },
      tls: { ca_file: '/etc/log-output/ca.crt' },
      batch: { timeout_secs: 5 },
    },
  ],
  [
    'OpenSearch gets one index',
    LogOutput.opensearch({ host: 'a', tls: false, index: 'logs' }),
    {
      type: 'elasticsearch',
      endpoints: ['http://a:9200/'],
      api_version: 'v8',
      bulk: { action: 'create', index: 'logs' },
      request_retry_partial: true,
      batch: { timeout_secs: 5 },
    },
  ],
  [
    'Kafka gets JSON however long it was away',
    LogOutput.kafka({ brokers: ['a:9093', 'b:9093'], topic: 'logs', ca, credentials: { secret } }),
    {
      type: 'kafka',
      bootstrap_servers: 'a:9093,b:9093',
      topic: 'logs',
      encoding: { codec: 'json' },
      message_timeout_ms: 0,
      librdkafka_options: { acks: 'all' },
      tls: { enabled: true, ca_file: '/etc/log-output/ca.crt' },
      sasl: {
        enabled: true,
        mechanism: 'SCRAM-SHA-512',
        username: '<LOG_OUTPUT_USERNAME>',
        password: '<LOG_OUTPUT_PASSWORD>',
      },
      batch: { timeout_secs: 5 },
    },
  ],
  [
    'Loki gets the line, in a stream a container',
    LogOutput.loki({ url: 'https://loki:3100/a', tenantId: 'me', bearerToken: ca }),
    {
      type: 'loki',
      endpoint: 'https://loki:3100',
      path: '/a/loki/api/v1/push',
      encoding: { codec: 'text' },
      tenant_id: 'me',
      labels: {
        job: 'kubernetes',
        namespace: '{{ kubernetes.pod_namespace }}',
        pod: '{{ kubernetes.pod_name }}',
        container: '{{ kubernetes.container_name }}',
        stream: '{{ stream }}',
      },
      auth: { strategy: 'bearer', token: '<LOG_OUTPUT_BEARER_TOKEN>' },
      batch: { timeout_secs: 5 },
    },
  ],
  [
    'HTTP gets JSON arrays, and headers as they are',
    LogOutput.http({ url: 'https://a/in?b=c', headers: { 'X-A': `$HOME "b" 'c' # $$` } }),
    {
      type: 'http',
      uri: 'https://a:443/in?b=c',
      encoding: { codec: 'json' },
      method: 'post',
      request: { headers: { 'X-A': `$HOME "b" 'c' # $$` } },
      batch: { timeout_secs: 5 },
    },
  ],
  [
    'OTLP gets protobuf',
    LogOutput.otlp({ url: 'http://otel:4318', headers: { 'X-A': 'b' } }),
    {
      type: 'opentelemetry',
      protocol: {
        type: 'http',
        uri: 'http://otel:4318/v1/logs',
        encoding: { codec: 'otlp' },
        method: 'post',
        request: { headers: { 'X-A': 'b' } },
        batch: { timeout_secs: 5 },
      },
    },
  ],
  ['standard output gets JSON', LogOutput.stdout(), { type: 'console', target: 'stdout', encoding: { codec: 'json' } }],
])('%s', (_, output, expected) => {
  expect(sink(output)).toEqual(expected);
});

test('records for Elasticsearch have keys and a time that it takes', () => {
  const { transforms, log_schema: schema, sinks } = config();

  expect(schema).toEqual({ timestamp_key: '@timestamp' });
  expect(transforms.records.source).toContain('.kubernetes.pod_labels = map_keys');
  expect(sinks.output.inputs).toEqual(['records']);
  expect(config({ kubernetesMetadata: false }).transforms.lines.source).toContain('."@timestamp" = ');
});

test('records for OTLP are requests of it', () => {
  const { records } = config({ target: LogOutput.otlp({ url: 'http://a' })._target }).transforms;

  expect(records).toMatchObject({ type: 'remap', inputs: ['containers'] });
  expect(records.source).toContain('"k8s.pod.name": .kubernetes.pod_name');
  expect(records.source).toContain('. = {"resourceLogs": [');
});

test.each([
  ['a header', LogOutput.http({ url: 'https://a', headers: { 'X-A': '{{ message }}' } }), 'X-A of the output is "{{'],
  ['an address', LogOutput.otlp({ url: 'https://a/%7Bb' }), 'url of the output is "/%7Bb"'],
  ['a header to Loki', LogOutput.loki({ url: 'https://a', headers: { 'X-A': 'b' } }), 'Vector sends none to Loki'],
])('%s that Vector would read otherwise, or drop, is refused', (_, output, message) => {
  expect(() => rendered({ target: output._target })).toThrow(message);
});

test('the output takes parameters in Vector’s own words', () => {
  const output = LogOutput.http({ url: 'https://a' });

  expect(sink(output, { 'batch.max_events': '10', compression: 'gzip' })).toMatchObject({
    batch: { timeout_secs: 5, max_events: 10 },
    compression: 'gzip',
  });
  expect(() => sink(output, { 'batch.timeout_secs': '1' })).toThrow('batch.timeout_secs is already decided');
});
