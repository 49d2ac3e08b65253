import type { OptionFaults } from '../option-faults';
import { EnvironmentValue, yamlWithEnvironment } from './environment-yaml';
import { LogFormat } from './log-format';
import { LogPipeline, MAX_LINE_BYTES } from './log-pipeline';
import { otelAuthenticator, otelExporter } from './open-telemetry-exporter';
import { Structure, withStructuredParameters } from './structured-parameters';

/** Port of the health check extension. */
export const OTEL_HEALTH_PORT = 13133;

/** Port of the collector's own metrics. */
export const OTEL_METRICS_PORT = 8888;

/** Ports of the OpenTelemetry protocol, as registered with IANA. */
export const OTLP_PORTS = [
  { name: 'otlp-grpc', number: 4317 },
  { name: 'otlp-http', number: 4318 },
];

/** How many dots of a label's key are replaced: one has that many where a domain of that many parts stands before it. */
const DOTS_IN_LABEL = 8;

/**
 * The pipeline as a configuration file of the OpenTelemetry Collector.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/
 */
export function openTelemetryConfig(pipeline: LogPipeline, otlpReceiver: boolean, faults: OptionFaults): string {
  const { target, stateDirectory, outputParameters } = pipeline;
  const { name, ...exporter } = otelExporter(pipeline);
  const authenticator = otelAuthenticator(target);
  const processors = processorsOf(pipeline);
  return yamlWithEnvironment(
    {
      extensions: {
        health_check: { endpoint: `0.0.0.0:${OTEL_HEALTH_PORT}` },
        file_storage: { directory: stateDirectory },
        ...authenticator,
      },
      receivers: {
        filelog: filelog(pipeline),
        ...(otlpReceiver && { otlp: { protocols: { grpc: at(OTLP_PORTS[0]), http: at(OTLP_PORTS[1]) } } }),
      },
      processors,
      exporters: { [name]: withStructuredParameters(exporter, outputParameters, faults) },
      service: {
        extensions: ['health_check', 'file_storage', ...Object.keys(authenticator)],
        pipelines: {
          logs: {
            receivers: ['filelog', ...(otlpReceiver ? ['otlp'] : [])],
            processors: Object.keys(processors),
            exporters: [name],
          },
        },
        telemetry: {
          metrics: {
            readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: OTEL_METRICS_PORT } } } }],
          },
        },
      },
    },
    'env:',
  );
}

function at({ number }: { readonly number: number }): Structure {
  return { endpoint: `0.0.0.0:${number}` };
}

/** @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/filelogreceiver */
function filelog({ podLogs, excludePods, format }: LogPipeline): Structure {
  return {
    include: [podLogs],
    exclude: excludePods,
    start_at: 'beginning',
    storage: 'file_storage',
    // What is refused for lack of room is offered again, for ever, and nothing is read meanwhile.
    retry_on_failure: { enabled: true, max_elapsed_time: 0 },
    include_file_path: true,
    include_file_name: false,
    operators: format === LogFormat.DOCKER ? dockerLines() : [{ type: 'container', id: 'container' }],
  };
}

/** The operator joins what a runtime of the CRI has cut; Docker ends the last part of a line with its line break. */
function dockerLines(): Structure[] {
  return [
    { type: 'container', id: 'container', format: 'docker' },
    {
      type: 'recombine',
      id: 'joined',
      combine_field: 'body',
      combine_with: '',
      is_last_entry: 'body endsWith "\\n"',
      source_identifier: 'attributes["log.file.path"] + attributes["log.iostream"]',
      max_log_size: MAX_LINE_BYTES * 8,
    },
    { type: 'regex_replace', id: 'trimmed', field: 'body', regex: '\\n$', replace_with: '' },
  ];
}

/**
 * Parts of the container's limit. On Windows a percentage would be of the memory of the node, as it is anywhere without a
 * limit.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor
 */
function memoryLimiter({ windows, memoryMebibytes }: LogPipeline): Structure {
  const [limit, spike] = [80, 20];
  return {
    check_interval: '1s',
    ...(windows && memoryMebibytes !== undefined
      ? {
          limit_mib: Math.floor((memoryMebibytes * limit) / 100),
          spike_limit_mib: Math.floor((memoryMebibytes * spike) / 100),
        }
      : { limit_percentage: limit, spike_limit_percentage: spike }),
  };
}

/** In the order in which they stand: first what refuses records while memory is short. */
function processorsOf(pipeline: LogPipeline): Structure {
  const { kubernetesMetadata, target } = pipeline;
  const search = target.kind === 'elasticsearch' || target.kind === 'opensearch';
  const labels = target.kind === 'loki' ? Object.entries(target.labels) : [];
  return {
    memory_limiter: memoryLimiter(pipeline),
    ...(kubernetesMetadata && { k8sattributes: k8sAttributes() }),
    resource: {
      attributes: [
        { key: 'k8s.node.name', value: new EnvironmentValue('K8S_NODE_NAME'), action: 'upsert' },
        ...labels.map(([key, value]) => ({ key, value, action: 'upsert' })),
      ],
    },
    ...(search && kubernetesMetadata && { transform: withoutDots() }),
  };
}

/** @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/k8sattributesprocessor */
function k8sAttributes(): Structure {
  return {
    auth_type: 'serviceAccount',
    filter: { node_from_env_var: 'K8S_NODE_NAME' },
    extract: {
      // What a pod says of itself: more would need to read its owners as well.
      metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.pod.start_time', 'k8s.node.name'],
      labels: [{ tag_name: 'k8s.pod.label.$1', key_regex: '(.*)', from: 'pod' }],
      annotations: [{ tag_name: 'k8s.pod.annotation.$1', key_regex: '(.*)', from: 'pod' }],
    },
    pod_association: [
      { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
      { sources: [{ from: 'connection' }] },
    ],
  };
}

/** Elasticsearch refuses records of pods with labels such as app and app.kubernetes.io/name: one key is a text and a map. */
function withoutDots(): Structure {
  const replaceOne = ['label', 'annotation'].map(
    (kind) => `replace_all_patterns(resource.attributes, "key", "^(k8s\\\\.pod\\\\.${kind}\\\\.[^.]+)\\\\.", "\${1}_")`,
  );
  return {
    error_mode: 'ignore',
    log_statements: [
      { context: 'resource', statements: Array.from({ length: DOTS_IN_LABEL }, () => replaceOne).flat() },
    ],
  };
}
