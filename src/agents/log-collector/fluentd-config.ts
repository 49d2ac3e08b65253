import type { OptionFaults } from '../option-faults';
import { FluentdDirective, FluentdEnvironment, FluentdParameters, renderDirectives } from './fluentd-directive';
import { fluentdOutput } from './fluentd-output';
import { LogFormat } from './log-format';
import { LogPipeline, MAX_RETRY_SECONDS, REFRESH_SECONDS, withOutputParameters } from './log-pipeline';

/** Port of the monitor agent, which every Fluentd image holds: health. */
export const FLUENTD_MONITOR_PORT = 24220;

/** Port of the Prometheus plugin, which the Kubernetes images hold: metrics. */
export const FLUENTD_METRICS_PORT = 24231;

const TAG = 'kubernetes.**';

/**
 * The pipeline as a configuration file of Fluentd.
 *
 * @see https://docs.fluentd.org/configuration/config-file
 */
export function fluentdConfig(pipeline: LogPipeline, metrics: boolean, faults: OptionFaults): string {
  const joinsLines = pipeline.format === LogFormat.CRI;
  return renderDirectives([
    // What Fluentd says of itself goes to its own log; as records a failing output would feed on its own complaints.
    { name: 'label', pattern: '@FLUENT_LOG', parameters: {}, sections: [match('**', { '@type': 'null' })] },
    ...monitoring(metrics),
    tail(pipeline, joinsLines ? '@LINES' : '@RECORDS'),
    ...(joinsLines ? [joinPartialLines()] : []),
    {
      name: 'label',
      pattern: '@RECORDS',
      parameters: {},
      sections: [...enrich(pipeline), deliver(pipeline, faults)],
    },
  ]);
}

function monitoring(metrics: boolean): FluentdDirective[] {
  const source = (parameters: FluentdParameters) => ({ name: 'source', parameters });
  return [
    source({ '@type': 'monitor_agent', bind: '0.0.0.0', port: FLUENTD_MONITOR_PORT, include_config: false }),
    ...(metrics
      ? [
          source({ '@type': 'prometheus', bind: '0.0.0.0', port: FLUENTD_METRICS_PORT, metrics_path: '/metrics' }),
          source({ '@type': 'prometheus_output_monitor' }),
        ]
      : []),
  ];
}

function tail({ format, containerLogs, exclude, positionFile }: LogPipeline, label: string): FluentdDirective {
  return {
    name: 'source',
    parameters: {
      '@type': 'tail',
      '@id': 'container_logs',
      '@label': label,
      path: containerLogs,
      ...(exclude.length > 0 && { exclude_path: exclude }),
      pos_file: positionFile,
      tag: 'kubernetes.*',
      read_from_head: true,
      refresh_interval: REFRESH_SECONDS,
    },
    sections: [{ name: 'parse', parameters: parser(format) }],
  };
}

function parser(format: LogFormat): FluentdParameters {
  switch (format) {
    case LogFormat.CRI:
      return { '@type': 'cri' };
    case LogFormat.DOCKER:
      return { '@type': 'json', time_key: 'time', time_format: '%Y-%m-%dT%H:%M:%S.%NZ', keep_time_key: true };
  }
}

/** The runtime cuts lines after 16 KiB and marks all parts but the last with P. */
function joinPartialLines(): FluentdDirective {
  return {
    name: 'label',
    pattern: '@LINES',
    parameters: {},
    sections: [
      {
        name: 'filter',
        pattern: TAG,
        parameters: {
          '@type': 'concat',
          key: 'message',
          partial_key: 'logtag',
          partial_value: 'P',
          separator: '',
          // Standard output and standard error may each have an unfinished line.
          stream_identity_key: 'stream',
          timeout_label: '@RECORDS',
        },
      },
      match(TAG, { '@type': 'relabel', '@label': '@RECORDS' }),
    ],
  };
}

function enrich({ kubernetesMetadata, target }: LogPipeline): FluentdDirective[] {
  const filter = (parameters: FluentdParameters, sections: FluentdDirective[] = []) => ({
    name: 'filter',
    pattern: TAG,
    parameters,
    sections,
  });
  if (!kubernetesMetadata) {
    const record = { name: 'record', parameters: { node_name: new FluentdEnvironment('K8S_NODE_NAME') } };
    return [filter({ '@type': 'record_transformer' }, [record])];
  }
  return [
    filter({ '@type': 'kubernetes_metadata' }),
    // Elasticsearch refuses records of pods with labels such as app and app.kubernetes.io/name: one key is a text and a map.
    ...(target.kind === 'elasticsearch' ? [filter({ '@type': 'dedot', de_dot: true, de_dot_nested: true })] : []),
    ...(target.kind === 'opensearch' ? [filter(...withoutDots())] : []),
  ];
}

/** The image for OpenSearch has no plugin for it: the same with what Fluentd brings. */
function withoutDots(): [FluentdParameters, FluentdDirective[]] {
  const undotted = ['labels', 'namespace_labels', 'annotations', 'namespace_annotations'].map(
    (key) => `(known["${key}"] ? { "${key}" => known["${key}"].transform_keys { |name| name.tr(".", "_") } } : {})`,
  );
  const kubernetes = `\${known = record["kubernetes"] || {}; known.merge(${undotted.join(', ')})}`;
  return [
    { '@type': 'record_transformer', enable_ruby: true, auto_typecast: true },
    [{ name: 'record', parameters: { kubernetes } }],
  ];
}

function deliver(
  { target, bufferDirectory, flushSeconds, outputParameters }: LogPipeline,
  faults: OptionFaults,
): FluentdDirective {
  const output = fluentdOutput(target);
  return match(TAG, withOutputParameters(output.parameters, outputParameters, faults), [
    ...output.sections,
    {
      name: 'buffer',
      parameters: {
        '@type': 'file',
        path: bufferDirectory,
        flush_interval: `${flushSeconds}s`,
        total_limit_size: '512m',
        // A full buffer stops the reading; positions stay, so what is not read yet is read later.
        overflow_action: 'block',
        retry_max_interval: `${MAX_RETRY_SECONDS}s`,
        retry_forever: true,
      },
    },
  ]);
}

function match(pattern: string, parameters: FluentdParameters, sections: FluentdDirective[] = []): FluentdDirective {
  return { name: 'match', pattern, parameters, sections };
}
