import type * as kplus from 'cdk8s-plus-28';

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

/** Options of `LogOutput.elasticsearch` and `LogOutput.opensearch`. */
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

/** Options of `LogOutput.beats`. */
export interface BeatsOutputOptions {
  /** Host name or IP address of a Logstash. */
  readonly host: string;

  /**
   * Port of its beats input.
   *
   * @default 5044
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
}

/** How an HTTP endpoint is spoken to. */
export interface HttpConnectionOptions {
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

/** Options of `LogOutput.http`. */
export interface HttpOutputOptions extends HttpConnectionOptions {
  /** The http or https address that takes JSON arrays of records by POST. Must not hold a user name or a password. */
  readonly url: string;
}

/** Options of `LogOutput.otlp`. */
export interface OtlpOutputOptions extends HttpConnectionOptions {
  /**
   * The http or https address of an OpenTelemetry endpoint, without `/v1/logs`, such as https://otel.example.com:4318.
   * Must not hold a user name or a password.
   */
  readonly url: string;
}

/** Options of `LogOutput.loki`. */
export interface LokiOutputOptions extends HttpConnectionOptions {
  /**
   * The http or https address of Loki, without `/loki/api/v1/push`, such as https://loki.example.com:3100. Must not hold a
   * user name or a password.
   */
  readonly url: string;

  /**
   * The tenant, where Loki serves several.
   *
   * @default - none
   */
  readonly tenantId?: string;

  /**
   * Labels of every stream, beside those of where a line comes from (namespace, pod, container). Each further value is a
   * stream more, so only what is the same for all records of this collector.
   *
   * @default { job: 'kubernetes' }
   */
  readonly labels?: Record<string, string>;
}

/** How a broker of Kafka checks a password. */
export enum KafkaSaslMechanism {
  /** As it is: only with TLS is it a secret. */
  PLAIN = 'PLAIN',
  /** Salted, with SHA-256. */
  SCRAM_SHA_256 = 'SCRAM-SHA-256',
  /** Salted, with SHA-512. */
  SCRAM_SHA_512 = 'SCRAM-SHA-512',
}

/** Options of `LogOutput.kafka`. */
export interface KafkaOutputOptions {
  /** Some of its brokers, each host:port, to learn the others from. */
  readonly brokers: string[];

  /** The topic of all records. */
  readonly topic: string;

  /**
   * Whether the connection is encrypted and the brokers' certificates verified.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * The certificate authority, in PEM, that signed the brokers' certificates.
   *
   * @default - the authorities the image trusts
   */
  readonly ca?: kplus.SecretValue;

  /**
   * User name and password of SASL.
   *
   * @default - none
   */
  readonly credentials?: LogOutputCredentials;

  /**
   * How the password is checked. Only with `credentials`.
   *
   * @default KafkaSaslMechanism.SCRAM_SHA_512
   */
  readonly saslMechanism?: KafkaSaslMechanism;
}
