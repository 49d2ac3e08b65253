import * as kplus from 'cdk8s-plus-28';
import { metricsAgent } from './metrics-agent/metrics-fixture';
import { scope, unchecked } from './role-fixture';
import { Metrics } from '../../src/agents/metrics-agent/metrics';
import { TelegrafOutput } from '../../src/agents/metrics-agent/telegraf-output';
import { TolerationSet } from '../../src/agents/toleration-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

const telegraf = () => Metrics.telegraf();
const agent = metricsAgent(telegraf);

test('it runs on control planes and on nodes that are about to go, and on no node set apart for others', () => {
  const keys = agent.pod.tolerations.map(({ key }: any) => key);

  expect(keys).toEqual(expect.arrayContaining(['node-role.kubernetes.io/control-plane', 'karpenter.sh/disrupted']));
  expect(keys).not.toContain(undefined);
  expect(keys).not.toContain('nvidia.com/gpu');
});

test('it evicts nobody, and is replaced on a tenth of the nodes at a time', () => {
  expect(agent.pod.priorityClassName).toBeUndefined();
  expect(agent.daemonSet.spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
});

test('another product of the same name is a rolling update', () => {
  const other = metricsAgent(() => Metrics.cadvisor());

  expect(other.daemonSet.spec.selector).toEqual(agent.daemonSet.spec.selector);
});

test('the job of its metrics is its own name, as products measure different things', () => {
  expect(metricsAgent(telegraf, { serviceMonitor: {} }).one('ServiceMonitor').spec.jobLabel).toBe(
    'app.kubernetes.io/instance',
  );
  expect(metricsAgent(telegraf, { serviceMonitor: { jobLabel: 'team' } }).one('ServiceMonitor').spec.jobLabel).toBe(
    'team',
  );
});

test('what can be said of every agent can be said of it', () => {
  const { pod } = metricsAgent(telegraf, { tolerations: TolerationSet.none(), image: 'registry.example.com/t:1' });

  expect(pod.tolerations).toBeUndefined();
  expect(pod.containers[0].image).toBe('registry.example.com/t:1');
});

test('a surge fails the synth: the new pod would wait for the port of the old one', () => {
  expect(() => metricsAgent(telegraf, { update: UpdateStrategy.surge() })).toThrow('host port 9273/TCP');
});

const IMAGE = 'registry.example.com/collectd:5.12.0';
const TOKEN = { secret: kplus.Secret.fromSecretName(scope(), 'secret', 'metrics'), key: 'token' };
const INFLUXDB = { url: 'https://influxdb.example.com', organization: 'ops', bucket: 'nodes', token: TOKEN };

test.each<[string, () => unknown, string]>([
  ['a tag without a name', () => Metrics.telegraf({ globalTags: { '': 'a' } }), 'globalTags: "" is no name of a tag'],
  [
    'a token given inline',
    () => TelegrafOutput.influxDb({ ...INFLUXDB, token: unchecked('s3cr3t') }),
    'token is no value of a Secret',
  ],
  [
    'an address with a space',
    () => TelegrafOutput.influxDb({ ...INFLUXDB, url: 'https://influxdb.example.com/a b' }),
    'url is "https://influxdb.example.com/a b"',
  ],
  ['a metric twice', () => Metrics.cadvisor({ metrics: ['cpu', 'cpu'] }), 'metrics has "cpu" more than once'],
  [
    'a key of Datadog given inline',
    () => Metrics.datadog({ apiKey: unchecked('s3cr3t') }),
    'apiKey is no value of a Secret',
  ],
  [
    'a socket of no runtime',
    () => Metrics.datadog({ apiKey: TOKEN, runtime: unchecked('/run/containerd.sock') }),
    'runtime: "/run/containerd.sock" is unknown',
  ],
  ['no server', () => Metrics.collectd({ image: IMAGE, servers: [] }), 'servers is empty'],
  [
    'a configuration with secrets given inline',
    () => Metrics.collectd({ image: IMAGE, secretConfig: unchecked('Password') }),
    'secretConfig is no Secret',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
