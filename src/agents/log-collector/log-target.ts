import type * as kplus from 'cdk8s-plus-28';
import type { KafkaSaslMechanism } from './log-output-options';

/** Where logs go, complete and valid: what a `LogOutput` holds and every product renders in its own language. */
export type LogTarget =
  ElasticsearchTarget | KafkaTarget | LokiTarget | ForwardTarget | HttpTarget | OtlpTarget | BeatsTarget | StdoutTarget;

interface EncryptedTarget {
  readonly tls: boolean;
  readonly ca?: kplus.SecretValue;
}

interface NetworkTarget extends EncryptedTarget {
  readonly host: string;
  readonly port: number;
}

/** Elasticsearch, and OpenSearch, which was one with it. */
export interface ElasticsearchTarget extends NetworkTarget {
  readonly kind: 'elasticsearch' | 'opensearch';
  readonly path?: string;
  /** One index (or data stream) for everything, or one index a day that starts with the prefix. */
  readonly index: { readonly name: string } | { readonly dailyPrefix: string };
  readonly credentials?: BasicCredentials;
}

export interface KafkaTarget extends EncryptedTarget {
  readonly kind: 'kafka';
  readonly brokers: string[];
  readonly topic: string;
  readonly credentials?: BasicCredentials & { readonly mechanism: KafkaSaslMechanism };
}

export interface ForwardTarget extends NetworkTarget {
  readonly kind: 'forward';
  readonly sharedKey?: kplus.SecretValue;
}

export interface HttpEndpoint extends NetworkTarget {
  /** Path and query, starting with a slash. */
  readonly uri: string;
  readonly headers: Record<string, string>;
  readonly credentials?: BasicCredentials;
  readonly bearerToken?: kplus.SecretValue;
}

export interface HttpTarget extends HttpEndpoint {
  readonly kind: 'http';
}

/** Its uri is what stands before /v1/logs. */
export interface OtlpTarget extends HttpEndpoint {
  readonly kind: 'otlp';
}

/** Its uri is what stands before /loki/api/v1/push. */
export interface LokiTarget extends HttpEndpoint {
  readonly kind: 'loki';
  readonly tenantId?: string;
  readonly labels: Record<string, string>;
}

export interface BeatsTarget extends NetworkTarget {
  readonly kind: 'beats';
}

export interface StdoutTarget extends EncryptedTarget {
  readonly kind: 'stdout';
}

export interface BasicCredentials {
  readonly username: kplus.SecretValue;
  readonly password: kplus.SecretValue;
}

/** The environment variables that carry a target's secrets: configuration files name the variable, never the value. */
export const SECRET_VARIABLES = {
  username: 'LOG_OUTPUT_USERNAME',
  password: 'LOG_OUTPUT_PASSWORD',
  sharedKey: 'LOG_OUTPUT_SHARED_KEY',
  bearerToken: 'LOG_OUTPUT_BEARER_TOKEN',
} as const;

/** Where the certificate authority of a target is mounted in the container. */
export const CA_DIRECTORY = '/etc/log-output';
export const CA_FILE = `${CA_DIRECTORY}/ca.crt`;

/** The secrets a target needs, by the environment variable that carries each. */
export function secretsOf(target: LogTarget): Record<string, kplus.SecretValue> {
  const secrets: Record<string, kplus.SecretValue> = {};
  if ('credentials' in target && target.credentials) {
    secrets[SECRET_VARIABLES.username] = target.credentials.username;
    secrets[SECRET_VARIABLES.password] = target.credentials.password;
  }
  if ('bearerToken' in target && target.bearerToken) secrets[SECRET_VARIABLES.bearerToken] = target.bearerToken;
  if ('sharedKey' in target && target.sharedKey) secrets[SECRET_VARIABLES.sharedKey] = target.sharedKey;
  return secrets;
}

/** The address of an endpoint as one text, with a path more. */
export function urlOf({ tls, host, port, uri }: Omit<HttpEndpoint, 'headers'>, path: string = ''): string {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return `${tls ? 'https' : 'http'}://${authority}${path ? uri.replace(/\/$/, '') + path : uri}`;
}
