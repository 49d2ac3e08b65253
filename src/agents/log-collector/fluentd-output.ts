import { FluentdDirective, FluentdEnvironment, FluentdParameters } from './fluentd-directive';
import {
  CA_FILE,
  ElasticsearchTarget,
  ForwardTarget,
  HttpTarget,
  KafkaTarget,
  LogTarget,
  SECRET_VARIABLES,
  urlOf,
} from './log-target';

/** What Fluentd drops for ever after any other answer than 2xx, unless it is one of these. */
const RETRYABLE_STATUS_CODES = [401, 403, 408, 429, 500, 502, 503, 504];

interface FluentdOutput {
  readonly parameters: FluentdParameters;
  readonly sections: FluentdDirective[];
}

/** The output plugin of Fluentd for a target: its parameters, and its sections but for the buffer. */
export function fluentdOutput(target: LogTarget): FluentdOutput {
  switch (target.kind) {
    case 'elasticsearch':
    case 'opensearch':
      return { parameters: search(target), sections: [] };
    case 'kafka':
      return { parameters: kafka(target), sections: [JSON_FORMAT] };
    case 'forward':
      return forward(target);
    case 'http':
      return http(target);
    case 'stdout':
      // Its own logger would write the records as one of its messages each.
      return { parameters: { '@type': 'stdout', '@id': 'output', use_logger: false }, sections: [JSON_FORMAT] };
    default:
      throw new Error(`The images of Fluentd hold no plugin for ${target.kind}.`);
  }
}

const JSON_FORMAT: FluentdDirective = { name: 'format', parameters: { '@type': 'json' } };

/** The plugin for OpenSearch began as a copy of that for Elasticsearch, and has kept its words. */
function search({ kind, host, port, path, index, tls, ca, credentials }: ElasticsearchTarget): FluentdParameters {
  return {
    '@type': kind,
    '@id': 'output',
    host,
    port,
    ...(path && { path }),
    ...(tls && { scheme: 'https' }),
    ...(ca && { ca_file: CA_FILE }),
    ...(credentials && {
      user: new FluentdEnvironment(SECRET_VARIABLES.username),
      password: new FluentdEnvironment(SECRET_VARIABLES.password),
    }),
    ...('name' in index ? { index_name: index.name } : { logstash_format: true, logstash_prefix: index.dailyPrefix }),
    // The plugin otherwise asks for the list of nodes every 10,000 requests, and loses its connection behind a proxy.
    reload_connections: false,
    reconnect_on_error: true,
    reload_on_failure: true,
    request_timeout: '30s',
  };
}

/** @see https://github.com/fluent/fluent-plugin-kafka#output-plugin */
function kafka({ brokers, topic, tls, ca, credentials }: KafkaTarget): FluentdParameters {
  return {
    '@type': 'kafka2',
    '@id': 'output',
    brokers,
    default_topic: topic,
    // Records are told their topic here and not by a field of their own.
    topic_key: '@topic',
    required_acks: -1,
    use_event_time: true,
    ...(tls && (ca ? { ssl_ca_cert: [CA_FILE] } : { ssl_ca_certs_from_system: true })),
    ...(credentials && {
      username: new FluentdEnvironment(SECRET_VARIABLES.username),
      password: new FluentdEnvironment(SECRET_VARIABLES.password),
      sasl_over_ssl: tls,
      ...(credentials.mechanism !== 'PLAIN' && {
        scram_mechanism: credentials.mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha512',
      }),
    }),
  };
}

function forward({ host, port, tls, ca, sharedKey }: ForwardTarget): FluentdOutput {
  return {
    parameters: {
      '@type': 'forward',
      '@id': 'output',
      require_ack_response: true,
      // A collector must start, and keep what it reads, while the aggregator is away.
      ignore_network_errors_at_startup: true,
      ...(tls && { transport: 'tls' }),
      ...(ca && { tls_cert_path: CA_FILE }),
    },
    sections: [
      { name: 'server', parameters: { host, port } },
      ...(sharedKey
        ? [
            {
              name: 'security',
              parameters: {
                self_hostname: new FluentdEnvironment('K8S_NODE_NAME'),
                shared_key: new FluentdEnvironment(SECRET_VARIABLES.sharedKey),
              },
            },
          ]
        : []),
    ],
  };
}

function http(target: HttpTarget): FluentdOutput {
  const { ca, headers, credentials, bearerToken } = target;
  return {
    parameters: {
      '@type': 'http',
      '@id': 'output',
      endpoint: urlOf(target),
      json_array: true,
      content_type: 'application/json',
      retryable_response_codes: RETRYABLE_STATUS_CODES,
      ...(ca && { tls_ca_cert_path: CA_FILE }),
      ...httpHeaders(headers, bearerToken !== undefined),
    },
    sections: [
      JSON_FORMAT,
      ...(credentials
        ? [
            {
              name: 'auth',
              parameters: {
                method: 'basic',
                username: new FluentdEnvironment(SECRET_VARIABLES.username),
                password: new FluentdEnvironment(SECRET_VARIABLES.password),
              },
            },
          ]
        : []),
    ],
  };
}

/** Fluentd takes headers as one JSON text. */
function httpHeaders(headers: Record<string, string>, withToken: boolean): FluentdParameters {
  if (withToken) {
    const [before, after] = JSON.stringify({ ...headers, Authorization: 'Bearer \0' }).split('\\u0000');
    return { headers: new FluentdEnvironment(SECRET_VARIABLES.bearerToken, before, after) };
  }
  return Object.keys(headers).length > 0 ? { headers: JSON.stringify(headers) } : {};
}
