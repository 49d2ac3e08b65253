import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { metricsAgent } from './metrics-fixture';
import { CollectdOptions } from '../../../src/agents/metrics-agent/collectd-options';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { LOCKED_DOWN, Manifests } from '../role-fixture';

const IMAGE = 'registry.example.com/collectd:5.12.0';
const collectd = (options: Partial<CollectdOptions> = {}) =>
  metricsAgent(() => Metrics.collectd({ image: IMAGE, ...options }));
const agent = collectd();

const linesOf = (manifests: Manifests): string[] =>
  manifests
    .one('ConfigMap')
    .data['collectd.conf'].split('\n')
    .map((line: string) => line.trim());

test('the whole of it', () => {
  expect(collectd({ servers: ['metrics.example.com'], receiver: true, prometheus: true }).all).toMatchSnapshot();
});

test('it reads the node, and loads the plugins it is told to', () => {
  expect(linesOf(agent).filter((line) => line.startsWith('LoadPlugin'))).toEqual([
    'LoadPlugin "cpu"',
    'LoadPlugin "df"',
    'LoadPlugin "disk"',
    'LoadPlugin "interface"',
    'LoadPlugin "load"',
    'LoadPlugin "memory"',
    'LoadPlugin "swap"',
    'LoadPlugin "uptime"',
    'LoadPlugin "write_prometheus"',
  ]);
  expect(linesOf(agent)).toContain('MountPoint "/^/host/root/"');
  expect(agent.hostMounts).toEqual(['/ /host/root ro Directory HostToContainer']);
  expect(linesOf(collectd({ plugins: ['cpu', 'cpu'] })).filter((line) => line.includes('cpu'))).toHaveLength(1);
});

test('it is nobody, can do nothing, and is on the network of the node', () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsNonRoot: true,
    runAsUser: 65534,
    runAsGroup: 65534,
  });
  expect(agent.pod).toMatchObject({ hostNetwork: true, automountServiceAccountToken: false });
});

test('by default it serves Prometheus', () => {
  expect(agent.container.ports).toEqual([{ name: 'metrics', containerPort: 9103, hostPort: 9103 }]);
  expect(agent.container.readinessProbe.httpGet).toMatchObject({ path: '/metrics', port: 9103 });
  expect(linesOf(agent)).toContain('Port "9103"');
});

test('with servers it sends to them instead, on UDP port 25826 unless told otherwise', () => {
  const sending = collectd({ servers: ['metrics.example.com', '10.0.0.7:25827', '[2001:db8::1]:9000', '2001:db8::2'] });

  expect(linesOf(sending).filter((line) => line.startsWith('Server'))).toEqual([
    'Server "metrics.example.com" "25826"',
    'Server "10.0.0.7" "25827"',
    'Server "2001:db8::1" "9000"',
    'Server "2001:db8::2" "25826"',
  ]);
  expect(linesOf(sending)).not.toContain('LoadPlugin "write_prometheus"');
  expect(sending.container.ports).toBeUndefined();
  expect(sending.kinds).not.toContain('Service');
});

test('it takes values of others on a port the scheduler knows of', () => {
  const receiving = collectd({ receiver: true });

  expect(linesOf(receiving)).toContain('Listen "0.0.0.0" "25826"');
  expect(receiving.container.ports).toContainEqual({
    name: 'collectd',
    containerPort: 25826,
    hostPort: 25826,
    protocol: 'UDP',
  });
  expect(receiving.one('Service').spec.ports).toContainEqual(
    expect.objectContaining({ name: 'collectd', port: 25826, protocol: 'UDP' }),
  );
});

test('servers with credentials are read from a Secret', () => {
  const secret = metricsAgent((chart) =>
    Metrics.collectd({
      image: IMAGE,
      prometheus: false,
      secretConfig: kplus.Secret.fromSecretName(chart, 'servers', 'collectd-servers'),
    }),
  );

  expect(linesOf(secret)).toContain('Include "/etc/collectd-secret/*.conf"');
  expect(secret.container.volumeMounts).toContainEqual({
    name: 'secret-config',
    mountPath: '/etc/collectd-secret',
    readOnly: true,
  });
});

test('settings of your own come last, and change the checksum', () => {
  const own = collectd({ extraConfig: 'LoadPlugin "ping"', interval: Duration.minutes(1) });

  expect(linesOf(own).slice(-2)).toEqual(['LoadPlugin "ping"', '']);
  expect(linesOf(own)).toContain('Interval 60');
  expect(own.checksum).not.toBe(agent.checksum);
});

test('everything wrong is told at once', () => {
  expect(() =>
    Metrics.collectd({
      image: ' ',
      servers: ['udp://metrics', 'metrics.example.com:70000'],
      plugins: ['memroy' as never],
      interval: Duration.millis(100),
      extraConfig: '',
    }),
  ).toThrow(
    [
      'Metrics.collectd: servers is "udp://metrics": write a host name or an IP address alone, such as logs.example.com',
      'Metrics.collectd: servers is 70000: a port is a whole number from 1 to 65535',
      'Metrics.collectd: image is empty: name an image with collectd, as its project publishes none',
      'Metrics.collectd: plugins: "memroy" is unknown; did you mean memory?',
      'Metrics.collectd: interval is 0.1 seconds: it is a whole number of at least 1',
      'Metrics.collectd: extraConfig is empty',
    ].join('\n'),
  );
});

test.each<[Partial<CollectdOptions>, string]>([
  [{ prometheus: false }, 'nothing says where values go'],
  [{ plugins: [] }, 'plugins is empty and nothing is received'],
])('%o is refused', (options, fault) => {
  expect(() => Metrics.collectd({ image: IMAGE, ...options })).toThrow(fault);
});
