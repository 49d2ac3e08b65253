import { Yaml } from 'cdk8s';
import type { OptionFaults } from '../option-faults';
import { Properties, outputPlugin } from './fluent-bit-output';
import { LogPipeline, MAX_RETRY_SECONDS, REFRESH_SECONDS, withOutputParameters } from './log-pipeline';
import { CA_FILE, LogTarget } from './log-target';

/** Port of Fluent Bit's own HTTP server: health and metrics. */
export const FLUENT_BIT_HTTP_PORT = 2020;

/** Chunks of about 2 MB that are held in memory at once. With all of them full the reading pauses, so nothing is dropped. */
const MAX_CHUNKS_IN_MEMORY = 64;

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

function tail({ format, containerLogs, exclude, positionFile }: LogPipeline): Properties {
  return {
    name: 'tail',
    tag: 'kube.*',
    path: containerLogs,
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
  const { name, ...parameters } = outputPlugin(target);
  return {
    name,
    match: '*',
    ...('host' in target && { host: target.host, port: target.port }),
    ...parameters,
    retry_limit: 'no_limits',
    // The library that speaks to Kafka has its own words for this.
    ...(target.kind !== 'kafka' && target.tls && { tls: 'on' }),
    ...(target.kind !== 'kafka' && target.ca && { 'tls.ca_file': CA_FILE }),
  };
}
