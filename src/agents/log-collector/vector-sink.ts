import type { OptionFaults } from '../option-faults';
import { EnvironmentValue } from './environment-yaml';
import type { LogPipeline } from './log-pipeline';
import { CA_FILE, ElasticsearchTarget, HttpEndpoint, LogTarget, SECRET_VARIABLES, urlOf } from './log-target';
import type { Structure } from './structured-parameters';

const JSON_ENCODING = { codec: 'json' };

/** The sink of Vector for a target, without its inputs and its buffer. */
export function vectorSink({ target, flushSeconds }: LogPipeline, faults: OptionFaults): Structure {
  const batch = { timeout_secs: flushSeconds };
  switch (target.kind) {
    case 'elasticsearch':
    case 'opensearch':
      return { type: 'elasticsearch', ...search(target), ...endpoint(target), batch };
    case 'kafka':
      return {
        type: 'kafka',
        bootstrap_servers: target.brokers.join(','),
        topic: target.topic,
        encoding: JSON_ENCODING,
        // Messages otherwise expire after five minutes, which an outage outlasts.
        message_timeout_ms: 0,
        librdkafka_options: { acks: 'all' },
        ...(target.tls && { tls: { enabled: true, ...authority(target) } }),
        ...(target.credentials && {
          sasl: {
            enabled: true,
            mechanism: target.credentials.mechanism,
            username: new EnvironmentValue(SECRET_VARIABLES.username),
            password: new EnvironmentValue(SECRET_VARIABLES.password),
          },
        }),
        batch,
      };
    case 'loki':
      faults.require(
        Object.keys(target.headers).length === 0,
        'headers of LogOutput.loki: Vector sends none to Loki; for the tenant say tenantId',
      );
      return {
        type: 'loki',
        endpoint: new URL(urlOf({ ...target, uri: '/' })).origin,
        path: `${target.uri.replace(/\/$/, '')}/loki/api/v1/push`,
        encoding: { codec: 'text' },
        ...(target.tenantId && { tenant_id: target.tenantId }),
        labels: {
          ...target.labels,
          namespace: '{{ kubernetes.pod_namespace }}',
          pod: '{{ kubernetes.pod_name }}',
          container: '{{ kubernetes.container_name }}',
          stream: '{{ stream }}',
        },
        ...endpoint(target),
        batch,
      };
    case 'http':
      requireNoTemplate(target, faults);
      return { type: 'http', uri: urlOf(target), encoding: JSON_ENCODING, ...http(target), batch };
    case 'otlp':
      requireNoTemplate(target, faults);
      return {
        type: 'opentelemetry',
        protocol: {
          type: 'http',
          uri: urlOf(target, '/v1/logs'),
          encoding: { codec: 'otlp' },
          ...http(target),
          batch,
        },
      };
    case 'stdout':
      return { type: 'console', target: 'stdout', encoding: JSON_ENCODING };
    case 'forward':
    case 'beats':
      throw new Error(`Vector has no sink for ${target.kind}.`);
  }
}

function search(target: ElasticsearchTarget): Structure {
  const { path = '', index } = target;
  return {
    endpoints: [urlOf({ ...target, uri: path || '/' })],
    // Asked of a server that is away, the version would be guessed.
    api_version: 'v8',
    bulk: {
      // A data stream takes nothing else, and an index takes it as well.
      action: 'create',
      index: 'name' in index ? index.name : `${index.dailyPrefix}-%Y.%m.%d`,
    },
    // Records that the server has no room for now are sent again, not only requests that failed as a whole.
    request_retry_partial: true,
  };
}

function http(target: HttpEndpoint): Structure {
  const { headers } = target;
  return {
    method: 'post',
    ...endpoint(target),
    ...(Object.keys(headers).length > 0 && { request: { headers } }),
  };
}

function endpoint(
  target: Pick<HttpEndpoint, 'tls' | 'ca' | 'credentials'> & Partial<Pick<HttpEndpoint, 'bearerToken'>>,
): Structure {
  return {
    ...(target.credentials && {
      auth: {
        strategy: 'basic',
        user: new EnvironmentValue(SECRET_VARIABLES.username),
        password: new EnvironmentValue(SECRET_VARIABLES.password),
      },
    }),
    ...(target.bearerToken && {
      auth: { strategy: 'bearer', token: new EnvironmentValue(SECRET_VARIABLES.bearerToken) },
    }),
    ...(target.ca && { tls: authority(target) }),
  };
}

function authority({ ca }: Pick<LogTarget, 'ca'>): Structure {
  return ca ? { ca_file: CA_FILE } : {};
}

/** @see https://vector.dev/docs/reference/configuration/template-syntax/ */
function requireNoTemplate(target: HttpEndpoint, faults: OptionFaults): void {
  for (const [name, value] of [['url', target.uri], ...Object.entries(target.headers)]) {
    faults.require(
      !/\{\{|%/.test(value),
      `${name} of the output is ${JSON.stringify(value)}: Vector reads {{ and % as a template and knows no way to escape them`,
    );
  }
}
