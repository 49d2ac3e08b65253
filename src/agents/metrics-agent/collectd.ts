import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { requireKnown } from '../known-words';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { CollectdItem, collectdConfig } from './collectd-config';
import type { CollectdOptions, CollectdPlugin } from './collectd-options';
import { COLLECTD_PLUGINS } from './collectd-plugins';

const NETWORK_PORT = 25826;
const PROMETHEUS_PORT = 9103;
const NOBODY = 65534;
const CONFIG_DIRECTORY = '/etc/collectd-agent';
const SECRET_DIRECTORY = '/etc/collectd-secret';
const BASE_DIRECTORY = '/var/lib/collectd-agent';
const HOST_ROOT = '/host/root';

const HOST_PLUGINS: CollectdPlugin[] = ['cpu', 'df', 'disk', 'interface', 'load', 'memory', 'swap', 'uptime'];

interface Server {
  readonly host: string;
  readonly port: number;
}

/** collectd with the plugins of a host, on the network of its node. */
export class Collectd implements AgentProduct {
  private readonly servers: Server[];
  private readonly prometheus: boolean;

  constructor(private readonly options: CollectdOptions) {
    const faults = OptionFaults.of('Metrics.collectd', 'CollectdOptions', options);
    const { image, plugins, interval, servers = [], receiver, secretConfig, extraConfig } = options;
    this.servers = servers.map((text) => readServer(text, faults));
    this.prometheus = options.prometheus ?? servers.length === 0;
    faults.require(
      Boolean(image?.trim()),
      'image is empty: name an image with collectd, as its project publishes none',
    );
    faults.require(
      servers.length > 0 || this.prometheus || secretConfig !== undefined || extraConfig !== undefined,
      'nothing says where values go: name servers, or leave out prometheus: false',
    );
    faults.require(
      plugins === undefined || plugins.length > 0 || Boolean(receiver),
      'plugins is empty and nothing is received: there is nothing to send',
    );
    requireKnown(faults, 'plugins', plugins ?? [], COLLECTD_PLUGINS);
    faults.seconds('interval', interval);
    faults.require(options.servers?.length !== 0, 'servers is empty: leave it out, or name one');
    faults.secret('secretConfig', secretConfig);
    faults.require(extraConfig === undefined || extraConfig.trim() !== '', 'extraConfig is empty');
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { image, receiver = false, secretConfig } = this.options;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { 'collectd.conf': this.config() },
    });
    const received = { name: 'collectd', number: NETWORK_PORT, protocol: kplus.Protocol.UDP };
    const served = { name: 'metrics', number: PROMETHEUS_PORT };
    const ports = [...(this.prometheus ? [served] : []), ...(receiver ? [received] : [])];
    const probe = this.prometheus
      ? kplus.Probe.fromHttpGet('/metrics', { port: PROMETHEUS_PORT, timeoutSeconds: Duration.seconds(5) })
      : undefined;
    return {
      container: {
        name: 'collectd',
        image,
        command: ['collectd'],
        args: ['-f', '-C', `${CONFIG_DIRECTORY}/collectd.conf`],
        ports: ports.map((port) => ({ ...port, hostPort: port.number })),
        liveness: probe,
        readiness: probe,
        resources: {
          cpu: { request: kplus.Cpu.millis(50) },
          memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
        },
        privileges: Privileges.none().asUser(NOBODY, NOBODY),
        hostMounts: [HostMount.root().at(HOST_ROOT)],
        volumeMounts: [
          {
            path: CONFIG_DIRECTORY,
            volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
            readOnly: true,
          },
          { path: BASE_DIRECTORY, volume: kplus.Volume.fromEmptyDir(scope, 'BaseDirectory', 'base') },
          ...(secretConfig
            ? [
                {
                  path: SECRET_DIRECTORY,
                  volume: kplus.Volume.fromSecret(scope, 'SecretVolume', secretConfig, { name: 'secret-config' }),
                  readOnly: true,
                },
              ]
            : []),
        ],
      },
      configMap,
      metrics: this.prometheus ? { port: PROMETHEUS_PORT, path: '/metrics' } : undefined,
      serves: receiver ? [received] : [],
      // Otherwise it would see the interfaces of its pod, and be called by its pod's name.
      defaults: { hostNetwork: true },
    };
  }

  private config(): string {
    const { plugins = HOST_PLUGINS, interval, secretConfig, extraConfig, receiver = false } = this.options;
    const written = collectdConfig([
      { name: 'FQDNLookup', values: [false] },
      { name: 'BaseDir', values: [BASE_DIRECTORY] },
      { name: 'Interval', values: [interval?.toSeconds() ?? 10] },
      ...[...new Set(plugins)].map((name) => ({ name: 'LoadPlugin', values: [name] })),
      // The mounts of the node, of all that the container sees.
      ...(plugins.includes('df') ? [plugin('df', [{ name: 'MountPoint', values: [`/^${HOST_ROOT}/`] }])] : []),
      ...(this.servers.length > 0 || receiver
        ? [{ name: 'LoadPlugin', values: ['network'] }, plugin('network', this.network())]
        : []),
      ...(this.prometheus
        ? [
            { name: 'LoadPlugin', values: ['write_prometheus'] },
            plugin('write_prometheus', [{ name: 'Port', values: [String(PROMETHEUS_PORT)] }]),
          ]
        : []),
      ...(secretConfig ? [{ name: 'Include', values: [`${SECRET_DIRECTORY}/*.conf`] }] : []),
    ]);
    return extraConfig ? `${written}${extraConfig.trim()}\n` : written;
  }

  private network(): CollectdItem[] {
    const { receiver = false } = this.options;
    return [
      ...this.servers.map(({ host, port }) => ({ name: 'Server', values: [host, String(port)] })),
      ...(receiver ? [{ name: 'Listen', values: ['0.0.0.0', String(NETWORK_PORT)] }] : []),
    ];
  }
}

function plugin(name: string, items: CollectdItem[]): CollectdItem {
  return { name: 'Plugin', values: [name], items };
}

/** `host`, `host:port`, `[address]:port` or an IPv6 address alone. */
function readServer(text: string, faults: OptionFaults): Server {
  const [, host = text, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(text) ?? [];
  const server = { host: host.replace(/^\[(.*)\]$/, '$1'), port: port ? Number(port) : NETWORK_PORT };
  faults.host('servers', server.host);
  faults.port('servers', server.port);
  return server;
}
