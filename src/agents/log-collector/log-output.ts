import type * as kplus from 'cdk8s-plus-28';
import { OptionFaults } from '../option-faults';
import type { BasicCredentials, LogTarget } from './log-target';

/** A user name and a password in one Secret. */
export interface LogOutputCredentials {
  /** The Secret that holds both. */
  readonly secret: kplus.ISecret;

  /**
   * The key of the user name in the Secret.
   *
   * @default 'username' - as in a Secret of type kubernetes.io/basic-auth
   */
  readonly usernameKey?: string;

  /**
   * The key of the password in the Secret.
   *
   * @default 'password' - as in a Secret of type kubernetes.io/basic-auth
   */
  readonly passwordKey?: string;
}

/** Options of `LogOutput.elasticsearch`. */
export interface ElasticsearchOutputOptions {
  /** Host name or IP address, without a scheme, a port or a path. */
  readonly host: string;

  /**
   * Port of its HTTP interface.
   *
   * @default 9200
   */
  readonly port?: number;

  /**
   * Path prefix of Elasticsearch behind a reverse proxy.
   *
   * @default - none
   */
  readonly path?: string;

  /**
   * Whether the connection is encrypted and the server's certificate verified. Logs carry what should stay private, and
   * Elasticsearch 8 serves TLS from its first start, so plain text has to be asked for.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * The certificate authority, in PEM, that signed the server's certificate.
   *
   * @default - the authorities the image trusts
   */
  readonly ca?: kplus.SecretValue;

  /**
   * The one index or data stream all records go to. Excludes `indexPrefix`.
   *
   * @default - an index a day, see `indexPrefix`
   */
  readonly index?: string;

  /**
   * Prefix of an index a day, named prefix-YYYY.MM.DD. Excludes `index`.
   *
   * @default 'kubernetes'
   */
  readonly indexPrefix?: string;

  /**
   * User name and password.
   *
   * @default - none
   */
  readonly credentials?: LogOutputCredentials;
}

/** Options of `LogOutput.forward`. */
export interface ForwardOutputOptions {
  /** Host name or IP address of a Fluentd or Fluent Bit that aggregates. */
  readonly host: string;

  /**
   * Port it takes forwarded records on.
   *
   * @default 24224
   */
  readonly port?: number;

  /**
   * Whether the connection is encrypted and the server's certificate verified.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * The certificate authority, in PEM, that signed the server's certificate.
   *
   * @default - the authorities the image trusts
   */
  readonly ca?: kplus.SecretValue;

  /**
   * The key both sides must know.
   *
   * @default - none: whoever reaches the port may write
   */
  readonly sharedKey?: kplus.SecretValue;
}

/** Options of `LogOutput.http`. */
export interface HttpOutputOptions {
  /** The http or https address that takes JSON arrays of records by POST. Must not hold a user name or a password. */
  readonly url: string;

  /**
   * The certificate authority, in PEM, that signed the server's certificate. Only with https.
   *
   * @default - the authorities the image trusts
   */
  readonly ca?: kplus.SecretValue;

  /**
   * Headers of every request, by name. For a secret use `credentials` or `bearerToken`.
   *
   * @default - none
   */
  readonly headers?: Record<string, string>;

  /**
   * User name and password of HTTP basic authentication. Excludes `bearerToken`.
   *
   * @default - none
   */
  readonly credentials?: LogOutputCredentials;

  /**
   * Token of an `Authorization: Bearer` header. Excludes `credentials`.
   *
   * @default - none
   */
  readonly bearerToken?: kplus.SecretValue;
}

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
    const { host, port = 9200, path, tls = true, ca, index, indexPrefix } = options;
    const faults = new OptionFaults('LogOutput.elasticsearch');
    faults.host('host', host);
    faults.port('port', port);
    faults.require(tls || !ca, 'ca is given and tls is false: drop one of them');
    faults.require(!index || !indexPrefix, 'index and indexPrefix are both given: keep the one you mean');
    if (path !== undefined) faults.absolutePath('path', path);
    if (index !== undefined) requireIndexName(faults, 'index', index);
    if (indexPrefix !== undefined) requireIndexName(faults, 'indexPrefix', indexPrefix);
    faults.throwIfAny();
    return new LogOutput({
      kind: 'elasticsearch',
      host,
      port,
      path,
      tls,
      ca,
      index: index ? { name: index } : { dailyPrefix: indexPrefix ?? 'kubernetes' },
      credentials: basicCredentials(options.credentials),
    });
  }

  /**
   * To a Fluentd or Fluent Bit that aggregates, over the forward protocol. Every chunk is acknowledged.
   *
   * @throws if an option cannot stand in a configuration file or contradicts another.
   */
  public static forward(options: ForwardOutputOptions): LogOutput {
    const { host, port = 24224, tls = true, ca, sharedKey } = options;
    const faults = new OptionFaults('LogOutput.forward');
    faults.host('host', host);
    faults.port('port', port);
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
    const { ca, headers = {}, bearerToken } = options;
    const faults = new OptionFaults('LogOutput.http');
    const url = parseHttpUrl(faults, options.url);
    faults.require(!ca || url?.protocol !== 'http:', `ca is given and ${options.url} is not https: drop the ca`);
    faults.require(!options.credentials || !bearerToken, 'credentials and bearerToken are both given: keep one');
    for (const [name, value] of Object.entries(headers)) {
      faults.require(/^[\w-]+$/.test(name), `header ${JSON.stringify(name)} is no header name`);
      faults.require(
        name.toLowerCase() !== 'authorization',
        'header Authorization belongs in credentials or bearerToken, which keep it out of the ConfigMap',
      );
      faults.plainText(`header ${name}`, value);
    }
    faults.throwIfAny();
    const { protocol, hostname, port, pathname, search } = url!;
    const tls = protocol === 'https:';
    return new LogOutput({
      kind: 'http',
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port ? Number(port) : tls ? 443 : 80,
      uri: pathname + search,
      tls,
      ca,
      headers,
      credentials: basicCredentials(options.credentials),
      bearerToken,
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
    url?.protocol === 'http:' || url?.protocol === 'https:',
    `url is ${shown}: write an address such as https://logs.example.com/ingest`,
  );
  if (!valid || !url) return undefined;
  faults.require(!url.username && !url.password, 'url holds a user name or password: use credentials instead');
  faults.require(!url.hash, `url is ${shown}: a fragment is never sent, drop the #${url.hash.slice(1)}`);
  faults.plainText('url', text);
  return url;
}
