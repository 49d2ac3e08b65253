import type { TelegrafOptions } from './telegraf-options';
import type { TelegrafTarget } from './telegraf-output';
import { TomlTable, TomlValue, toml } from './toml';

/** Port on which Telegraf says that it is alive where no output of it serves. */
export const HEALTH_PORT = 8093;

const TOKEN_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** File systems of no disk. */
const VIRTUAL_FILE_SYSTEMS = ['tmpfs', 'devtmpfs', 'devfs', 'iso9660', 'overlay', 'aufs', 'squashfs', 'nsfs'];

/**
 * The configuration of Telegraf.
 *
 * @see https://docs.influxdata.com/telegraf/v1/configuration/
 */
export function telegrafConfig(options: TelegrafOptions, targets: readonly TelegrafTarget[]): string {
  const { interval, globalTags = {}, hostNetwork = true, extraConfig } = options;
  const every = `${interval?.toSeconds() ?? 10}s`;
  const written = toml([
    ...(Object.keys(globalTags).length > 0 ? [{ name: 'global_tags', values: globalTags }] : []),
    { name: 'agent', values: { interval: every, flush_interval: every, hostname: '${NODE_NAME}' } },
    ...inputs(options, hostNetwork),
    ...targets.map((target, index) => output(target, index, hostNetwork)),
    ...(isServed(targets) ? [] : [plugin('outputs.health', { service_address: healthAddress(hostNetwork) })]),
  ]);
  return extraConfig ? `${written}\n${extraConfig.trim()}\n` : written;
}

/** Whether an output answers by itself when it is asked for its health. */
export function isServed(targets: readonly TelegrafTarget[]): boolean {
  return targets.some(({ kind }) => kind === 'prometheus');
}

/** The environment variable with the token of an output. */
export function tokenVariable(index: number): string {
  return `INFLUX_TOKEN_${index + 1}`;
}

/** The directory with the certificate authority of an output, as `ca.crt`. */
export function caDirectory(index: number): string {
  return `/etc/telegraf-ca/${index + 1}`;
}

function inputs({ kubelet }: TelegrafOptions, hostNetwork: boolean): TomlTable[] {
  return [
    plugin('inputs.cpu', { percpu: true, totalcpu: true, collect_cpu_time: false, report_active: false }),
    plugin('inputs.disk', { ignore_fs: VIRTUAL_FILE_SYSTEMS, ignore_mount_opts: ['bind'] }),
    ...['diskio', 'kernel', 'mem', 'processes', 'swap', 'system'].map((name) => plugin(`inputs.${name}`, {})),
    ...(hostNetwork ? [plugin('inputs.net', {})] : []),
    ...(kubelet
      ? [
          plugin('inputs.kubernetes', {
            url: 'https://${HOST_IP}:10250',
            bearer_token: `${TOKEN_DIRECTORY}/token`,
            ...((kubelet.verifyCertificate ?? true)
              ? { tls_ca: `${TOKEN_DIRECTORY}/ca.crt` }
              : { insecure_skip_verify: true }),
          }),
        ]
      : []),
  ];
}

function output(target: TelegrafTarget, index: number, hostNetwork: boolean): TomlTable {
  if (target.kind === 'prometheus') {
    // In brackets, as an IPv6 address needs them and an IPv4 address may have them.
    const listen = hostNetwork ? `[\${HOST_IP}]:${target.port}` : `:${target.port}`;
    return plugin('outputs.prometheus_client', { listen, path: '/metrics', metric_version: 2 });
  }
  const { url, organization, bucket, ca } = target;
  return plugin('outputs.influxdb_v2', {
    urls: [url],
    token: `\${${tokenVariable(index)}}`,
    organization,
    bucket,
    tls_ca: ca && `${caDirectory(index)}/ca.crt`,
  });
}

/** On the network of the node nobody but the kubelet has to reach it. */
function healthAddress(hostNetwork: boolean): string {
  return `http://${hostNetwork ? '127.0.0.1' : ''}:${HEALTH_PORT}`;
}

function plugin(name: string, values: Record<string, TomlValue | undefined>): TomlTable {
  return { name, repeated: true, values };
}
