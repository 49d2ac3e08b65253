import { FluentdSection, at, parseFluentd, sourceOf } from './parse-fluentd';
import { pipelineOf } from './pipeline-fixture';
import { fluentdConfig } from '../../../src/agents/log-collector/fluentd-config';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';
import { OptionFaults } from '../../../src/agents/option-faults';

const PIPELINE = pipelineOf({
  positionFile: '/state/containers.pos',
  exclude: ['/var/log/containers/logs-*_agents_fluentd-*.log'],
});

function config(pipeline: Partial<LogPipeline> = {}, metrics = true): FluentdSection {
  const faults = new OptionFaults('Collector');
  const text = fluentdConfig({ ...PIPELINE, ...pipeline }, metrics, faults);
  faults.throwIfAny();
  return parseFluentd(text);
}

test('what Fluentd says of itself is no record, so a failing output does not feed on its own complaints', () => {
  expect(at(config(), 'label @FLUENT_LOG', 'match **').parameters).toEqual({ '@type': 'null' });
});

test('health and metrics are served, without a word of the configuration', () => {
  const served = config();

  expect(sourceOf(served, 'monitor_agent')!.parameters).toMatchObject({ port: '24220', include_config: 'false' });
  expect(sourceOf(served, 'prometheus')!.parameters).toMatchObject({ port: '24231', metrics_path: '/metrics' });
  expect(sourceOf(served, 'prometheus_output_monitor')).toBeDefined();
});

test('without metrics an image needs no Prometheus plugin', () => {
  expect(sourceOf(config({}, false), 'prometheus')).toBeUndefined();
  expect(sourceOf(config({}, false), 'monitor_agent')).toBeDefined();
});

test('all containers are read from the beginning, but for its own', () => {
  expect(sourceOf(config(), 'tail')!.parameters).toMatchObject({
    path: '/var/log/containers/*.log',
    exclude_path: '["/var/log/containers/logs-*_agents_fluentd-*.log"]',
    pos_file: '/state/containers.pos',
    tag: 'kubernetes.*',
    read_from_head: 'true',
    refresh_interval: '5',
  });
});

test('lines that the runtime has cut are joined, for each stream by itself', () => {
  const cri = config();

  expect(at(sourceOf(cri, 'tail')!, 'parse').parameters).toEqual({ '@type': 'cri' });
  expect(sourceOf(cri, 'tail')!.parameters['@label']).toBe('@LINES');
  expect(at(cri, 'label @LINES', 'filter kubernetes.**').parameters).toEqual({
    '@type': 'concat',
    key: 'message',
    partial_key: 'logtag',
    partial_value: 'P',
    separator: '',
    stream_identity_key: 'stream',
    timeout_label: '@RECORDS',
  });
  expect(at(cri, 'label @LINES', 'match kubernetes.**').parameters).toEqual({
    '@type': 'relabel',
    '@label': '@RECORDS',
  });
});

test('JSON lines of Docker go straight on', () => {
  const docker = config({ format: LogFormat.DOCKER });

  expect(sourceOf(docker, 'tail')!.parameters['@label']).toBe('@RECORDS');
  expect(at(sourceOf(docker, 'tail')!, 'parse').parameters).toEqual({
    '@type': 'json',
    time_key: 'time',
    time_format: '%Y-%m-%dT%H:%M:%S.%NZ',
    keep_time_key: 'true',
  });
  expect(docker.sections.filter(({ name }) => name === 'label @LINES')).toEqual([]);
});

test.each<[string, Partial<LogPipeline>, string[]]>([
  ['their pods, in keys that Elasticsearch takes', {}, ['kubernetes_metadata', 'dedot']],
  [
    'their pods, in keys that OpenSearch takes',
    { target: LogOutput.opensearch({ host: 'a' })._target },
    ['kubernetes_metadata', 'record_transformer'],
  ],
  ['their pods', { target: LogOutput.forward({ host: 'a' })._target }, ['kubernetes_metadata']],
  ['the name of the node alone', { kubernetesMetadata: false }, ['record_transformer']],
])('records are joined with %s', (_, pipeline, filters) => {
  const { sections } = at(config(pipeline), 'label @RECORDS');

  const types = sections
    .filter(({ name }) => name === 'filter kubernetes.**')
    .map(({ parameters }) => parameters['@type']);
  expect(types).toEqual(filters);
});

test('the name of the node comes from the environment', () => {
  const records = at(config({ kubernetesMetadata: false }), 'label @RECORDS', 'filter kubernetes.**', 'record');

  expect(records.parameters).toEqual({ node_name: `"#{ENV['K8S_NODE_NAME']}"` });
});

test('what is not delivered waits on the node, for ever, and stops the reading when there is too much', () => {
  const output = at(config({ flushSeconds: 10 }), 'label @RECORDS', 'match kubernetes.**');

  expect(at(output, 'buffer').parameters).toEqual({
    '@type': 'file',
    path: '/state/buffer',
    flush_interval: '10s',
    total_limit_size: '512m',
    overflow_action: 'block',
    retry_max_interval: '30s',
    retry_forever: 'true',
  });
});

test('the output takes parameters in Fluentd’s own words', () => {
  const output = at(config({ outputParameters: { type_name: 'fluentd' } }), 'label @RECORDS', 'match kubernetes.**');

  expect(output.parameters).toMatchObject({ '@type': 'elasticsearch', type_name: 'fluentd' });
  expect(() => config({ outputParameters: { host: 'other' } })).toThrow('host is already decided');
});
