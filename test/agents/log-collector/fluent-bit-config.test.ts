import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { fluentBitConfig } from '../../../src/agents/log-collector/fluent-bit-config';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';
import { OptionFaults } from '../../../src/agents/option-faults';
import { scope } from '../role-fixture';
import { pipelineOf } from './pipeline-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };

const PIPELINE = pipelineOf({
  positionFile: '/state/containers.db',
  exclude: ['/var/log/containers/logs-*_agents_fluent-bit-*.log'],
});

function config(pipeline: Partial<LogPipeline> = {}): any {
  const faults = new OptionFaults('Collector');
  const text = fluentBitConfig({ ...PIPELINE, ...pipeline }, faults);
  faults.throwIfAny();
  return parse(text);
}

function output(logOutput: LogOutput, outputParameters: Record<string, string> = {}): any {
  return config({ target: logOutput._target, outputParameters }).pipeline.outputs[0];
}

test('health and metrics are served, and what is not delivered waits on the node', () => {
  expect(config({ flushSeconds: 10 }).service).toMatchObject({
    flush: 10,
    http_server: 'on',
    http_port: 2020,
    health_check: 'on',
    'scheduler.cap': 30,
    'storage.path': '/state/buffer',
  });
});

test('all containers are read from the beginning, but for its own, and no faster than they are delivered', () => {
  expect(config().pipeline.inputs).toEqual([
    {
      name: 'tail',
      tag: 'kube.*',
      path: '/var/log/containers/*.log',
      exclude_path: '/var/log/containers/logs-*_agents_fluent-bit-*.log',
      'multiline.parser': 'cri',
      db: '/state/containers.db',
      'db.locking': 'on',
      read_from_head: 'on',
      refresh_interval: 5,
      buffer_max_size: '128k',
      skip_long_lines: 'on',
      'storage.type': 'filesystem',
      'storage.pause_on_chunks_overlimit': 'on',
    },
  ]);
});

test('lines of Docker are read as such', () => {
  expect(config({ format: LogFormat.DOCKER }).pipeline.inputs[0]['multiline.parser']).toBe('docker');
});

test('records are joined with their pods, however large those are', () => {
  expect(config().pipeline.filters).toEqual([
    {
      name: 'kubernetes',
      match: 'kube.*',
      buffer_size: 0,
      merge_log: 'on',
      keep_log: 'off',
      'k8s-logging.parser': 'on',
      'k8s-logging.exclude': 'on',
    },
  ]);
});

test('without the API server they are joined with the name of the node', () => {
  expect(config({ kubernetesMetadata: false }).pipeline.filters).toEqual([
    { name: 'record_modifier', match: 'kube.*', record: 'node_name ${NODE_NAME}' },
  ]);
});

test.each<[string, LogOutput, object]>([
  [
    'Elasticsearch gets an index a day over TLS',
    LogOutput.elasticsearch({ host: 'logs.example.com' }),
    {
      name: 'es',
      host: 'logs.example.com',
      port: 9200,
      logstash_format: 'on',
      logstash_prefix: 'kubernetes',
      suppress_type_name: 'on',
      replace_dots: 'on',
      tls: 'on',
    },
  ],
  [
    'Elasticsearch gets one index in plain text, with credentials',
    LogOutput.elasticsearch({ host: 'a', tls: false, path: '/es', index: 'logs', credentials: { secret } }),
    {
      name: 'es',
      host: 'a',
      port: 9200,
      path: '/es',
      index: 'logs',
      suppress_type_name: 'on',
      replace_dots: 'on',
      http_user: '${LOG_OUTPUT_USERNAME}',
      http_passwd: '${LOG_OUTPUT_PASSWORD}',
    },
  ],
  [
    'an aggregator acknowledges, and is spared what Fluentd does not understand',
    LogOutput.forward({ host: 'aggregator', ca, sharedKey: { secret, key: 'key' } }),
    {
      name: 'forward',
      host: 'aggregator',
      port: 24224,
      require_ack_response: 'on',
      retain_metadata_in_forward_mode: 'off',
      shared_key: '${LOG_OUTPUT_SHARED_KEY}',
      self_hostname: '${NODE_NAME}',
      tls: 'on',
      'tls.ca_file': '/etc/log-output/ca.crt',
    },
  ],
  [
    'HTTP gets JSON',
    LogOutput.http({ url: 'http://logs.example.com:8080/in?a=b' }),
    {
      name: 'http',
      host: 'logs.example.com',
      port: 8080,
      uri: '/in?a=b',
      format: 'json',
      json_date_format: 'iso8601',
    },
  ],
  [
    'HTTP gets headers and a token',
    LogOutput.http({ url: 'https://a', headers: { 'X-A': `b "c": 'd' #e` }, bearerToken: { secret, key: 'token' } }),
    {
      name: 'http',
      host: 'a',
      port: 443,
      uri: '/',
      format: 'json',
      json_date_format: 'iso8601',
      header: [`X-A b "c": 'd' #e`, 'Authorization Bearer ${LOG_OUTPUT_BEARER_TOKEN}'],
      tls: 'on',
    },
  ],
  [
    'OpenSearch has a plugin of its own',
    LogOutput.opensearch({ host: 'a', index: 'logs' }),
    {
      name: 'opensearch',
      host: 'a',
      port: 9200,
      index: 'logs',
      suppress_type_name: 'on',
      replace_dots: 'on',
      tls: 'on',
    },
  ],
  [
    'Kafka gets every record however long it was away, from replicas in sync',
    LogOutput.kafka({ brokers: ['a:9093', 'b:9093'], topic: 'logs', ca, credentials: { secret } }),
    {
      name: 'kafka',
      brokers: 'a:9093,b:9093',
      topics: 'logs',
      format: 'json',
      timestamp_format: 'iso8601_ns',
      queue_full_retries: 0,
      'rdkafka.acks': 'all',
      'rdkafka.message.timeout.ms': 0,
      'rdkafka.security.protocol': 'sasl_ssl',
      'rdkafka.ssl.ca.location': '/etc/log-output/ca.crt',
      'rdkafka.sasl.mechanism': 'SCRAM-SHA-512',
      'rdkafka.sasl.username': '${LOG_OUTPUT_USERNAME}',
      'rdkafka.sasl.password': '${LOG_OUTPUT_PASSWORD}',
    },
  ],
  [
    'Loki gets lines as they were written, in a stream a container',
    LogOutput.loki({ url: 'https://loki:3100/', tenantId: 'me', labels: { cluster: 'one' } }),
    {
      name: 'loki',
      host: 'loki',
      port: 3100,
      uri: '/loki/api/v1/push',
      labels:
        "cluster=one,namespace=$kubernetes['namespace_name'],pod=$kubernetes['pod_name']," +
        "container=$kubernetes['container_name'],stream=$stream",
      remove_keys: 'kubernetes,stream,time,_p',
      line_format: 'json',
      drop_single_key: 'raw',
      tenant_id: 'me',
      tls: 'on',
    },
  ],
  [
    'OTLP gets the line as the body',
    LogOutput.otlp({ url: 'http://otel:4318/a', credentials: { secret } }),
    {
      name: 'opentelemetry',
      host: 'otel',
      port: 4318,
      logs_uri: '/a/v1/logs',
      logs_body_key: '$log',
      logs_body_key_attributes: 'on',
      http_user: '${LOG_OUTPUT_USERNAME}',
      http_passwd: '${LOG_OUTPUT_PASSWORD}',
    },
  ],
  [
    'standard output gets a JSON text a line',
    LogOutput.stdout(),
    { name: 'stdout', format: 'json_lines', json_date_format: 'iso8601' },
  ],
])('%s', (_, logOutput, expected) => {
  expect(output(logOutput)).toEqual({ match: '*', retry_limit: 'no_limits', ...expected });
});

test.each([
  [true, undefined, 'ssl'],
  [false, undefined, 'plaintext'],
  [false, { secret }, 'sasl_plaintext'],
])('Kafka with TLS %s and credentials %o is spoken to by %s', (tls, credentials, protocol) => {
  const logOutput = LogOutput.kafka({ brokers: ['a:1'], topic: 'b', tls, credentials });

  expect(output(logOutput)['rdkafka.security.protocol']).toBe(protocol);
});

test('the output takes parameters in Fluent Bit’s own words, as values and never as configuration', () => {
  const logOutput = LogOutput.elasticsearch({ host: 'a' });

  expect(output(logOutput, { tag_key: '"a": [b] # c' })).toMatchObject({ tag_key: '"a": [b] # c' });
  expect(() => output(logOutput, { Tls: 'off' })).toThrow('Tls is already decided');
});
