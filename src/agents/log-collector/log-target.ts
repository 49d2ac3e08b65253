import type * as kplus from 'cdk8s-plus-28';

/** Where logs go, complete and valid: what a `LogOutput` holds and every product renders in its own language. */
export type LogTarget = ElasticsearchTarget | ForwardTarget | HttpTarget;

interface NetworkTarget {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly ca?: kplus.SecretValue;
}

export interface ElasticsearchTarget extends NetworkTarget {
  readonly kind: 'elasticsearch';
  readonly path?: string;
  /** One index (or data stream) for everything, or one index a day that starts with the prefix. */
  readonly index: { readonly name: string } | { readonly dailyPrefix: string };
  readonly credentials?: BasicCredentials;
}

export interface ForwardTarget extends NetworkTarget {
  readonly kind: 'forward';
  readonly sharedKey?: kplus.SecretValue;
}

export interface HttpTarget extends NetworkTarget {
  readonly kind: 'http';
  /** Path and query, starting with a slash. */
  readonly uri: string;
  readonly headers: Record<string, string>;
  readonly credentials?: BasicCredentials;
  readonly bearerToken?: kplus.SecretValue;
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
  if (target.kind !== 'forward' && target.credentials) {
    secrets[SECRET_VARIABLES.username] = target.credentials.username;
    secrets[SECRET_VARIABLES.password] = target.credentials.password;
  }
  if (target.kind === 'http' && target.bearerToken) secrets[SECRET_VARIABLES.bearerToken] = target.bearerToken;
  if (target.kind === 'forward' && target.sharedKey) secrets[SECRET_VARIABLES.sharedKey] = target.sharedKey;
  return secrets;
}
