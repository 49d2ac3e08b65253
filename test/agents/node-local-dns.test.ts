import { Duration } from 'cdk8s';
import { Manifests, scope, synthesize } from './role-fixture';
import { NodeLocalDns, NodeLocalDnsProps } from '../../src/agents/node-local-dns';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

function manifests(props: NodeLocalDnsProps = {}): Manifests {
  return synthesize((chart) => new NodeLocalDns(chart, 'node-local-dns', props), 'kube-system');
}

function portsOf({ container }: Manifests): string[] {
  return container.ports.map(
    ({ hostIP = '*', hostPort, protocol = 'TCP' }: any) => `${hostIP}:${hostPort}/${protocol}`,
  );
}

const cache = manifests();

test('the whole of it', () => {
  expect(cache.all).toMatchSnapshot();
  expect(ManifestValidator.validate(cache.daemonSet)).toEqual([]);
});

test('it runs on every node, on its network, and resolves names as the node does', () => {
  expect(cache.pod).toMatchObject({
    hostNetwork: true,
    dnsPolicy: 'Default',
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    automountServiceAccountToken: false,
  });
});

test('it holds the ports of its own address, and of others only those of its metrics', () => {
  const ports = ['169.254.20.10:53/UDP', '169.254.20.10:53/TCP', '169.254.20.10:8080/TCP', '*:9253/TCP', '*:9353/TCP'];

  expect(portsOf(cache)).toEqual(ports);
  expect(portsOf(manifests({ clusterDnsIp: '10.96.0.10' }))).toEqual(ports);
});

test('it asks the DNS of the cluster by a Service of its own, as its own address takes that of the other', () => {
  const upstream = cache.all.find(({ metadata }) => metadata.name === 'node-local-dns-upstream');

  expect(upstream).toMatchObject({
    kind: 'Service',
    spec: {
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ],
    },
  });
  expect(manifests({ clusterDnsIp: '10.96.0.10' }).container.args).toEqual([
    '-localip',
    '169.254.20.10,10.96.0.10',
    '-conf',
    '/etc/Corefile',
    '-upstreamsvc',
    'node-local-dns-upstream',
    '-pidfile',
    '/tmp/node-cache.pid',
  ]);
});

test('it has three capabilities, and shares the lock of iptables', () => {
  expect(cache.container.securityContext.capabilities).toEqual({
    add: ['NET_ADMIN', 'NET_RAW', 'NET_BIND_SERVICE'],
    drop: ['ALL'],
  });
  expect(cache.hostMounts).toEqual(['/run/xtables.lock /run/xtables.lock rw FileOrCreate']);
});

test('the kubelet asks it on its own address', () => {
  const { livenessProbe, readinessProbe } = manifests({ localIp: '169.254.25.10' }).container;

  expect(livenessProbe).toMatchObject({ initialDelaySeconds: 60, timeoutSeconds: 5 });
  expect(readinessProbe.httpGet).toMatchObject({ host: '169.254.25.10', path: '/health', port: 8080 });
});

test('another configuration replaces the pods', () => {
  expect(manifests({ clusterDomain: 'example.local' }).checksum).not.toBe(cache.checksum);
});

test('away from the DNS of the cluster it is refused, unless that is there as well', () => {
  expect(() => new NodeLocalDns(scope(), 'dns')).toThrow(
    "it is in namespace agents, where its Service selects no pods of the cluster's DNS. " +
      "Write metadata: { namespace: 'kube-system' }, or clusterDnsSelector where the DNS runs beside it.",
  );
  expect(() => new NodeLocalDns(scope(), 'dns', { metadata: { namespace: 'kube-system' } })).not.toThrow();
  expect(() => new NodeLocalDns(scope(), 'dns', { clusterDnsSelector: { app: 'dns' } })).not.toThrow();
});

test.each<[string, NodeLocalDnsProps, string]>([
  ['an address that leads elsewhere', { localIp: '10.0.0.1' }, 'write a link-local address'],
  ['no address', { clusterDnsIp: 'kube-dns' }, 'write the address of the DNS Service'],
  ['an address of another family', { clusterDnsIp: 'fd00::a' }, 'both are of IPv4, or both of IPv6'],
  ['no domain', { clusterDomain: 'cluster local' }, '"cluster local" is no domain'],
  ['a name for a server', { upstreamServers: ['dns.example.com'] }, 'is no address'],
  ['a domain without a server', { stubDomains: { 'example.com': [] } }, 'example.com names no server'],
  ['the cluster as a stub', { stubDomains: { 'cluster.local': ['10.0.0.2'] } }, 'is the domain of the cluster'],
  ['every pod as DNS', { clusterDnsSelector: {} }, 'it would select every pod'],
  ['a label that is none', { clusterDnsSelector: { app: 'a b' } }, 'clusterDnsSelector: app=a b is no label'],
  ['a port that is none', { upstreamServers: ['10.0.0.2:0'] }, '"10.0.0.2:0" is no address'],
  ['no time', { cache: Duration.seconds(0) }, 'cache is 0 s'],
])('%s is refused', (_, props, fault) => {
  expect(() => new NodeLocalDns(scope(), 'dns', props)).toThrow(fault);
});
