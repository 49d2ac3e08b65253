import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { pipelineOf } from './pipeline-fixture';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';
import { openTelemetryConfig } from '../../../src/agents/log-collector/open-telemetry-config';
import { OptionFaults } from '../../../src/agents/option-faults';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };
const stdout = LogOutput.stdout()._target;

/** The configuration as the collector reads it: names of variables for their values. */
function config(pipeline: Partial<LogPipeline> = {}, otlpReceiver = false): any {
  const faults = new OptionFaults('Collector');
  const text = openTelemetryConfig(pipelineOf(pipeline), otlpReceiver, faults);
  faults.throwIfAny();
  return parse(text.replace(/\$\$|\$\{env:(\w+)\}/g, (all, name) => (all === '$$' ? '$' : `<${name}>`)));
}

function exporter(output: LogOutput, outputParameters: Record<string, string> = {}): any {
  const { exporters } = config({ target: output._target, outputParameters });
  const [[name, { sending_queue: queue, ...own }]] = Object.entries<any>(exporters);
  return { [name]: own };
}

const RETRY = { enabled: true, max_interval: '30s', max_elapsed_time: 0 };

test('all containers but its own are read from the beginning, and again after a refusal', () => {
  expect(config().receivers.filelog).toEqual({
    include: ['/var/log/pods/*/*/*.log'],
    exclude: ['/var/log/pods/agents_logs-*/collector/*.log'],
    start_at: 'beginning',
    storage: 'file_storage',
    retry_on_failure: { enabled: true, max_elapsed_time: 0 },
    include_file_path: true,
    include_file_name: false,
    operators: [{ type: 'container', id: 'container' }],
  });
});

test('the parts of a line of Docker are joined, for each stream', () => {
  const [container, joined, trimmed] = config({ format: LogFormat.DOCKER }).receivers.filelog.operators;

  expect(container).toMatchObject({ type: 'container', format: 'docker' });
  expect(joined).toMatchObject({ type: 'recombine', combine_with: '', is_last_entry: 'body endsWith "\\n"' });
  expect(joined.source_identifier).toContain('log.iostream');
  expect('line\n'.replace(new RegExp(trimmed.regex), trimmed.replace_with)).toBe('line');
});

test('positions and the queue are kept on the node, and a full queue stops the reading', () => {
  expect(config().extensions.file_storage).toEqual({ directory: '/state' });
  expect(config({ flushSeconds: 17 }).exporters.elasticsearch.sending_queue).toEqual({
    enabled: true,
    storage: 'file_storage',
    sizer: 'bytes',
    queue_size: 536870912,
    block_on_overflow: true,
    batch: { flush_timeout: '17s', min_size: 1048576, max_size: 4194304 },
  });
});

test('every component that is there is used, and health and metrics are served', () => {
  const { extensions, receivers, processors, exporters, service } = config({}, true);

  expect(service.extensions).toEqual(Object.keys(extensions));
  expect(service.pipelines).toEqual({
    logs: {
      receivers: Object.keys(receivers),
      processors: Object.keys(processors),
      exporters: Object.keys(exporters),
    },
  });
  expect(extensions.health_check).toEqual({ endpoint: '0.0.0.0:13133' });
  expect(service.telemetry.metrics.readers[0].pull.exporter.prometheus).toEqual({ host: '0.0.0.0', port: 8888 });
});

test('records are joined with the pods of the node alone', () => {
  const { k8sattributes, resource } = config().processors;

  expect(k8sattributes.filter).toEqual({ node_from_env_var: 'K8S_NODE_NAME' });
  expect(k8sattributes.extract.labels).toEqual([{ tag_name: 'k8s.pod.label.$1', key_regex: '(.*)', from: 'pod' }]);
  expect(resource.attributes).toEqual([{ key: 'k8s.node.name', value: '<K8S_NODE_NAME>', action: 'upsert' }]);
});

test('without the API server they have what their path tells, and the name of the node', () => {
  expect(Object.keys(config({ kubernetesMetadata: false }).processors)).toEqual(['memory_limiter', 'resource']);
});

test('keys of labels are such that Elasticsearch takes them', () => {
  const [{ context, statements }] = config().processors.transform.log_statements;
  const replaced = statements.reduce((key: string, statement: string) => {
    const [, pattern, replacement] = /"key", "(.*)", "(.*)"\)$/.exec(statement)!;
    return key.replace(new RegExp(pattern.replaceAll('\\\\', '\\')), replacement.replace('${1}', '$1'));
  }, 'k8s.pod.label.app.kubernetes.io/name');

  expect(context).toBe('resource');
  expect(replaced).toBe('k8s.pod.label.app_kubernetes_io/name');
  expect(config({ target: stdout }).processors).not.toHaveProperty('transform');
});

test('OTLP is received if asked', () => {
  expect(config().receivers).not.toHaveProperty('otlp');
  expect(config({}, true).receivers.otlp).toEqual({
    protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } },
  });
});

test.each<[string, LogOutput, object]>([
  [
    'Elasticsearch gets an index a day',
    LogOutput.elasticsearch({ host: 'a', path: '/es', ca, credentials: { secret } }),
    {
      elasticsearch: {
        endpoints: ['https://a:9200/es'],
        logs_index: 'kubernetes',
        logstash_format: { enabled: true, date_format: '%Y.%m.%d' },
        mapping: { mode: 'ecs' },
        retry: { enabled: true, max_retries: 1000000, max_interval: '30s' },
        auth: { authenticator: 'basicauth' },
        tls: { ca_file: '/etc/log-output/ca.crt' },
      },
    },
  ],
  [
    'OpenSearch gets one index',
    LogOutput.opensearch({ host: 'a', index: 'logs', credentials: { secret } }),
    {
      opensearch: {
        http: { endpoint: 'https://a:9200/', auth: { authenticator: 'basicauth' } },
        logs_index: 'logs',
        bulk_action: 'create',
        retry_on_failure: RETRY,
      },
    },
  ],
  [
    'Kafka gets JSON',
    LogOutput.kafka({ brokers: ['a:9093'], topic: 'logs', ca, credentials: { secret } }),
    {
      kafka: {
        brokers: ['a:9093'],
        logs: { topic: 'logs', encoding: 'otlp_json' },
        producer: { required_acks: -1 },
        tls: { insecure: false, ca_file: '/etc/log-output/ca.crt' },
        auth: {
          sasl: {
            username: '<LOG_OUTPUT_USERNAME>',
            password: '<LOG_OUTPUT_PASSWORD>',
            mechanism: 'SCRAM-SHA-512',
          },
        },
        retry_on_failure: RETRY,
      },
    },
  ],
  [
    'Loki gets OTLP of its tenant',
    LogOutput.loki({ url: 'https://loki:3100', tenantId: 'me' }),
    {
      otlphttp: {
        logs_endpoint: 'https://loki:3100/otlp/v1/logs',
        headers: { 'X-Scope-OrgID': 'me' },
        retry_on_failure: RETRY,
      },
    },
  ],
  [
    'OTLP gets headers as they are, and a token',
    LogOutput.otlp({ url: 'https://otel:4318/a', bearerToken: ca, headers: { 'X-A': `$HOME "b" 'c' # $$` } }),
    {
      otlphttp: {
        logs_endpoint: 'https://otel:4318/a/v1/logs',
        headers: { 'X-A': `$HOME "b" 'c' # $$` },
        auth: { authenticator: 'bearertokenauth' },
        retry_on_failure: RETRY,
      },
    },
  ],
  ['standard output gets all', LogOutput.stdout(), { debug: { verbosity: 'detailed', use_internal_logger: false } }],
])('%s', (_, output, expected) => {
  expect(exporter(output)).toEqual(expected);
});

test('secrets stand in extensions, as variables', () => {
  const basic = config({ target: LogOutput.elasticsearch({ host: 'a', credentials: { secret } })._target });
  const bearer = config({ target: LogOutput.otlp({ url: 'https://a', bearerToken: ca })._target });

  expect(basic.extensions.basicauth).toEqual({
    client_auth: { username: '<LOG_OUTPUT_USERNAME>', password: '<LOG_OUTPUT_PASSWORD>' },
  });
  expect(bearer.extensions.bearertokenauth).toEqual({ token: '<LOG_OUTPUT_BEARER_TOKEN>' });
});

test('labels for Loki become attributes', () => {
  const { target } = { target: LogOutput.loki({ url: 'https://a', labels: { cluster: 'one' } })._target };

  expect(config({ target }).processors.resource.attributes).toContainEqual({
    key: 'cluster',
    value: 'one',
    action: 'upsert',
  });
});

test('the output takes parameters in the exporter’s own words', () => {
  expect(
    exporter(LogOutput.otlp({ url: 'https://a' }), { compression: 'zstd', 'tls.min_version': '"1.3"' }),
  ).toMatchObject({
    otlphttp: { compression: 'zstd', tls: { min_version: '1.3' } },
  });
});
