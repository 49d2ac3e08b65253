import { ApiObject, App, Chart, Lazy, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IMAGE, newChart } from './agent-fixture';
import { HostMount } from '../../src/agents/host-mount';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { NodeAgentNamespace, NodeAgentNamespaceProps } from '../../src/agents/node-agent-namespace';
import { NodeExporter } from '../../src/agents/node-exporter';
import { daemonSet } from '../fixtures';

const PREFIX = 'pod-security.kubernetes.io/';

const plain = (chart: Chart, id = 'plain') => new NodeAgentDaemonSet(chart, id, { containers: [{ image: IMAGE }] });
const logs = (chart: Chart) =>
  new NodeAgentDaemonSet(chart, 'logs', { containers: [{ image: IMAGE, hostMounts: [HostMount.logs()] }] });

/** The labels of the namespace on Pod Security, as `enforce=privileged:latest`. */
function policyOf(namespace: NodeAgentNamespace): string[] {
  const { labels } = namespace.apiObject.toJson().metadata;
  return ['enforce', 'audit', 'warn'].map(
    (mode) => `${mode}=${labels[`${PREFIX}${mode}`]}:${labels[`${PREFIX}${mode}-version`]}`,
  );
}

function synthErrors(chart: Chart): string {
  try {
    (chart.node.root as App).synthYaml();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('the level is the strictest that admits every agent, made before or after', () => {
  const chart = newChart();
  const namespace = new NodeAgentNamespace(chart, 'namespace');
  expect(policyOf(namespace)).toEqual([
    'enforce=restricted:latest',
    'audit=restricted:latest',
    'warn=restricted:latest',
  ]);
  plain(chart);
  expect(policyOf(namespace)[0]).toBe('enforce=restricted:latest');
  new ApiObject(chart, 'raw', daemonSet('raw'));
  expect(policyOf(namespace)).toEqual(['enforce=baseline:latest', 'audit=restricted:latest', 'warn=baseline:latest']);
  logs(chart);
  expect(policyOf(namespace)).toEqual(['enforce=privileged:latest', 'audit=baseline:latest', 'warn=privileged:latest']);
});

test('the manifest is the same whatever the order of the constructs', () => {
  const rendered = (...make: ((chart: Chart) => unknown)[]) => {
    const chart = newChart();
    make.forEach((each) => each(chart));
    return chart.toJson().find(({ kind }) => kind === 'Namespace');
  };
  const namespace = (chart: Chart) => new NodeAgentNamespace(chart, 'namespace');
  expect(rendered(namespace, logs, plain)).toEqual(rendered(plain, logs, namespace));
  expect(rendered(namespace, logs)).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'agents',
      labels: {
        [`${PREFIX}audit`]: 'baseline',
        [`${PREFIX}audit-version`]: 'latest',
        [`${PREFIX}enforce`]: 'privileged',
        [`${PREFIX}enforce-version`]: 'latest',
        [`${PREFIX}warn`]: 'privileged',
        [`${PREFIX}warn-version`]: 'latest',
      },
    },
  });
});

test('a namespace holds what the whole app puts into it, of any construct, and nothing else', () => {
  const app = new App();
  const namespace = new NodeAgentNamespace(new Chart(app, 'base', { namespace: 'agents' }), 'namespace');
  new NodeExporter(new Chart(app, 'elsewhere', { namespace: 'monitoring' }), 'node-exporter');
  expect(policyOf(namespace)[0]).toBe('enforce=restricted:latest');
  new kplus.Deployment(new Chart(app, 'web', { namespace: 'agents' }), 'web', {
    containers: [{ image: IMAGE }],
    hostNetwork: true,
  });
  expect(policyOf(namespace)[0]).toBe('enforce=privileged:latest');
});

test('charts for several clusters each look at themselves', () => {
  const app = new App();
  const [one, two] = ['one', 'two'].map((id) => new Chart(app, id, { namespace: 'agents' }));
  plain(one);
  logs(two);
  expect(policyOf(new NodeAgentNamespace(one, 'namespace', { scope: one }))[0]).toBe('enforce=restricted:latest');
  expect(policyOf(new NodeAgentNamespace(two, 'namespace', { scope: two }))[0]).toBe('enforce=privileged:latest');
});

test('values that are known at synth only are looked at then', () => {
  const chart = newChart();
  const namespace = new NodeAgentNamespace(chart, 'namespace');
  let hostNetwork = false;
  new ApiObject(chart, 'lazy', daemonSet('lazy', { hostNetwork: Lazy.any({ produce: () => hostNetwork }) }));
  expect(policyOf(namespace)[0]).toBe('enforce=baseline:latest');
  hostNetwork = true;
  expect(policyOf(namespace)[0]).toBe('enforce=privileged:latest');
});

test.each<[string, NodeAgentNamespaceProps, string[]]>([
  [
    'a version',
    { policyVersion: '1.33' },
    ['enforce=privileged:v1.33', 'audit=baseline:v1.33', 'warn=privileged:v1.33'],
  ],
  [
    'levels to tell of',
    { audit: 'restricted', warn: 'baseline' },
    ['enforce=privileged:latest', 'audit=restricted:latest', 'warn=baseline:latest'],
  ],
])('%s can be said', (_, props, expected) => {
  const chart = newChart();
  logs(chart);
  expect(policyOf(new NodeAgentNamespace(chart, 'namespace', props))).toEqual(expected);
});

test('a level that is stricter than it must be admits what passes it', () => {
  const chart = newChart();
  plain(chart);
  const namespace = new NodeAgentNamespace(chart, 'namespace', { enforce: 'baseline' });
  expect([policyOf(namespace)[0], synthErrors(chart)]).toEqual(['enforce=baseline:latest', '']);
});

test('a level that refuses an agent fails the synth, with the agent, the fields and the level to write', () => {
  const chart = newChart();
  new NodeAgentNamespace(chart, 'namespace', { enforce: 'baseline' });
  logs(chart);
  expect(synthErrors(chart)).toContain(
    'Namespace agents enforces Pod Security baseline, which refuses the pods of chart/logs/Resource: ' +
      "hostPath volumes (spec.volumes[0].hostPath.path: /var/log). Leave enforce out, write enforce: 'privileged', or change the pods.",
  );
});

test('name, labels and annotations', () => {
  const chart = new Chart(new App(), 'chart', { labels: { team: 'platform' } });
  const namespace = new NodeAgentNamespace(chart, 'namespace', {
    name: 'logging',
    metadata: { labels: { tier: 'node' }, annotations: { 'example.com/owner': 'platform' } },
  });
  namespace.metadata.addLabel('later', 'yes');
  expect(namespace.name).toBe('logging');
  expect(namespace.apiObject.toJson().metadata).toMatchObject({
    name: 'logging',
    labels: { team: 'platform', tier: 'node', later: 'yes', [`${PREFIX}enforce`]: 'restricted' },
    annotations: { 'example.com/owner': 'platform' },
  });
  expect(Yaml.stringify(...chart.toJson())).not.toContain('namespace:');
});

test.each<[string, NodeAgentNamespaceProps, string]>([
  ['a level that is none', { name: 'a', enforce: 'strict' as 'restricted' }, 'enforce is "strict": it must be one of'],
  ['a version that is not known', { name: 'a', policyVersion: '1.99' }, 'Kubernetes version "1.99" is not known'],
  [
    'a label that is set by a property',
    { name: 'a', metadata: { labels: { [`${PREFIX}enforce`]: 'baseline' } } },
    'is set by enforce, audit, warn and policyVersion',
  ],
  ['no name', {}, 'has no name: write name, or give the chart a namespace'],
])('%s is refused', (_, props, message) => {
  const chart = new Chart(new App(), 'chart');
  expect(() => new NodeAgentNamespace(chart, 'namespace', props)).toThrow(message);
});
