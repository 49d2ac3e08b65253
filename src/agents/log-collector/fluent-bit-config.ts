import { Yaml } from 'cdk8s';
import type { OptionFaults } from '../option-faults';
import { CONTAINER_LOGS, LogPipeline, MAX_RETRY_SECONDS, withOutputParameters } from './log-pipeline';
import { CA_FILE, LogTarget, SECRET_VARIABLES } from './log-target';

/** Port of Fluent Bit's own HTTP server: health and metrics. */
export const FLUENT_BIT_HTTP_PORT = 2020;

/** Chunks of about 2 MB that are held in memory at once. With all of them full the reading pauses, so nothing is dropped. */
const MAX_CHUNKS_IN_MEMORY = 64;

/** Seconds until the log of a new container is noticed; the default of 60 misses what lives shorter. */
const REFRESH_SECONDS = 5;

type Properties = Record<string, string | number | string[]>;

/**
 * The pipeline as a configuration file of Fluent Bit, in YAML: structured data, so no value can end its own line.
 *
 * @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml
 */
export function fluentBitConfig(pipeline: LogPipeline, faults: OptionFaults): string {
  return Yaml.stringify({
    service: {
      flush: pipeline.flushSeconds,
      log_level: 'info',
      http_server: 'on',
      http_listen: '0.0.0.0',
      http_port: FLUENT_BIT_HTTP_PORT,
      health_check: 'on',
      'scheduler.cap': MAX_RETRY_SECONDS,
      'storage.path': pipeline.bufferDirectory,
      'storage.max_chunks_up': MAX_CHUNKS_IN_MEMORY,
    },
    pipeline: {
      inputs: [tail(pipeline)],
      filters: [enrich(pipeline)],
      outputs: [withOutputParameters(output(pipeline.target), pipeline.outputParameters, faults)],
    },
  });
}

function tail({ format, exclude, positionFile }: LogPipeline): Properties {
  return {
    name: 'tail',
    tag: 'kube.*',
    path: CONTAINER_LOGS,
    ...(exclude.length > 0 && { exclude_path: exclude.join(',') }),
    'multiline.parser': format,
    db: positionFile,
    'db.locking': 'on',
    read_from_head: 'on',
    refresh_interval: REFRESH_SECONDS,
    // Docker cuts lines after 16 KiB and then writes them as JSON, in up to six times as many bytes.
    buffer_max_size: '128k',
    skip_long_lines: 'on',
    'storage.type': 'filesystem',
    'storage.pause_on_chunks_overlimit': 'on',
  };
}

function enrich({ kubernetesMetadata }: LogPipeline): Properties {
  if (!kubernetesMetadata) return { name: 'record_modifier', match: 'kube.*', record: 'node_name ${NODE_NAME}' };
  return {
    name: 'kubernetes',
    match: 'kube.*',
    // Answers longer than the default of 32 kB would be dropped, and with them the metadata of large pods.
    buffer_size: 0,
    merge_log: 'on',
    keep_log: 'off',
    'k8s-logging.parser': 'on',
    'k8s-logging.exclude': 'on',
  };
}

function output(target: LogTarget): Properties {
  const { name, ...parameters } = plugin(target);
  return {
    name,
    match: '*',
    host: target.host,
    port: target.port,
    ...parameters,
    retry_limit: 'no_limits',
    ...(target.tls && { tls: 'on' }),
    ...(target.ca && { 'tls.ca_file': CA_FILE }),
  };
}

function plugin(target: LogTarget): Properties {
  switch (target.kind) {
    case 'elasticsearch':
      return {
        name: 'es',
        ...(target.path && { path: target.path }),
        ...('name' in target.index
          ? { index: target.index.name }
          : { logstash_format: 'on', logstash_prefix: target.index.dailyPrefix }),
        // Elasticsearch 8 knows no mapping types.
        suppress_type_name: 'on',
        // It refuses records of pods with labels such as app and app.kubernetes.io/name: one key is a text and a map.
        replace_dots: 'on',
        ...(target.credentials && credentials()),
      };
    case 'forward':
      return {
        name: 'forward',
        require_ack_response: 'on',
        // On by default since 5.0.4; Fluentd then takes every record for invalid and drops it.
        retain_metadata_in_forward_mode: 'off',
        ...(target.sharedKey && {
          shared_key: environment(SECRET_VARIABLES.sharedKey),
          self_hostname: environment('NODE_NAME'),
        }),
      };
    case 'http':
      return {
        name: 'http',
        uri: target.uri,
        format: 'json',
        json_date_format: 'iso8601',
        ...(headers(target).length > 0 && { header: headers(target) }),
        ...(target.credentials && credentials()),
      };
  }
}

function credentials(): Properties {
  return {
    http_user: environment(SECRET_VARIABLES.username),
    http_passwd: environment(SECRET_VARIABLES.password),
  };
}

function headers({ headers: fixed, bearerToken }: LogTarget & { kind: 'http' }): string[] {
  return [
    ...Object.entries(fixed).map(([name, value]) => `${name} ${value}`),
    ...(bearerToken ? [`Authorization Bearer ${environment(SECRET_VARIABLES.bearerToken)}`] : []),
  ];
}

function environment(variable: string): string {
  return `\${${variable}}`;
}
