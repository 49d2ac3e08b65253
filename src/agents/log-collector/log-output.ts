import type { SecretValue } from 'cdk8s-plus-28';
import { OptionFaults } from '../option-faults';
import type {
  BeatsOutputOptions,
  ElasticsearchOutputOptions,
  ForwardOutputOptions,
  HttpConnectionOptions,
  HttpOutputOptions,
  KafkaOutputOptions,
  LogOutputCredentials,
  LokiOutputOptions,
  OtlpOutputOptions,
} from './log-output-options';
import { KafkaSaslMechanism } from './log-output-options';
import type { BasicCredentials, HttpEndpoint, LogTarget } from './log-target';

/**
 * Where a log collector sends what it reads. The same output serves every collector product.
 *
 * Secrets are only ever referenced: they reach the collector as environment variables and stand in no ConfigMap.
 *
 * @example
 * LogOutput.elasticsearch({ host: 'logs.example.com', indexPrefix: 'production' })
 */
export class LogOutput {
  /**
   * To Elasticsearch, or what speaks its bulk API.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static elasticsearch(options: ElasticsearchOutputOptions): LogOutput {
    return LogOutput.search('elasticsearch', options);
  }

  /**
   * To OpenSearch. Programs of Elastic refuse it, so it is an output of its own.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static opensearch(options: ElasticsearchOutputOptions): LogOutput {
    return LogOutput.search('opensearch', options);
  }

  /**
   * To a topic of Kafka, as JSON. A record counts as delivered when all replicas in sync have it.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static kafka(options: KafkaOutputOptions): LogOutput {
    const faults = OptionFaults.of('LogOutput.kafka', 'KafkaOutputOptions', options);
    const { brokers, topic, tls = true, ca, credentials, saslMechanism } = options;
    faults.require(brokers.length > 0, 'brokers is empty: name at least one, such as kafka.example.com:9093');
    brokers.forEach((broker) => requireBroker(faults, broker));
    // https://github.com/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/internals/Topic.java
    faults.require(
      /^[\w.-]{1,249}$/.test(topic) && topic !== '.' && topic !== '..',
      `topic is ${JSON.stringify(topic)}: a topic is at most 249 letters, digits, '.', '_' and '-'`,
    );
    requireSecrets(faults, { ca }, credentials);
    faults.word('saslMechanism', saslMechanism, KafkaSaslMechanism);
    faults.require(tls || !ca, 'ca is given and tls is false: drop one of them');
    faults.require(
      saslMechanism === undefined || credentials !== undefined,
      'saslMechanism is given without credentials: drop it, or give the credentials it checks',
    );
    faults.throwIfAny();
    const sasl = { ...basicCredentials(credentials)!, mechanism: saslMechanism ?? KafkaSaslMechanism.SCRAM_SHA_512 };
    return new LogOutput({ kind: 'kafka', brokers, topic, tls, ca, credentials: credentials && sasl });
  }

  /**
   * To Loki. The stream of a line is told by its namespace, pod and container and by `labels`; labels of pods are left
   * to queries, as each value would be a stream more.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static loki(options: LokiOutputOptions): LogOutput {
    const faults = OptionFaults.of('LogOutput.loki', 'LokiOutputOptions', options);
    const { tenantId, labels = { job: 'kubernetes' } } = options;
    const endpoint = httpEndpoint(faults, options);
    requirePlainPath(faults, endpoint, '/loki/api/v1/push');
    // https://grafana.com/docs/loki/latest/operations/multi-tenancy/
    faults.require(
      tenantId === undefined || /^[\w!.*'()-]{1,150}$/.test(tenantId),
      `tenantId is ${JSON.stringify(tenantId)}: a tenant is at most 150 letters, digits and any of !-_.*'()`,
    );
    faults.require(Object.keys(labels).length > 0, 'labels is empty: Loki takes no stream without a label');
    for (const [name, value] of Object.entries(labels)) {
      faults.require(/^[A-Za-z_]\w*$/.test(name), `label ${JSON.stringify(name)} is no label name of Loki`);
      faults.require(
        /^[\w./:@-]+( [\w./:@-]+)*$/.test(value),
        `label ${name} is ${JSON.stringify(value)}: write letters, digits, spaces and any of . _ / : @ -`,
      );
      faults.require(
        !LOKI_ORIGIN.includes(name),
        `label ${name} says where a line comes from and is set already: choose another name`,
      );
    }
    faults.throwIfAny();
    return new LogOutput({ kind: 'loki', ...endpoint!, tenantId, labels });
  }

  /**
   * To what takes the OpenTelemetry protocol over HTTP, in protobuf: an OpenTelemetry Collector, or a vendor.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static otlp(options: OtlpOutputOptions): LogOutput {
    const faults = OptionFaults.of('LogOutput.otlp', 'OtlpOutputOptions', options);
    const endpoint = httpEndpoint(faults, options);
    requirePlainPath(faults, endpoint, '/v1/logs');
    faults.throwIfAny();
    return new LogOutput({ kind: 'otlp', ...endpoint! });
  }

  /**
   * To a Logstash, over the protocol of the Beats, which acknowledges every batch. `Collector.logstash` is one on each node.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static beats(options: BeatsOutputOptions): LogOutput {
    const faults = OptionFaults.of('LogOutput.beats', 'BeatsOutputOptions', options);
    const { host, port = 5044, tls = true, ca } = options;
    faults.host('host', host);
    faults.port('port', port);
    requireSecrets(faults, { ca });
    faults.require(tls || !ca, 'ca is given and tls is false: drop one of them');
    faults.throwIfAny();
    return new LogOutput({ kind: 'beats', host, port, tls, ca });
  }

  /** To the collector's own log, as JSON where its product can: for trying things out. It never reads its own log. */
  public static stdout(): LogOutput {
    return new LogOutput({ kind: 'stdout', tls: false });
  }

  /**
   * To a Fluentd or Fluent Bit that aggregates, over the forward protocol. Every chunk is acknowledged.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static forward(options: ForwardOutputOptions): LogOutput {
    const faults = OptionFaults.of('LogOutput.forward', 'ForwardOutputOptions', options);
    const { host, port = 24224, tls = true, ca, sharedKey } = options;
    faults.host('host', host);
    faults.port('port', port);
    requireSecrets(faults, { ca, sharedKey });
    faults.require(tls || !ca, 'ca is given and tls is false: drop one of them');
    faults.throwIfAny();
    return new LogOutput({ kind: 'forward', host, port, tls, ca, sharedKey });
  }

  /**
   * To an HTTP endpoint that takes JSON arrays of records. The scheme of the address decides about TLS.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static http(options: HttpOutputOptions): LogOutput {
    const faults = OptionFaults.of('LogOutput.http', 'HttpOutputOptions', options);
    const endpoint = httpEndpoint(faults, options);
    faults.throwIfAny();
    return new LogOutput({ kind: 'http', ...endpoint! });
  }

  private static search(kind: 'elasticsearch' | 'opensearch', options: ElasticsearchOutputOptions): LogOutput {
    const faults = OptionFaults.of(`LogOutput.${kind}`, 'ElasticsearchOutputOptions', options);
    const { host, port = 9200, path, tls = true, ca, index, indexPrefix } = options;
    faults.host('host', host);
    faults.port('port', port);
    faults.require(tls || !ca, 'ca is given and tls is false: drop one of them');
    requireSecrets(faults, { ca }, options.credentials);
    faults.require(!index || !indexPrefix, 'index and indexPrefix are both given: keep the one you mean');
    if (path !== undefined) faults.absolutePath('path', path);
    if (index !== undefined) requireIndexName(faults, 'index', index);
    if (indexPrefix !== undefined) requireIndexName(faults, 'indexPrefix', indexPrefix);
    faults.throwIfAny();
    return new LogOutput({
      kind,
      host,
      port,
      path,
      tls,
      ca,
      index: index ? { name: index } : { dailyPrefix: indexPrefix ?? 'kubernetes' },
      credentials: basicCredentials(options.credentials),
    });
  }

  private constructor(
    /** @internal */
    public readonly _target: LogTarget,
  ) {}
}

function basicCredentials(credentials?: LogOutputCredentials): BasicCredentials | undefined {
  if (!credentials) return undefined;
  const { secret, usernameKey = 'username', passwordKey = 'password' } = credentials;
  return { username: { secret, key: usernameKey }, password: { secret, key: passwordKey } };
}

/** What tells where a line comes from, in the labels of its stream. */
const LOKI_ORIGIN = ['namespace', 'pod', 'container', 'node', 'stream'];

/** Reads the options of an endpoint; without a fault there is one. */
function httpEndpoint(
  faults: OptionFaults,
  { url: text, ca, headers = {}, credentials, bearerToken }: HttpConnectionOptions & { readonly url: string },
): HttpEndpoint | undefined {
  const url = parseHttpUrl(faults, text);
  faults.require(!ca || url?.protocol !== 'http:', `ca is given and ${text} is not https: drop the ca`);
  requireSecrets(faults, { ca, bearerToken }, credentials);
  faults.require(!credentials || !bearerToken, 'credentials and bearerToken are both given: keep one');
  for (const [name, value] of Object.entries(headers)) {
    faults.require(/^[\w-]+$/.test(name), `header ${JSON.stringify(name)} is no header name`);
    faults.require(
      name.toLowerCase() !== 'authorization',
      'header Authorization belongs in credentials or bearerToken, which keep it out of the ConfigMap',
    );
    faults.plainText(`header ${name}`, value);
  }
  if (!url) return undefined;
  const { protocol, hostname, port, pathname, search } = url;
  const tls = protocol === 'https:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : tls ? 443 : 80,
    uri: pathname + search,
    tls,
    ca,
    headers,
    credentials: basicCredentials(credentials),
    bearerToken,
  };
}

/** Endpoints whose protocol says the path: what stands before it may be said, and no query. */
function requirePlainPath(faults: OptionFaults, endpoint: HttpEndpoint | undefined, added: string): void {
  if (!endpoint) return;
  faults.require(
    !endpoint.uri.includes('?') && !endpoint.uri.replace(/\/$/, '').endsWith(added),
    `url ends in ${endpoint.uri}: leave the query and ${added} out, the path is added`,
  );
}

function requireSecrets(
  faults: OptionFaults,
  values: Record<string, SecretValue | undefined>,
  credentials?: LogOutputCredentials,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) faults.secretValue(name, value);
  }
  if (typeof credentials === 'object') faults.names('LogOutputCredentials', credentials, 'credentials');
  faults.require(
    credentials === undefined || typeof credentials.secret?.name === 'string',
    'credentials is no Secret with a user name and a password: write { secret: Secret.fromSecretName(scope, id, name) }',
  );
}

function requireBroker(faults: OptionFaults, broker: string): void {
  const [, host, port] = /^(.*):(\d+)$/.exec(broker) ?? [];
  const readable = faults.require(
    host !== undefined,
    `broker ${JSON.stringify(broker)} has no port: write host:port, such as kafka.example.com:9093`,
  );
  if (!readable) return;
  faults.host('broker', host.replace(/^\[(.*)\]$/, '$1'));
  faults.port('broker', Number(port));
}

/** @see https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-create */
function requireIndexName(faults: OptionFaults, name: string, value: string): void {
  faults.require(
    /^[a-z0-9.][a-z0-9._-]*$/.test(value) && Buffer.byteLength(value) <= 255 && value !== '.' && value !== '..',
    `${name} is ${JSON.stringify(value)}: an index name is at most 255 lower-case letters, digits, '.', '_' and '-', ` +
      'and starts with a letter, a digit or a dot',
  );
}

function parseHttpUrl(faults: OptionFaults, text: string): URL | undefined {
  const shown = JSON.stringify(text);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const valid = faults.require(
    !/\s/.test(text) && (url?.protocol === 'http:' || url?.protocol === 'https:'),
    `url is ${shown}: write an address such as https://logs.example.com/ingest`,
  );
  if (!valid || !url) return undefined;
  faults.require(!url.username && !url.password, 'url holds a user name or password: use credentials instead');
  faults.require(!url.hash, `url is ${shown}: a fragment is never sent, drop the #${url.hash.slice(1)}`);
  faults.plainText('url', text);
  return url;
}
