import { stringify } from 'yaml';
import type { OptionFaults } from '../option-faults';
import { LogPipeline, MAX_BUFFER_BYTES, MAX_RETRY_SECONDS, withOutputParameters } from './log-pipeline';
import {
  CA_FILE,
  ElasticsearchTarget,
  HttpTarget,
  KafkaTarget,
  LogTarget,
  SECRET_VARIABLES,
  urlOf,
} from './log-target';
import { LogstashSettings, isLogstashText, renderLogstash } from './logstash-section';

/** Port of the input that Beats send to. */
export const LOGSTASH_BEATS_PORT = 5044;

/** Port of the API that tells of Logstash itself. */
export const LOGSTASH_API_PORT = 9600;

/** Settings of the program, beside its pipeline. */
export function logstashSettings(stateDirectory: string): string {
  return stringify({
    'api.http.host': '0.0.0.0',
    'api.http.port': LOGSTASH_API_PORT,
    'path.data': stateDirectory,
    // Received is what is on disk; a full queue makes the senders wait.
    'queue.type': 'persisted',
    'queue.max_bytes': MAX_BUFFER_BYTES,
    // What Elasticsearch refuses for ever is kept beside, and does not stand in the way of the rest.
    'dead_letter_queue.enable': true,
    // Root without any capability: the state directory on the node is root's.
    allow_superuser: true,
  });
}

/**
 * The pipeline in the language of Logstash.
 *
 * @see https://www.elastic.co/docs/reference/logstash/configuration
 */
export function logstashConfig({ target, outputParameters }: LogPipeline, faults: OptionFaults): string {
  requireText(target, outputParameters, faults);
  const { plugin, settings } = logstashOutput(target);
  const all = withOutputParameters(settings, outputParameters, faults);
  // A fault is told with all others; what cannot be written at all must not end the rendering before.
  const written = Object.fromEntries(Object.entries(all).filter(([name]) => isWritable(name, outputParameters)));
  return [
    renderLogstash('input', 'beats', { port: LOGSTASH_BEATS_PORT }),
    renderLogstash('output', plugin, written as LogstashSettings),
  ].join('\n');
}

function isWritable(name: string, parameters: Record<string, string>): boolean {
  return !Object.hasOwn(parameters, name) || (/^\w+$/.test(name) && isLogstashText(parameters[name]));
}

/** Text of a user must reach the plugin as it is. */
function requireText(target: LogTarget, outputParameters: Record<string, string>, faults: OptionFaults): void {
  const headers: Record<string, string> = target.kind === 'http' ? { url: target.uri, ...target.headers } : {};
  for (const [name, value] of Object.entries({ ...headers, ...outputParameters })) {
    faults.require(
      isLogstashText(value) && !value.includes('%{'),
      `${name} is ${JSON.stringify(value)}: in Logstash's syntax a text cannot hold both kinds of quotes, nor end with a ` +
        'backslash, and %{ stands for a field of the event',
    );
  }
  for (const name of Object.keys(outputParameters)) {
    faults.require(/^\w+$/.test(name), `outputParameters: ${JSON.stringify(name)} is no setting of a plugin`);
  }
}

function logstashOutput(target: LogTarget): { readonly plugin: string; readonly settings: LogstashSettings } {
  switch (target.kind) {
    case 'elasticsearch':
      return { plugin: 'elasticsearch', settings: elasticsearch(target) };
    case 'kafka':
      return { plugin: 'kafka', settings: kafka(target) };
    case 'http':
      return { plugin: 'http', settings: http(target) };
    case 'stdout':
      return { plugin: 'stdout', settings: { codec: 'json_lines' } };
    default:
      throw new Error(`Logstash's image holds no output for ${target.kind}.`);
  }
}

/** @see https://www.elastic.co/docs/reference/logstash/plugins/plugins-outputs-elasticsearch */
function elasticsearch(target: ElasticsearchTarget): LogstashSettings {
  const { index, path = '/' } = target;
  return {
    hosts: [urlOf({ ...target, uri: path })],
    index: 'name' in index ? index.name : `${index.dailyPrefix}-%{+yyyy.MM.dd}`,
    // A data stream takes nothing else, and an index takes it as well; the setting would choose the name itself.
    action: 'create',
    data_stream: false,
    // Templates and policies of indices are what their operator decides.
    manage_template: false,
    ilm_enabled: false,
    retry_max_interval: MAX_RETRY_SECONDS,
    ...(target.credentials && credentials()),
    ...authority(target),
  };
}

/** @see https://www.elastic.co/docs/reference/logstash/plugins/plugins-outputs-kafka */
function kafka({ brokers, topic, tls, ca, credentials: sasl }: KafkaTarget): LogstashSettings {
  return {
    codec: 'json',
    bootstrap_servers: brokers.join(','),
    topic_id: topic,
    acks: 'all',
    security_protocol: `${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`,
    ...(sasl && { sasl_mechanism: sasl.mechanism, sasl_jaas_config: jaas(sasl.mechanism) }),
    ...(ca && { ssl_truststore_type: 'PEM', ssl_truststore_location: CA_FILE }),
  };
}

function jaas(mechanism: string): string {
  const login = mechanism === 'PLAIN' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule';
  return (
    `org.apache.kafka.common.security.${login} required ` +
    `username="\${${SECRET_VARIABLES.username}}" password="\${${SECRET_VARIABLES.password}}";`
  );
}

/** @see https://www.elastic.co/docs/reference/logstash/plugins/plugins-outputs-http */
function http(target: HttpTarget): LogstashSettings {
  const headers = {
    ...target.headers,
    ...(target.bearerToken && { Authorization: `Bearer \${${SECRET_VARIABLES.bearerToken}}` }),
  };
  return {
    url: urlOf(target),
    http_method: 'post',
    format: 'json_batch',
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(target.credentials && credentials()),
    ...authority(target),
  };
}

function credentials(): LogstashSettings {
  return { user: `\${${SECRET_VARIABLES.username}}`, password: `\${${SECRET_VARIABLES.password}}` };
}

function authority({ ca }: Pick<LogTarget, 'ca'>): LogstashSettings {
  return ca ? { ssl_certificate_authorities: [CA_FILE] } : {};
}
