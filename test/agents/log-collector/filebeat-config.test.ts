import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { pipelineOf } from './pipeline-fixture';
import { filebeatConfig } from '../../../src/agents/log-collector/filebeat-config';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';
import { OptionFaults } from '../../../src/agents/option-faults';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };

function config(pipeline: Partial<LogPipeline> = {}): any {
  const faults = new OptionFaults('Collector');
  const text = filebeatConfig(pipelineOf(pipeline), faults);
  faults.throwIfAny();
  return parse(text);
}

function output(logOutput: LogOutput, outputParameters: Record<string, string> = {}): any {
  return config({ target: logOutput._target, outputParameters }).output;
}

test('all containers are read from the beginning, however short their logs, and rotated files to their end', () => {
  const [input] = config().filebeat.inputs;

  expect(input).toMatchObject({
    type: 'filestream',
    id: 'container-logs',
    paths: ['/var/log/containers/*.log'],
    prospector: { scanner: { symlinks: true, check_interval: '5s', fingerprint: { enabled: false } } },
    file_identity: { native: null },
    close: { on_state_change: { removed: false, renamed: false } },
    clean_removed: false,
  });
});

test.each([
  ['/var/log/containers/logs-x7k2p_agents_collector-0a1b.log', true],
  ['/var/log/containers/web-1_apps_collector-0a1b.log', false],
  ['/var/log/containers/logs-x7k2p_agents_collector-0a1bXlog', false],
])('%s is its own log: %s', (path, own) => {
  const [{ prospector }] = config().filebeat.inputs;

  expect(new RegExp(prospector.scanner.exclude_files[0]).test(path)).toBe(own);
});

test.each([
  [LogFormat.CRI, 'cri'],
  [LogFormat.DOCKER, 'docker'],
])('lines of format %s are parsed and joined', (format, name) => {
  expect(config({ format }).filebeat.inputs[0].parsers).toEqual([{ container: { stream: 'all', format: name } }]);
});

test('positions and what is not delivered are kept on the node, and a full queue stops the reading', () => {
  expect(config().path).toEqual({ data: '/state' });
  expect(config().queue).toEqual({ disk: { max_size: 536870912 } });
});

test('it tells of itself, and sets nothing up in Elasticsearch', () => {
  expect(config().http).toEqual({ enabled: true, host: '0.0.0.0', port: 5066 });
  expect(config().setup).toEqual({ template: { enabled: false }, ilm: { enabled: false } });
});

test('records are joined with the pods of the node alone', () => {
  const [{ add_kubernetes_metadata: metadata }] = config().processors;

  expect(metadata).toMatchObject({
    host: '${NODE_NAME}',
    scope: 'node',
    add_resource_metadata: {
      deployment: false,
      cronjob: false,
      namespace: { enabled: false },
      node: { enabled: false },
    },
    matchers: [{ logs_path: { logs_path: '/var/log/containers/' } }],
  });
});

test('without the API server they have the name of the node', () => {
  expect(config({ kubernetesMetadata: false }).processors[0]).toEqual({
    add_fields: { target: 'kubernetes', fields: { node: { name: '${NODE_NAME}' } } },
  });
});

test.each<[string, LogOutput, object]>([
  [
    'Elasticsearch gets an index a day',
    LogOutput.elasticsearch({ host: 'a', path: '/es', ca, credentials: { secret } }),
    {
      elasticsearch: {
        hosts: ['https://a:9200/es'],
        index: 'kubernetes-%{+yyyy.MM.dd}',
        username: '${LOG_OUTPUT_USERNAME}',
        password: '${LOG_OUTPUT_PASSWORD}',
        backoff: { max: '30s' },
        ssl: { enabled: true, certificate_authorities: ['/etc/log-output/ca.crt'] },
      },
    },
  ],
  [
    'Elasticsearch gets one index in plain text',
    LogOutput.elasticsearch({ host: 'fd00::1', index: 'logs', tls: false }),
    { elasticsearch: { hosts: ['http://[fd00::1]:9200/'], index: 'logs', backoff: { max: '30s' } } },
  ],
  [
    'Kafka gets JSON',
    LogOutput.kafka({ brokers: ['a:9093'], topic: 'logs', credentials: { secret } }),
    {
      kafka: {
        hosts: ['a:9093'],
        topic: 'logs',
        required_acks: -1,
        partition: { round_robin: { reachable_only: true } },
        username: '${LOG_OUTPUT_USERNAME}',
        password: '${LOG_OUTPUT_PASSWORD}',
        sasl: { mechanism: 'SCRAM-SHA-512' },
        ssl: { enabled: true },
      },
    },
  ],
  [
    'a Logstash gets its own protocol',
    LogOutput.beats({ host: 'logstash', ca }),
    {
      logstash: {
        hosts: ['logstash:5044'],
        backoff: { max: '30s' },
        ssl: { enabled: true, certificate_authorities: ['/etc/log-output/ca.crt'] },
      },
    },
  ],
  ['standard output gets a JSON text a line', LogOutput.stdout(), { console: { pretty: false } }],
])('%s', (_, logOutput, expected) => {
  expect(output(logOutput)).toEqual(expected);
});

test('records for Elasticsearch may go to a data stream', () => {
  const created = { add_fields: { target: '@metadata', fields: { op_type: 'create' } } };

  expect(config().processors).toContainEqual(created);
  expect(config({ target: LogOutput.stdout()._target }).processors).not.toContainEqual(created);
});

test('the output takes parameters in Filebeat’s own words, as values and never as configuration', () => {
  const logOutput = LogOutput.elasticsearch({ host: 'a' });

  expect(
    output(logOutput, { 'ssl.verification_mode': 'full', worker: '2', pipeline: '"a": [b] # c $d' }),
  ).toMatchObject({
    elasticsearch: { ssl: { enabled: true, verification_mode: 'full' }, worker: 2, pipeline: '"a": [b] # c $d' },
  });
  expect(() => output(logOutput, { pipeline: '${HOME}' })).toThrow('${ cannot stand in a configuration value');
});
