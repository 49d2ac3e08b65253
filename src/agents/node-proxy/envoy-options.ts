import type { IConfigMap, ISecret } from 'cdk8s-plus-28';

/** Options for `Proxy.envoy`. */
export interface EnvoyOptions {
  /**
   * The bootstrap configuration, as YAML.
   *
   * @default - said by `configMap`
   */
  readonly config?: string;

  /**
   * A ConfigMap with the configuration as `envoy.yaml`.
   *
   * @default - one is made of `config`
   */
  readonly configMap?: IConfigMap;

  /**
   * Certificates and keys, mounted at `/etc/envoy-tls`.
   *
   * @default - none
   */
  readonly tls?: ISecret;

  /**
   * The port its configuration listens on for HTTP. Readiness is that it does.
   *
   * @default 8080
   */
  readonly httpPort?: number;

  /**
   * The port its configuration listens on for HTTPS.
   *
   * @default - 8443 with `tls`, else none
   */
  readonly httpsPort?: number;
}
