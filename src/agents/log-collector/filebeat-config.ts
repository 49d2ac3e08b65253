import { stringify } from 'yaml';
import type { OptionFaults } from '../option-faults';
import { LogFormat } from './log-format';
import { LogPipeline, MAX_BUFFER_BYTES, MAX_RETRY_SECONDS, REFRESH_SECONDS } from './log-pipeline';
import { CA_FILE, ElasticsearchTarget, LogTarget, SECRET_VARIABLES, urlOf } from './log-target';
import { Structure, withStructuredParameters } from './structured-parameters';

/** Port at which Filebeat tells of itself. */
export const FILEBEAT_HTTP_PORT = 5066;

/**
 * The pipeline as a configuration file of Filebeat, in YAML. It replaces variables in values it has read, so none can end
 * its own.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/configuring-howto-filebeat
 */
export function filebeatConfig(pipeline: LogPipeline, faults: OptionFaults): string {
  const { target, stateDirectory, outputParameters } = pipeline;
  const { name, ...output } = filebeatOutput(target);
  const config = {
    path: { data: stateDirectory },
    filebeat: { inputs: [filestream(pipeline)] },
    processors: processorsOf(pipeline),
    // Records are acknowledged to the reader once they are on disk; a full queue stops the reading.
    queue: { disk: { max_size: MAX_BUFFER_BYTES } },
    output: { [name]: withStructuredParameters(output, outputParameters, faults) },
    // Templates and policies of indices are what their operator decides; they take rights that a collector needs for nothing else.
    setup: { template: { enabled: false }, ilm: { enabled: false } },
    http: { enabled: true, host: '0.0.0.0', port: FILEBEAT_HTTP_PORT },
  };
  return stringify(config, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-filestream */
function filestream({ containerLogs, exclude, format }: LogPipeline): Structure {
  return {
    type: 'filestream',
    id: 'container-logs',
    paths: [containerLogs],
    prospector: {
      scanner: {
        symlinks: true,
        exclude_files: exclude.map(patternOf),
        check_interval: `${REFRESH_SECONDS}s`,
        // Files are otherwise told apart by their first KiB, and shorter ones are not read.
        fingerprint: { enabled: false },
      },
    },
    file_identity: { native: null },
    // A file that is rotated away is read to its end, by what is still open of it.
    close: { on_state_change: { removed: false, renamed: false } },
    clean_removed: false,
    ignore_older: '720h',
    clean_inactive: '1080h',
    parsers: [{ container: { stream: 'all', format: format === LogFormat.DOCKER ? 'docker' : 'cri' } }],
  };
}

/** The regular expression for the paths that a pattern with * stands for. */
function patternOf(pattern: string): string {
  return `^${pattern
    .split('*')
    .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*')}$`;
}

function processorsOf({ kubernetesMetadata, target }: LogPipeline): Structure[] {
  const node = '${NODE_NAME}';
  return [
    kubernetesMetadata
      ? {
          add_kubernetes_metadata: {
            host: node,
            scope: 'node',
            // Of pods alone: owners, namespaces and nodes would each have to be read as well.
            add_resource_metadata: {
              deployment: false,
              cronjob: false,
              namespace: { enabled: false },
              node: { enabled: false },
            },
            default_indexers: { enabled: false },
            default_matchers: { enabled: false },
            indexers: [{ container: null }],
            matchers: [{ logs_path: { logs_path: '/var/log/containers/' } }],
          },
        }
      : { add_fields: { target: 'kubernetes', fields: { node: { name: node } } } },
    // A data stream takes nothing else, and an index takes it as well.
    ...(target.kind === 'elasticsearch'
      ? [{ add_fields: { target: '@metadata', fields: { op_type: 'create' } } }]
      : []),
  ];
}

function filebeatOutput(target: LogTarget): Structure & { readonly name: string } {
  switch (target.kind) {
    case 'elasticsearch':
      return { name: 'elasticsearch', ...elasticsearch(target) };
    case 'kafka':
      return {
        name: 'kafka',
        hosts: target.brokers,
        topic: target.topic,
        required_acks: -1,
        partition: { round_robin: { reachable_only: true } },
        ...(target.credentials && { ...credentials(), sasl: { mechanism: target.credentials.mechanism } }),
        ...ssl(target),
      };
    case 'beats':
      return { name: 'logstash', hosts: [authority(target.host, target.port)], ...BACKOFF, ...ssl(target) };
    case 'stdout':
      return { name: 'console', pretty: false };
    default:
      throw new Error(`Filebeat has no output for ${target.kind}.`);
  }
}

/** There is no last attempt; Filebeat counts none. */
const BACKOFF = { backoff: { max: `${MAX_RETRY_SECONDS}s` } };

function elasticsearch(target: ElasticsearchTarget): Structure {
  const { index, path = '/' } = target;
  return {
    hosts: [urlOf({ ...target, uri: path })],
    index: 'name' in index ? index.name : `${index.dailyPrefix}-%{+yyyy.MM.dd}`,
    ...(target.credentials && credentials()),
    ...BACKOFF,
    ...ssl(target),
  };
}

function ssl({ tls, ca }: Pick<LogTarget, 'tls' | 'ca'>): Structure {
  return tls ? { ssl: { enabled: true, ...(ca && { certificate_authorities: [CA_FILE] }) } } : {};
}

function credentials(): Structure {
  return { username: `\${${SECRET_VARIABLES.username}}`, password: `\${${SECRET_VARIABLES.password}}` };
}

function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
