import { isIP } from 'net';

/** What the Corefile of a node-local cache says. */
export interface CorefileOptions {
  /** Addresses that are listened on; the first is asked for health. */
  readonly bind: string[];
  readonly clusterDomain: string;
  readonly upstreamServers: string[];
  readonly stubDomains: Record<string, string[]>;
  /** Longest time that an answer is kept, in whole seconds. */
  readonly cacheSeconds: number;
}

export const HEALTH_PORT = 8080;
export const METRICS_PORT = 9253;
/** node-cache puts the address of the Service there that its flag `-upstreamsvc` names. */
const CLUSTER_DNS = '__PILLAR__CLUSTER__DNS__';

/**
 * One block for each zone, of which the longest that fits a name is asked.
 *
 * @see https://coredns.io/manual/toc/#configuration
 */
export function corefile(options: CorefileOptions): string {
  const { clusterDomain, upstreamServers, stubDomains, cacheSeconds, bind } = options;
  const cluster = ['forward . ' + CLUSTER_DNS + ' {', '    force_tcp', '}'];
  return [
    block(clusterDomain, options, [
      'cache {',
      `    success 9984 ${cacheSeconds}`,
      `    denial 9984 ${Math.min(5, cacheSeconds)}`,
      '}',
      ...cluster,
      `health ${inUrl(bind[0])}:${HEALTH_PORT}`,
    ]),
    ...['in-addr.arpa', 'ip6.arpa'].map((zone) => block(zone, options, [`cache ${cacheSeconds}`, ...cluster])),
    ...Object.entries(stubDomains).map(([zone, servers]) =>
      block(zone, options, [`cache ${cacheSeconds}`, `forward . ${servers.join(' ')}`]),
    ),
    block('.', options, [`cache ${cacheSeconds}`, `forward . ${upstreamServers.join(' ')}`]),
  ].join('');
}

function block(zone: string, { bind }: CorefileOptions, plugins: string[]): string {
  const lines = ['errors', ...plugins, 'reload', 'loop', `bind ${bind.join(' ')}`, `prometheus :${METRICS_PORT}`];
  return `${zone}:53 {\n${lines.map((line) => `    ${line}\n`).join('')}}\n`;
}

function inUrl(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}
