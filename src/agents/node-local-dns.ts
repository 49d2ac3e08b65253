import { isIP } from 'net';
import { ApiObject, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { AgentIdentity } from './agent-identity';
import { AgentRole } from './agent-role';
import { HostMount } from './host-mount';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { corefile, HEALTH_PORT, METRICS_PORT } from './node-local-dns/corefile';
import { OptionFaults } from './option-faults';
import { PriorityClass } from './priority-class';
import { Privileges } from './privileges';
import { requireServiceName } from './service-name';
import { TolerationSet } from './toleration-set';
import { isDnsSubdomain, isLabelValue, isQualifiedName } from '../kubernetes/label-syntax';

/** Properties for `NodeLocalDns`. */
export interface NodeLocalDnsProps extends NodeAgentProps {
  /**
   * The address on which every node answers its own pods: one that leads nowhere else.
   *
   * @default "169.254.20.10"
   */
  readonly localIp?: string;

  /**
   * The address of the DNS Service, of the family of `localIp`, to answer on that too, so that pods need no other. Only where
   * kube-proxy uses iptables, or Cilium a local redirect: with IPVS the address is taken, of nftables upstream says nothing,
   * and the kubelet must tell pods `localIp` instead, by `--cluster-dns`.
   *
   * @default - only `localIp`
   */
  readonly clusterDnsIp?: string;

  /**
   * The domain of the cluster.
   *
   * @default "cluster.local"
   */
  readonly clusterDomain?: string;

  /**
   * Labels of the pods of the cluster's DNS.
   *
   * @default - `k8s-app: kube-dns`, as CoreDNS has it
   */
  readonly clusterDnsSelector?: Record<string, string>;

  /**
   * Who is asked for names outside the cluster: addresses, with a port after a colon if it is not 53.
   *
   * @default - the servers of the node
   */
  readonly upstreamServers?: string[];

  /**
   * Who is asked for the names of a domain instead.
   *
   * @default - none
   */
  readonly stubDomains?: Record<string, string[]>;

  /**
   * Longest time that an answer is kept, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly cache?: Duration;
}

/** Where the agent tells of interfaces and rules that it could not make. */
const SETUP_METRICS_PORT = 9353;
const CONFIG_DIRECTORY = '/etc/coredns';
const DNS_NAMESPACE = 'kube-system';

/**
 * A cache of DNS answers on every node, node-cache 1.26.8: pods ask over no network, and the cluster's DNS is asked by TCP,
 * which needs no entry of its own in the tables of connections.
 *
 * By default it
 * - runs on every node whatever its taints, node-critical, on the network of the node, and resolves names as the node does;
 * - listens on a link-local address alone, and its ports are declared for that address, so that another DNS server may have
 *   the other addresses of the node;
 * - has three capabilities. Upstream has those and all that container runtimes give; it also reads the ConfigMap of kube-dns,
 *   which `stubDomains` and `upstreamServers` replace.
 *
 * It makes the Service by which it asks the cluster's DNS, so it must be in the namespace of that: `kube-system`. It needs
 * the Pod Security level `privileged`.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/master/cluster/addons/dns/nodelocaldns
 * @example
 * new NodeLocalDns(chart, 'node-local-dns', { clusterDnsIp: '10.96.0.10', metadata: { namespace: 'kube-system' } });
 */
export class NodeLocalDns extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** Its configuration. */
  public readonly configMap?: kplus.IConfigMap;
  /** The Service by which it asks the DNS of the cluster. */
  public readonly upstream: ApiObject;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;

  /**
   * @throws with everything that is no address, no domain or no time, and outside the namespace of the cluster's DNS
   */
  constructor(scope: Construct, id: string, props: NodeLocalDnsProps = {}) {
    super(scope, id);
    OptionFaults.of('NodeLocalDns', 'NodeLocalDnsProps', props).throwIfAny();
    const {
      localIp = '169.254.20.10',
      clusterDnsIp,
      clusterDomain = 'cluster.local',
      clusterDnsSelector = { 'k8s-app': 'kube-dns' },
      upstreamServers = ['/etc/resolv.conf'],
      stubDomains = {},
      cache = Duration.seconds(30),
      ...wishes
    } = props;
    requireValid({ ...props, localIp, clusterDomain, cache });
    const bind = [localIp, ...(clusterDnsIp ? [clusterDnsIp] : [])];
    let upstream: ApiObject | undefined;
    const defaults = {
      hostNetwork: true,
      // The cluster's DNS is what it asks itself.
      dns: { policy: kplus.DnsPolicy.DEFAULT },
      tolerations: TolerationSet.everything(),
      priorityClass: PriorityClass.nodeCritical(),
    };
    const role = new AgentRole(this, 'node-local-dns', wishes, defaults, (identity) => {
      requireNamespaceOfDns(identity, props.clusterDnsSelector);
      const service = identity.companion('upstream');
      requireServiceName(service.name!);
      upstream = new ApiObject(this, 'Upstream', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: service,
        spec: {
          selector: clusterDnsSelector,
          ports: ['UDP', 'TCP'].map((protocol) => ({
            name: protocol === 'UDP' ? 'dns' : 'dns-tcp',
            port: 53,
            targetPort: 53,
            protocol,
          })),
        },
      });
      const configMap = new kplus.ConfigMap(this, 'Config', {
        metadata: identity.companion('config'),
        data: {
          'Corefile.base': corefile({
            bind,
            clusterDomain,
            upstreamServers,
            stubDomains,
            cacheSeconds: cache.toSeconds(),
          }),
        },
      });
      const volume = kplus.Volume.fromConfigMap(this, 'ConfigVolume', configMap, { name: 'config' });
      const health = kplus.Probe.fromHttpGet('/health', { port: HEALTH_PORT, host: localIp });
      return {
        container: {
          name: 'node-cache',
          image: 'registry.k8s.io/dns/k8s-dns-node-cache:1.26.8',
          args: [
            ...['-localip', bind.join(',')],
            ...['-conf', '/etc/Corefile'],
            ...['-upstreamsvc', service.name!],
            // It makes its rules once CoreDNS has written this, and else a minute later.
            ...['-pidfile', '/tmp/node-cache.pid'],
          ],
          ports: [
            // The address of a Service is no other program's to listen on, so its ports need not be kept free.
            { name: 'dns', number: 53, hostPort: 53, hostIp: localIp, protocol: kplus.Protocol.UDP },
            { name: 'dns-tcp', number: 53, hostPort: 53, hostIp: localIp },
            { name: 'health', number: HEALTH_PORT, hostPort: HEALTH_PORT, hostIp: localIp },
            { name: 'metrics', number: METRICS_PORT, hostPort: METRICS_PORT },
            { name: 'setup-metrics', number: SETUP_METRICS_PORT, hostPort: SETUP_METRICS_PORT },
          ],
          liveness: kplus.Probe.fromHttpGet('/health', {
            port: HEALTH_PORT,
            host: localIp,
            initialDelaySeconds: Duration.seconds(60),
            timeoutSeconds: Duration.seconds(5),
          }),
          readiness: health,
          resources: {
            cpu: { request: kplus.Cpu.millis(25) },
            memory: { request: Size.mebibytes(32), limit: Size.mebibytes(256) },
          },
          // It writes its configuration, with the addresses it has found, beside the one it is given.
          privileges: Privileges.capabilities(
            kplus.Capability.NET_ADMIN,
            kplus.Capability.NET_RAW,
            kplus.Capability.NET_BIND_SERVICE,
          ).withWritableRootFilesystem(),
          hostMounts: [HostMount.xtablesLock()],
          volumeMounts: [{ path: CONFIG_DIRECTORY, volume, readOnly: true }],
        },
        configMap,
        metrics: { port: METRICS_PORT, path: '/metrics' },
      };
    });
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.configMap = role.configMap;
    this.service = role.service;
    this.upstream = upstream!;
  }
}

/** A Service selects pods of its own namespace, and tells its address to these alone. */
function requireNamespaceOfDns({ namespace }: AgentIdentity, selector?: Record<string, string>): void {
  if (selector !== undefined || namespace === undefined || namespace === DNS_NAMESPACE) return;
  throw new Error(
    `NodeLocalDns: it is in namespace ${namespace}, where its Service selects no pods of the cluster's DNS. ` +
      `Write metadata: { namespace: '${DNS_NAMESPACE}' }, or clusterDnsSelector where the DNS runs beside it.`,
  );
}

function requireValid(props: NodeLocalDnsProps & { localIp: string; clusterDomain: string; cache: Duration }): void {
  const { localIp, clusterDnsIp, clusterDomain, clusterDnsSelector, upstreamServers, stubDomains = {}, cache } = props;
  const faults = new OptionFaults('NodeLocalDns');
  faults.require(
    isIP(localIp) === 6 ? /^f[de]/i.test(localIp) : isIP(localIp) === 4 && localIp.startsWith('169.254.'),
    `localIp is ${JSON.stringify(localIp)}: write a link-local address such as 169.254.20.10`,
  );
  faults.require(
    clusterDnsIp === undefined || (isIP(clusterDnsIp) !== 0 && clusterDnsIp !== localIp),
    `clusterDnsIp is ${JSON.stringify(clusterDnsIp)}: write the address of the DNS Service, such as 10.96.0.10`,
  );
  faults.require(
    [isIP(localIp), 0].includes(isIP(clusterDnsIp ?? localIp)),
    `localIp is ${localIp} and clusterDnsIp ${clusterDnsIp}: both are of IPv4, or both of IPv6`,
  );
  for (const domain of [clusterDomain, ...Object.keys(stubDomains)]) {
    faults.require(isDnsSubdomain(domain), `${JSON.stringify(domain)} is no domain`);
  }
  faults.require(
    !(clusterDomain in stubDomains),
    `stubDomains: ${clusterDomain} is the domain of the cluster, which its own DNS is asked for`,
  );
  faults.require(
    clusterDnsSelector === undefined || Object.keys(clusterDnsSelector).length > 0,
    'clusterDnsSelector is empty: it would select every pod',
  );
  for (const [key, value] of Object.entries(clusterDnsSelector ?? {})) {
    faults.require(isQualifiedName(key) && isLabelValue(value), `clusterDnsSelector: ${key}=${value} is no label`);
  }
  for (const [name, servers] of Object.entries({ upstreamServers, ...stubDomains })) {
    faults.require(servers === undefined || servers.length > 0, `${name} names no server`);
    for (const server of servers ?? []) {
      faults.require(
        isServer(server),
        `${name}: ${JSON.stringify(server)} is no address: write 10.0.0.2 or 10.0.0.2:5353`,
      );
    }
  }
  faults.require(cache.toSeconds() >= 1, `cache is ${cache.toSeconds()} s: it is 1 s or more`);
  faults.throwIfAny();
}

function isServer(text: string): boolean {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d+))?$/.exec(text) ?? [];
  return (
    isIP(text) !== 0 ||
    (isIP(bracketed ?? plain ?? '') !== 0 && (port === undefined || (Number(port) >= 1 && Number(port) <= 65535)))
  );
}
