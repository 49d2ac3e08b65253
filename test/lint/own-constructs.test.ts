import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { FLEET, flaws, MAY_BE_TOLD } from './own-fleet';
import {
  CalicoBackend,
  Cni,
  CniAgent,
  Collector,
  FalcoDriver,
  FlannelBackend,
  LogCollector,
  LogFormat,
  LogOutput,
  Metrics,
  MetricsAgent,
  NodeExporter,
  NodeInventory,
  NodeProxy,
  PlacementPlanner,
  PlanFinding,
  Proxy,
  SecurityAgent,
  SecuritySensor,
  TelegrafOutput,
  TextfileCollector,
} from '../../src';
import { LINT_RULES } from '../../src/lint/lint-rules';

const forward = LogOutput.forward({ host: 'logs.example.com' });
const http = LogOutput.http({ url: 'https://logs.example.com/in' });
const podCidr = '10.244.0.0/16';

const datadog = (chart: Chart, id: string) => ({
  apiKey: { secret: Secret.fromSecretName(chart, `${id}-key`, 'datadog'), key: 'api-key' },
});

/** Agents with options that make them ask for more. As they are by default examples/catalogue has every one of them. */
const AGENTS: Record<string, (chart: Chart, id: string) => object> = {
  'NodeExporter with text files': (chart, id) =>
    new NodeExporter(chart, id, { textfile: TextfileCollector.fromHostDirectory('/var/lib/metrics') }),
  'NodeExporter with services behind a proxy': (chart, id) =>
    new NodeExporter(chart, id, { collectors: { enable: ['systemd'] }, kubeRbacProxy: {} }),
  'Telegraf to InfluxDB': (chart, id) =>
    new MetricsAgent(chart, id, {
      agent: Metrics.telegraf({
        outputs: [
          TelegrafOutput.influxDb({
            url: 'https://influxdb.example.com',
            organization: 'platform',
            bucket: 'nodes',
            token: { secret: Secret.fromSecretName(chart, `${id}-token`, 'influxdb'), key: 'token' },
          }),
        ],
      }),
    }),
  'Datadog agent with everything': (chart, id) =>
    new MetricsAgent(chart, id, {
      agent: Metrics.datadog({ ...datadog(chart, id), logs: true, apm: true, processes: true }),
    }),
  'Fluent Bit to forward': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: forward }) }),
  'Fluent Bit to HTTP': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: http }) }),
  'Fluent Bit of Docker': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentBit({ output: http, format: LogFormat.DOCKER }) }),
  'Fluentd to forward': (chart, id) =>
    new LogCollector(chart, id, { collector: Collector.fluentd({ output: forward }) }),
  'Fluentd to HTTP': (chart, id) => new LogCollector(chart, id, { collector: Collector.fluentd({ output: http }) }),
  'Flannel by routes': (chart, id) =>
    new CniAgent(chart, id, { cni: Cni.flannel({ podCidr, backend: FlannelBackend.hostGateway() }) }),
  'Flannel by WireGuard': (chart, id) =>
    new CniAgent(chart, id, { cni: Cni.flannel({ podCidr, backend: FlannelBackend.wireguard() }) }),
  'Cilium instead of kube-proxy, with all that listens': (chart, id) =>
    new CniAgent(chart, id, {
      cni: Cni.cilium({
        kubeProxyReplacement: true,
        k8sServiceHost: '10.0.0.10',
        prometheus: true,
        hubbleTls: Secret.fromSecretName(chart, `${id}-tls`, 'hubble-server-certs'),
      }),
    }),
  'Calico by VXLAN': (chart, id) =>
    new CniAgent(chart, id, { cni: Cni.calico({ ipv4PoolCidr: podCidr, backend: CalicoBackend.VXLAN }) }),
  'Multus with metrics': (chart, id) => new CniAgent(chart, id, { cni: Cni.multus({ metricsPort: 9091 }) }),
  'Istio CNI of a mesh with sidecars': (chart, id) =>
    new NodeProxy(chart, id, { proxy: Proxy.istioCni(), metadata: { name: 'istio-cni-node' } }),
  'Falco by kernel module': (chart, id) =>
    new SecurityAgent(chart, id, { sensor: SecuritySensor.falco({ driver: FalcoDriver.KERNEL_MODULE }) }),
};

function findingsOf(name: string): PlanFinding[] {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'agents' });
  AGENTS[name](chart, 'agent');
  return PlacementPlanner.plan(FLEET, chart).toJson().findings;
}

const isGrave = ({ severity }: PlanFinding) => severity !== 'info';

test.each(Object.keys(AGENTS))('%s has no flaw, on a fleet of every kind of node', (name) => {
  expect(flaws(findingsOf(name))).toEqual([]);
});

test('what may be told are rules', () => {
  expect(MAY_BE_TOLD.filter((id) => !LINT_RULES.some((rule) => rule.id === id))).toEqual([]);
});

test('on the fleet of the platform example the exporter is told of the process that holds its port', () => {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'node-agents' });
  new NodeExporter(chart, 'node-exporter');
  const inventory = NodeInventory.fromFile(join(__dirname, '../../examples/platform/fleet.yaml'));
  const { findings } = PlacementPlanner.plan(inventory, chart).toJson();
  expect(findings.filter(isGrave).map(({ rule }) => rule)).toEqual(['pending-for-ever', 'host-port-clash']);
});
