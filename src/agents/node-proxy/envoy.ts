import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { isYamlMap } from '../yaml-map';
import type { EnvoyOptions } from './envoy-options';

const USER = 10001;
const DEFAULT_HTTP_PORT = 8080;
const DEFAULT_HTTPS_PORT = 8443;

/** Envoy with a configuration of its user. */
export class Envoy implements AgentProduct {
  private readonly httpPort: number;
  private readonly httpsPort?: number;

  constructor(private readonly options: EnvoyOptions) {
    const faults = OptionFaults.of('Proxy.envoy', 'EnvoyOptions', options);
    const { config, configMap, tls, httpPort = DEFAULT_HTTP_PORT } = options;
    this.httpPort = httpPort;
    this.httpsPort = options.httpsPort ?? (tls && DEFAULT_HTTPS_PORT);
    faults.require(
      (config === undefined) !== (configMap === undefined),
      'give either config, the bootstrap configuration, or configMap, which has it as envoy.yaml',
    );
    faults.require(config === undefined || isYamlMap(config), 'config is no YAML of a bootstrap configuration');
    faults.secret('tls', tls);
    for (const [name, port] of Object.entries({ httpPort, httpsPort: this.httpsPort ?? DEFAULT_HTTPS_PORT })) {
      faults.port(name, port);
      faults.require(port >= 1024, `${name} is ${port}: ports below 1024 are root's, and Envoy runs as user ${USER}`);
    }
    faults.require(httpPort !== this.httpsPort, `httpPort and httpsPort are both ${httpPort}`);
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { config, tls } = this.options;
    const configMap =
      this.options.configMap ??
      new kplus.ConfigMap(scope, 'Config', {
        metadata: identity.companion('config'),
        data: { 'envoy.yaml': config! },
      });
    const ports = [
      { name: 'http', number: this.httpPort },
      ...(this.httpsPort ? [{ name: 'https', number: this.httpsPort }] : []),
    ];
    return {
      container: {
        name: 'envoy',
        image: 'docker.io/envoyproxy/envoy:distroless-v1.39.1',
        args: [
          '--config-path',
          '/etc/envoy/envoy.yaml',
          '--service-node',
          '$(NODE_NAME)',
          '--service-cluster',
          identity.name,
        ],
        envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
        ports,
        readiness: kplus.Probe.fromTcpSocket({ port: this.httpPort }),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
        },
        privileges: Privileges.none().asUser(USER, USER),
        volumeMounts: [
          mount('/etc/envoy', kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' })),
          ...(tls ? [mount('/etc/envoy-tls', kplus.Volume.fromSecret(scope, 'TlsVolume', tls, { name: 'tls' }))] : []),
        ],
      },
      configMap,
      serves: ports,
    };
  }
}

function mount(path: string, volume: kplus.Volume): kplus.VolumeMount {
  return { path, volume, readOnly: true };
}
