import type { SecretValue } from 'cdk8s-plus-28';
import { OptionFaults } from '../option-faults';

/** Options of `TelegrafOutput.prometheus`. */
export interface TelegrafPrometheusOptions {
  /**
   * Port that metrics are served on.
   *
   * @default 9273
   */
  readonly port?: number;
}

/** Options of `TelegrafOutput.influxDb`. */
export interface TelegrafInfluxDbOptions {
  /** Address of InfluxDB, such as `https://influxdb.example.com:8086`. */
  readonly url: string;

  /** The organization that the bucket belongs to. */
  readonly organization: string;

  /** The bucket that is written to. */
  readonly bucket: string;

  /** The token that may write to the bucket. */
  readonly token: SecretValue;

  /**
   * The certificate authority, in PEM, that signed the server's certificate.
   *
   * @default - the authorities the image trusts
   */
  readonly ca?: SecretValue;
}

/** An output, as `TelegrafOutput` describes it. */
export type TelegrafTarget =
  { readonly kind: 'prometheus'; readonly port: number } | ({ readonly kind: 'influxdb' } & TelegrafInfluxDbOptions);

/**
 * Where Telegraf leaves its metrics. Secrets are only ever referenced, and stand in no ConfigMap.
 *
 * @example
 * TelegrafOutput.influxDb({
 *   url: 'https://influxdb.example.com:8086',
 *   organization: 'platform',
 *   bucket: 'nodes',
 *   token: { secret: Secret.fromSecretName(chart, 'token', 'influxdb'), key: 'token' },
 * })
 */
export class TelegrafOutput {
  /**
   * Served to Prometheus, at `/metrics`.
   *
   * @throws if the port is none.
   */
  public static prometheus(options: TelegrafPrometheusOptions = {}): TelegrafOutput {
    const faults = OptionFaults.of('TelegrafOutput.prometheus', 'TelegrafPrometheusOptions', options);
    const { port = 9273 } = options;
    faults.port('port', port);
    faults.throwIfAny();
    return new TelegrafOutput({ kind: 'prometheus', port });
  }

  /**
   * To a bucket of InfluxDB 2 or 3.
   *
   * @throws if an option is empty, is no address or cannot stand in a configuration file.
   */
  public static influxDb(options: TelegrafInfluxDbOptions): TelegrafOutput {
    const faults = OptionFaults.of('TelegrafOutput.influxDb', 'TelegrafInfluxDbOptions', options);
    const { url: text, organization, bucket, ca } = options;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const valid = faults.require(
      !/\s/.test(text) && (url?.protocol === 'http:' || url?.protocol === 'https:'),
      `url is ${JSON.stringify(text)}: write an address such as https://influxdb.example.com:8086`,
    );
    if (valid) {
      faults.require(!url!.username && !url!.password, 'url holds a user name or password: token is what is checked');
      faults.require(!ca || url!.protocol === 'https:', `ca is given and ${text} is not https: drop the ca`);
    }
    for (const [name, value] of Object.entries({ url: text, organization, bucket })) {
      faults.require(value.trim() !== '', `${name} is empty`);
      requireTelegrafText(faults, name, value);
    }
    faults.secretValue('token', options.token);
    if (ca !== undefined) faults.secretValue('ca', ca);
    faults.throwIfAny();
    return new TelegrafOutput({ kind: 'influxdb', ...options });
  }

  private constructor(
    /** @internal */
    public readonly _target: TelegrafTarget,
  ) {}
}

/** Telegraf replaces `$NAME` in every text of its configuration by the environment. */
export function requireTelegrafText(faults: OptionFaults, name: string, value: string): void {
  faults.require(
    !/\p{Cc}/u.test(value) && !value.includes('$'),
    `${name} is ${JSON.stringify(value)}: line breaks, control characters and $ cannot stand in a value of Telegraf`,
  );
}
