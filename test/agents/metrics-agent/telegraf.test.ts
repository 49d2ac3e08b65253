import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { environmentOf, metricsAgent, permissions } from './metrics-fixture';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { TelegrafOptions } from '../../../src/agents/metrics-agent/telegraf-options';
import { TelegrafInfluxDbOptions, TelegrafOutput } from '../../../src/agents/metrics-agent/telegraf-output';
import { LOCKED_DOWN, Manifests } from '../role-fixture';

const telegraf = (options?: TelegrafOptions) => metricsAgent(() => Metrics.telegraf(options));
const agent = telegraf();

const influxDb = (chart: Chart, options: Partial<TelegrafInfluxDbOptions> = {}) => {
  const secret = kplus.Secret.fromSecretName(chart, 'influxdb', 'influxdb');
  return TelegrafOutput.influxDb({
    url: 'https://influxdb.example.com:8086',
    organization: 'platform',
    bucket: 'nodes',
    token: { secret, key: 'token' },
    ca: { secret, key: 'ca.crt' },
    ...options,
  });
};

/** The tables of the configuration, by their names, with their lines. */
function tablesOf(manifests: Manifests): Map<string, string[]> {
  const text: string = manifests.one('ConfigMap').data['telegraf.conf'];
  return new Map(
    text.split(/\n(?=\[)/).map((table) => {
      const [head, ...lines] = table.split('\n');
      return [head.replace(/[[\]]/g, ''), lines.filter(Boolean)];
    }),
  );
}

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});

test('it measures the host, by the name of the node', () => {
  expect([...tablesOf(agent).keys()]).toEqual([
    'agent',
    'inputs.cpu',
    'inputs.disk',
    'inputs.diskio',
    'inputs.kernel',
    'inputs.mem',
    'inputs.processes',
    'inputs.swap',
    'inputs.system',
    'inputs.net',
    'outputs.prometheus_client',
  ]);
  expect(tablesOf(agent).get('agent')).toEqual([
    'interval = "10s"',
    'flush_interval = "10s"',
    'hostname = "${NODE_NAME}"',
  ]);
  expect(agent.hostMounts).toEqual(['/ /hostfs ro Directory HostToContainer']);
  expect(environmentOf(agent.container)).toEqual({
    NODE_NAME: 'spec.nodeName',
    HOST_IP: 'status.hostIP',
    HOST_PROC: '/hostfs/proc',
    HOST_SYS: '/hostfs/sys',
    HOST_ETC: '/hostfs/etc',
    HOST_VAR: '/hostfs/var',
    HOST_RUN: '/hostfs/run',
    HOST_MOUNT_PREFIX: '/hostfs',
  });
});

test('it is nobody, can do nothing and asks nobody', () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsNonRoot: true,
    runAsUser: 65534,
    runAsGroup: 65534,
  });
  expect(agent.pod.automountServiceAccountToken).toBe(false);
  expect(agent.pod.hostPID).toBeUndefined();
});

test('it serves Prometheus on the address of the node, on a port the scheduler knows of', () => {
  expect(tablesOf(agent).get('outputs.prometheus_client')).toContain('listen = "[${HOST_IP}]:9273"');
  expect(agent.container.ports).toEqual([{ name: 'metrics', containerPort: 9273, hostPort: 9273 }]);
  expect(agent.container.readinessProbe.httpGet).toMatchObject({ path: '/', port: 9273 });
  expect(agent.one('Service').spec.ports).toMatchObject([{ name: 'metrics', port: 9273 }]);
});

test('on the network of pods it cannot see the interfaces of the node, and does not tell of its own', () => {
  const apart = telegraf({ hostNetwork: false, outputs: [TelegrafOutput.prometheus({ port: 9999 })] });

  expect(apart.pod.hostNetwork).toBeUndefined();
  expect(tablesOf(apart).has('inputs.net')).toBe(false);
  expect(tablesOf(apart).get('outputs.prometheus_client')).toContain('listen = ":9999"');
  expect(apart.container.ports).toEqual([{ name: 'metrics', containerPort: 9999 }]);
});

test('the token of a database stands in a Secret alone', () => {
  const pushing = metricsAgent((chart) => Metrics.telegraf({ outputs: [influxDb(chart)] }));

  expect(tablesOf(pushing).get('outputs.influxdb_v2')).toEqual([
    'urls = ["https://influxdb.example.com:8086"]',
    'token = "${INFLUX_TOKEN_1}"',
    'organization = "platform"',
    'bucket = "nodes"',
    'tls_ca = "/etc/telegraf-ca/1/ca.crt"',
  ]);
  expect(environmentOf(pushing.container).INFLUX_TOKEN_1).toBe('influxdb/token');
  expect(pushing.pod.volumes).toContainEqual({
    name: 'output-ca-1',
    secret: { secretName: 'influxdb', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
  });
  expect(pushing.kinds).not.toContain('Service');
});

test('without a server of its own it says that it is alive where only the kubelet asks', () => {
  const pushing = metricsAgent((chart) => Metrics.telegraf({ outputs: [influxDb(chart)] }));
  const onPodNetwork = metricsAgent((chart) => Metrics.telegraf({ outputs: [influxDb(chart)], hostNetwork: false }));

  expect(tablesOf(pushing).get('outputs.health')).toEqual(['service_address = "http://127.0.0.1:8093"']);
  expect(pushing.container.livenessProbe.httpGet).toMatchObject({ host: '127.0.0.1', port: 8093 });
  expect(pushing.container.ports).toEqual([
    { name: 'health', containerPort: 8093, hostPort: 8093, hostIP: '127.0.0.1' },
  ]);
  expect(tablesOf(onPodNetwork).get('outputs.health')).toEqual(['service_address = "http://:8093"']);
  expect(onPodNetwork.container.livenessProbe.httpGet.host).toBeUndefined();
});

test('the kubelet is asked for what two permissions give, and never for nodes/proxy', () => {
  const asking = telegraf({ kubelet: {} });

  expect(permissions(asking)).toEqual(['get nodes/stats', 'get nodes/pods']);
  expect(permissions(telegraf({ kubelet: { olderThan133: true } }))).toContain('get nodes/proxy');
  expect(tablesOf(asking).get('inputs.kubernetes')).toEqual([
    'url = "https://${HOST_IP}:10250"',
    'bearer_token = "/var/run/secrets/kubernetes.io/serviceaccount/token"',
    'tls_ca = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"',
  ]);
  expect(tablesOf(telegraf({ kubelet: { verifyCertificate: false } })).get('inputs.kubernetes')).toContain(
    'insecure_skip_verify = true',
  );
});

test('tags, times and tables of your own are part of it, and change the checksum', () => {
  const own = telegraf({
    interval: Duration.minutes(1),
    globalTags: { cluster: 'the "big" one' },
    extraConfig: '[[inputs.conntrack]]\n',
  });

  expect(tablesOf(own).get('global_tags')).toEqual(['cluster = "the \\"big\\" one"']);
  expect(tablesOf(own).get('agent')).toContain('interval = "60s"');
  expect(tablesOf(own).has('inputs.conntrack')).toBe(true);
  expect(own.checksum).not.toBe(agent.checksum);
});

test('everything wrong is told at once', () => {
  expect(() =>
    Metrics.telegraf({
      outputs: [TelegrafOutput.prometheus(), TelegrafOutput.prometheus({ port: 9274 })],
      interval: Duration.millis(500),
      globalTags: { host: 'a', password: '$SECRET', line: 'a\nb' },
      extraConfig: ' ',
    }),
  ).toThrow(
    [
      'Metrics.telegraf: outputs has TelegrafOutput.prometheus() twice: one serves every metric',
      'Metrics.telegraf: interval is 0.5 seconds: it is a whole number of at least 1',
      'Metrics.telegraf: globalTags: host is the name of the node already',
      'Metrics.telegraf: globalTags: password is "$SECRET": line breaks, control characters and $ cannot stand in a value of Telegraf',
      'Metrics.telegraf: globalTags: line is "a\\nb": line breaks, control characters and $ cannot stand in a value of Telegraf',
      'Metrics.telegraf: extraConfig is empty',
    ].join('\n'),
  );
  expect(() => Metrics.telegraf({ outputs: [] })).toThrow('outputs is empty');
});

test.each<[string, Partial<TelegrafInfluxDbOptions>, string]>([
  ['no address', { url: 'influxdb:8086' }, 'url is "influxdb:8086": write an address'],
  ['a password in the address', { url: 'https://a:b@influxdb.example.com' }, 'url holds a user name or password'],
  ['a certificate for what is in the clear', { url: 'http://influxdb.example.com' }, 'is not https: drop the ca'],
  ['no bucket', { bucket: '' }, 'bucket is empty'],
  ['a variable', { organization: '${HOME}' }, 'organization is "${HOME}"'],
])('a database with %s is refused', (_, options, fault) => {
  expect(() => metricsAgent((chart) => Metrics.telegraf({ outputs: [influxDb(chart, options)] }))).toThrow(fault);
});

test('a port that is none is refused', () => {
  expect(() => TelegrafOutput.prometheus({ port: 70000 })).toThrow('TelegrafOutput.prometheus: port is 70000');
});
