import { FluentdDirective, FluentdEnvironment, FluentdParameters } from './fluentd-directive';
import { CA_FILE, ElasticsearchTarget, ForwardTarget, HttpTarget, LogTarget, SECRET_VARIABLES } from './log-target';

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
      return { parameters: elasticsearch(target), sections: [] };
    case 'forward':
      return forward(target);
    case 'http':
      return http(target);
  }
}

function elasticsearch({ host, port, path, index, tls, ca, credentials }: ElasticsearchTarget): FluentdParameters {
  return {
    '@type': 'elasticsearch',
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

function http({ host, port, uri, tls, ca, headers, credentials, bearerToken }: HttpTarget): FluentdOutput {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    parameters: {
      '@type': 'http',
      '@id': 'output',
      endpoint: `${tls ? 'https' : 'http'}://${authority}${uri}`,
      json_array: true,
      content_type: 'application/json',
      retryable_response_codes: RETRYABLE_STATUS_CODES,
      ...(ca && { tls_ca_cert_path: CA_FILE }),
      ...httpHeaders(headers, bearerToken !== undefined),
    },
    sections: [
      { name: 'format', parameters: { '@type': 'json' } },
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
