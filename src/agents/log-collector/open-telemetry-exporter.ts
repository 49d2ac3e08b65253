import { EnvironmentValue } from './environment-yaml';
import { LogPipeline, MAX_BUFFER_BYTES, MAX_RETRY_SECONDS } from './log-pipeline';
import { CA_FILE, ElasticsearchTarget, HttpEndpoint, LogTarget, SECRET_VARIABLES, urlOf } from './log-target';
import type { Structure } from './structured-parameters';

const MAX_RETRY_INTERVAL = `${MAX_RETRY_SECONDS}s`;

/** Requests of up to so many bytes are sent at once. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** The exporter for a target, with its name. */
export function otelExporter({ target, flushSeconds }: LogPipeline): Structure & { readonly name: string } {
  const queue = queueOf(flushSeconds);
  switch (target.kind) {
    case 'elasticsearch':
      return { name: 'elasticsearch', ...elasticsearch(target), ...queue };
    case 'opensearch':
      return { name: 'opensearch', ...opensearch(target), ...RETRY, ...queue };
    case 'kafka':
      return {
        name: 'kafka',
        brokers: target.brokers,
        logs: { topic: target.topic, encoding: 'otlp_json' },
        producer: { required_acks: -1 },
        ...(target.tls && { tls: { insecure: false, ...authority(target) } }),
        ...(target.credentials && {
          auth: { sasl: { ...credentials(), mechanism: target.credentials.mechanism } },
        }),
        ...RETRY,
        ...queue,
      };
    case 'loki':
      return {
        name: 'otlphttp',
        logs_endpoint: urlOf(target, '/otlp/v1/logs'),
        ...http(target, target.tenantId === undefined ? {} : { 'X-Scope-OrgID': target.tenantId }),
        ...RETRY,
        ...queue,
      };
    case 'otlp':
      return { name: 'otlphttp', logs_endpoint: urlOf(target, '/v1/logs'), ...http(target), ...RETRY, ...queue };
    case 'stdout':
      return { name: 'debug', verbosity: 'detailed', use_internal_logger: false };
    case 'http':
    case 'forward':
    case 'beats':
      throw new Error(`The OpenTelemetry Collector has no exporter for ${target.kind}.`);
  }
}

/** The extensions that hold the secrets of a target whose exporter takes them from one. */
export function otelAuthenticator(target: LogTarget): Structure {
  if ('bearerToken' in target && target.bearerToken) {
    return { bearertokenauth: { token: new EnvironmentValue(SECRET_VARIABLES.bearerToken) } };
  }
  const basic = target.kind !== 'kafka' && 'credentials' in target && target.credentials;
  return basic ? { basicauth: { client_auth: credentials() } } : {};
}

/** There is no last attempt. */
const RETRY = { retry_on_failure: { enabled: true, max_interval: MAX_RETRY_INTERVAL, max_elapsed_time: 0 } };

/** @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md */
function queueOf(flushSeconds: number): Structure {
  return {
    sending_queue: {
      enabled: true,
      storage: 'file_storage',
      sizer: 'bytes',
      queue_size: MAX_BUFFER_BYTES,
      // A full queue makes the receiver wait, which then reads nothing.
      block_on_overflow: true,
      batch: { flush_timeout: `${flushSeconds}s`, min_size: MAX_REQUEST_BYTES / 4, max_size: MAX_REQUEST_BYTES },
    },
  };
}

/** @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/elasticsearchexporter */
function elasticsearch(target: ElasticsearchTarget): Structure {
  const { index, path = '/' } = target;
  return {
    endpoints: [urlOf({ ...target, uri: path })],
    ...('name' in index
      ? { logs_index: index.name }
      : { logs_index: index.dailyPrefix, logstash_format: { enabled: true, date_format: '%Y.%m.%d' } }),
    mapping: { mode: 'ecs' },
    // Counted, and then given up; so many that an outage of weeks loses nothing.
    retry: { enabled: true, max_retries: 1_000_000, max_interval: MAX_RETRY_INTERVAL },
    ...authentication(target),
    ...tls(target),
  };
}

/** @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/opensearchexporter */
function opensearch(target: ElasticsearchTarget): Structure {
  const { index, path = '/' } = target;
  return {
    http: {
      endpoint: urlOf({ ...target, uri: path }),
      ...authentication(target),
      ...tls(target),
    },
    ...('name' in index
      ? { logs_index: index.name }
      : { logs_index: index.dailyPrefix, logs_index_time_format: 'yyyy.MM.dd' }),
    bulk_action: 'create',
  };
}

function http(target: HttpEndpoint & LogTarget, more: Record<string, string> = {}): Structure {
  const headers = { ...target.headers, ...more };
  return {
    ...(Object.keys(headers).length > 0 && { headers }),
    ...authentication(target),
    ...tls(target),
  };
}

function authentication(target: LogTarget): Structure {
  const [authenticator] = Object.keys(otelAuthenticator(target));
  return authenticator ? { auth: { authenticator } } : {};
}

function tls(target: LogTarget): Structure {
  return target.ca ? { tls: authority(target) } : {};
}

function authority({ ca }: Pick<LogTarget, 'ca'>): Structure {
  return ca ? { ca_file: CA_FILE } : {};
}

function credentials(): Structure {
  return {
    username: new EnvironmentValue(SECRET_VARIABLES.username),
    password: new EnvironmentValue(SECRET_VARIABLES.password),
  };
}
