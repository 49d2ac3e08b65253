import { AlloyAttributes, AlloyBlock, AlloyExpression, alloyEnvironment } from './alloy-block';
import { LogPipeline, MAX_BUFFER_BYTES, MAX_RETRY_SECONDS } from './log-pipeline';
import { CA_FILE, HttpEndpoint, KafkaTarget, LogTarget, LokiTarget, SECRET_VARIABLES, urlOf } from './log-target';

const MAX_RETRY_INTERVAL = `${MAX_RETRY_SECONDS}s`;

/** How lines of Loki's kind get to a target. */
export interface AlloyOutput {
  /** What takes the lines. */
  readonly receiver: string;
  /** What stands between the lines and the component that delivers. */
  readonly before: AlloyBlock[];
  /** The component that delivers. */
  readonly component: AlloyBlock;
}

export function alloyOutput({ target, flushSeconds, stateDirectory }: LogPipeline): AlloyOutput {
  switch (target.kind) {
    case 'loki':
      return { receiver: 'loki.write.output.receiver', before: [], component: loki(target, flushSeconds) };
    case 'stdout':
      return {
        receiver: 'loki.echo.output.receiver',
        before: [],
        component: { name: 'loki.echo', label: 'output' },
      };
    case 'kafka':
      return converted(kafka(target, flushSeconds), stateDirectory);
    case 'otlp':
      return converted(
        {
          name: 'otelcol.exporter.otlphttp',
          label: 'output',
          attributes: { logs_endpoint: urlOf(target, '/v1/logs') },
          blocks: [
            {
              name: 'client',
              attributes: {
                endpoint: urlOf(target, ''),
                ...headersOf(target.headers),
                ...(authenticator(target) && { auth: new AlloyExpression('otelcol.auth.' + authenticator(target)) }),
              },
              blocks: tls(target, 'tls'),
            },
            ...reliable(flushSeconds),
          ],
        },
        stateDirectory,
        authentication(target),
      );
    default:
      throw new Error(`Alloy has no component that delivers to ${target.kind}.`);
  }
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write/ */
function loki(target: LokiTarget, flushSeconds: number): AlloyBlock {
  const basic = { username: alloyEnvironment(SECRET_VARIABLES.username), password: password() };
  return {
    name: 'loki.write',
    label: 'output',
    attributes: { external_labels: target.labels },
    blocks: [
      {
        name: 'endpoint',
        attributes: {
          url: urlOf(target, '/loki/api/v1/push'),
          batch_wait: `${flushSeconds}s`,
          // Without end: what waits makes the reading wait.
          max_backoff_retries: 0,
          max_backoff_period: MAX_RETRY_INTERVAL,
          ...(target.tenantId !== undefined && { tenant_id: target.tenantId }),
          ...headersOf(target.headers),
          ...(target.bearerToken && { bearer_token: alloyEnvironment(SECRET_VARIABLES.bearerToken) }),
        },
        blocks: [
          ...(target.credentials ? [{ name: 'basic_auth', attributes: basic }] : []),
          ...tls(target, 'tls_config'),
        ],
      },
    ],
  };
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.exporter.kafka/ */
function kafka(target: KafkaTarget, flushSeconds: number): AlloyBlock {
  const { brokers, topic, credentials } = target;
  const sasl = credentials && {
    name: 'sasl',
    attributes: {
      username: alloyEnvironment(SECRET_VARIABLES.username),
      password: password(),
      mechanism: credentials.mechanism,
    },
  };
  return {
    name: 'otelcol.exporter.kafka',
    label: 'output',
    attributes: { brokers, protocol_version: '2.1.0' },
    blocks: [
      { name: 'logs', attributes: { topic, encoding: 'otlp_json' } },
      { name: 'producer', attributes: { required_acks: -1 } },
      ...(sasl ? [{ name: 'authentication', blocks: [sasl] }] : []),
      ...(target.tls ? [{ name: 'tls', attributes: { insecure: false, ...(target.ca && { ca_file: CA_FILE }) } }] : []),
      ...reliable(flushSeconds),
    ],
  };
}

/** Lines are made records of OpenTelemetry, and those wait on the node. */
function converted(component: AlloyBlock, stateDirectory: string, before: AlloyBlock[] = []): AlloyOutput {
  return {
    receiver: 'otelcol.receiver.loki.records.receiver',
    before: [
      {
        name: 'otelcol.receiver.loki',
        label: 'records',
        blocks: [{ name: 'output', attributes: { logs: [new AlloyExpression(`${component.name}.output.input`)] } }],
      },
      { name: 'otelcol.storage.file', label: 'queue', attributes: { directory: `${stateDirectory}/queue` } },
      ...before,
    ],
    component,
  };
}

function reliable(flushSeconds: number): AlloyBlock[] {
  return [
    {
      name: 'sending_queue',
      attributes: {
        storage: new AlloyExpression('otelcol.storage.file.queue.handler'),
        sizer: 'bytes',
        queue_size: MAX_BUFFER_BYTES,
        block_on_overflow: true,
      },
      blocks: [{ name: 'batch', attributes: { flush_timeout: `${flushSeconds}s`, min_size: 1024 * 1024 } }],
    },
    { name: 'retry_on_failure', attributes: { max_interval: MAX_RETRY_INTERVAL, max_elapsed_time: '0s' } },
  ];
}

function authenticator({ credentials, bearerToken }: HttpEndpoint): string | undefined {
  if (bearerToken) return 'bearer.output.handler';
  return credentials ? 'basic.output.handler' : undefined;
}

function authentication({ credentials, bearerToken }: HttpEndpoint): AlloyBlock[] {
  const block = (name: string, attributes: AlloyAttributes) => [{ name, label: 'output', attributes }];
  if (bearerToken) return block('otelcol.auth.bearer', { token: alloyEnvironment(SECRET_VARIABLES.bearerToken) });
  if (!credentials) return [];
  return block('otelcol.auth.basic', { username: alloyEnvironment(SECRET_VARIABLES.username), password: password() });
}

function headersOf(headers: Record<string, string>): AlloyAttributes {
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function tls({ ca }: Pick<LogTarget, 'ca'>, name: string): AlloyBlock[] {
  return ca ? [{ name, attributes: { ca_file: CA_FILE } }] : [];
}

function password(): AlloyExpression {
  return alloyEnvironment(SECRET_VARIABLES.password);
}
