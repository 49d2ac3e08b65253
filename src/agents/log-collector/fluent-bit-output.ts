import {
  CA_FILE,
  ElasticsearchTarget,
  HttpEndpoint,
  KafkaTarget,
  LogTarget,
  LokiTarget,
  SECRET_VARIABLES,
} from './log-target';

/** Properties of a plugin of Fluent Bit, in YAML. */
export type Properties = Record<string, string | number | string[]>;

/** The output plugin of Fluent Bit for a target, with what is its own: not the host, the retries and TLS, which all have. */
export function outputPlugin(target: LogTarget): Properties {
  switch (target.kind) {
    case 'elasticsearch':
      return { name: 'es', ...search(target) };
    case 'opensearch':
      return { name: 'opensearch', ...search(target) };
    case 'kafka':
      return kafka(target);
    case 'loki':
      return loki(target);
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
      return { name: 'http', uri: target.uri, format: 'json', json_date_format: 'iso8601', ...endpoint(target) };
    case 'otlp':
      return {
        name: 'opentelemetry',
        logs_uri: pathBefore(target, '/v1/logs'),
        // The line is the body; what is known of it are attributes.
        logs_body_key: '$log',
        logs_body_key_attributes: 'on',
        ...endpoint(target),
      };
    case 'stdout':
      return { name: 'stdout', format: 'json_lines', json_date_format: 'iso8601' };
    case 'beats':
      throw new Error('Fluent Bit has no output that speaks the protocol of the Beats.');
  }
}

function search(target: ElasticsearchTarget): Properties {
  return {
    ...(target.path && { path: target.path }),
    ...('name' in target.index
      ? { index: target.index.name }
      : { logstash_format: 'on', logstash_prefix: target.index.dailyPrefix }),
    // Elasticsearch 8 and OpenSearch 2 know no mapping types.
    suppress_type_name: 'on',
    // It refuses records of pods with labels such as app and app.kubernetes.io/name: one key is a text and a map.
    replace_dots: 'on',
    ...(target.credentials && credentials()),
  };
}

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/kafka */
function kafka({ brokers, topic, tls, ca, credentials: sasl }: KafkaTarget): Properties {
  const protocol = `${sasl ? 'sasl_' : ''}${tls ? 'ssl' : 'plaintext'}`;
  return {
    name: 'kafka',
    brokers: brokers.join(','),
    topics: topic,
    format: 'json',
    timestamp_format: 'iso8601_ns',
    // A full queue makes the chunk wait, where it would otherwise be given up after ten attempts.
    queue_full_retries: 0,
    'rdkafka.acks': 'all',
    // Messages otherwise expire after five minutes, which an outage outlasts.
    'rdkafka.message.timeout.ms': 0,
    'rdkafka.security.protocol': protocol,
    ...(ca && { 'rdkafka.ssl.ca.location': CA_FILE }),
    ...(sasl && {
      'rdkafka.sasl.mechanism': sasl.mechanism,
      'rdkafka.sasl.username': environment(SECRET_VARIABLES.username),
      'rdkafka.sasl.password': environment(SECRET_VARIABLES.password),
    }),
  };
}

/** @see https://docs.fluentbit.io/manual/data-pipeline/outputs/loki */
function loki(target: LokiTarget): Properties {
  const labels = {
    ...target.labels,
    namespace: "$kubernetes['namespace_name']",
    pod: "$kubernetes['pod_name']",
    container: "$kubernetes['container_name']",
    stream: '$stream',
  };
  return {
    name: 'loki',
    uri: pathBefore(target, '/loki/api/v1/push'),
    labels: Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    // What the labels say already is not said in every line again; what is left is the line as it was written.
    remove_keys: 'kubernetes,stream,time,_p',
    line_format: 'json',
    drop_single_key: 'raw',
    ...(target.tenantId && { tenant_id: target.tenantId }),
    ...endpoint(target),
  };
}

function endpoint({ headers, bearerToken, credentials: basic }: HttpEndpoint): Properties {
  const all = [
    ...Object.entries(headers).map(([name, value]) => `${name} ${value}`),
    ...(bearerToken ? [`Authorization Bearer ${environment(SECRET_VARIABLES.bearerToken)}`] : []),
  ];
  return { ...(all.length > 0 && { header: all }), ...(basic && credentials()) };
}

function pathBefore({ uri }: HttpEndpoint, path: string): string {
  return uri.replace(/\/$/, '') + path;
}

function credentials(): Properties {
  return {
    http_user: environment(SECRET_VARIABLES.username),
    http_passwd: environment(SECRET_VARIABLES.password),
  };
}

function environment(variable: string): string {
  return `\${${variable}}`;
}
