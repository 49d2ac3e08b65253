import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { globSync } from 'tinyglobby';
import { CATALOGUE } from './agents';
import { composeCatalogue } from './chart';
import { fleet } from './fleet';
import { apiFaults, isBuiltIn } from '../../test/kubernetes/api-faults';
import { publishedKind } from '../../test/kubernetes/published-api';
import { unkept } from '../../test/kubernetes/unkept';
import { PlacementPlanner } from 'cdk8s-node-agents';
import * as library from 'cdk8s-node-agents';
import 'cdk8s-node-agents/lib/testing';

const app = Testing.app();
const charts = composeCatalogue(app);
const manifests: any[] = charts.flatMap((chart) => Testing.synth(chart));
const plan = PlacementPlanner.plan(fleet, app);
const document = plan.toJson();
const LINUX = ['amd64', 'arm64', 'calico', 'cilium', 'control-plane', 'edge', 'gpu', 'sandbox', 'weave'];

/** The pools with a node on which the agent runs, in order of name. */
function poolsOf(daemonSet: string): string[] {
  const placed = document.daemonSets.find(({ name }) => name === daemonSet)!.placements;
  const nodes = placed.filter(({ state }) => state === 'Scheduled').flatMap((placement) => placement.nodes);
  return [...new Set(nodes.map((node) => node.replace(/-\d+$/, '')))].sort();
}

test('all of them stand on one fleet without a finding that is graver than advice', () => {
  const grave = document.findings.filter(({ severity }) => severity !== 'info');
  expect(grave.map(({ rule, daemonSet, message }) => `${rule} ${daemonSet}: ${message}`)).toEqual([]);
});

test('every agent runs on some nodes, and on every node it is meant for', () => {
  expect(document.daemonSets).toHaveLength(CATALOGUE.flatMap(({ agents }) => agents).length);
  const nowhere = document.daemonSets.filter(({ scheduled, pending }) => scheduled === 0 || pending > 0);
  expect(nowhere.map(({ name }) => name)).toEqual([]);
  expect(document.evicted).toEqual([]);
});

test('no agent lands on another operating system, on Fargate or on a virtual node', () => {
  for (const { kind, metadata, spec } of manifests) {
    if (kind !== 'DaemonSet') continue;
    const forWindows = spec.template.spec.os?.name === 'windows';
    expect(plan).toBeExcludedFrom(metadata.name, forWindows ? 'amd64-1' : 'windows-1', 'fargate-1', 'virtual-1');
  }
});

/** Linux pools without taints of their own, and with the control plane. */
const WORKERS = ['amd64', 'arm64', 'calico', 'cilium', 'sandbox', 'weave'];
const AND_CONTROL_PLANE = [...WORKERS, 'control-plane'].sort();
const OF_FLANNEL = ['amd64', 'arm64', 'control-plane', 'edge', 'gpu', 'sandbox'];

/** Where every agent runs: all Linux nodes but those with a taint that it does not tolerate, unless it is for others. */
const PLACEMENT: [pools: string[], agents: string[]][] = [
  [
    LINUX,
    [
      ...['node-exporter', 'kube-proxy', 'nodelocal-dns', 'istio-cni-node', 'ztunnel'],
      ...['falco', 'tetragon', 'sysdig', 'wazuh', 'aqua', 'ebs', 'nfs', 'any-csi-driver'],
      ...['node-feature-discovery-worker', 'node-cleaner', 'node-debugger', 'node-problem-detector', 'kured'],
    ],
  ],
  [
    AND_CONTROL_PLANE,
    [
      ...['fluent-bit', 'fluentd', 'vector', 'opentelemetry-collector', 'filebeat', 'grafana-alloy', 'logstash'],
      ...['telegraf', 'cadvisor', 'datadog-agent', 'collectd', 'backup-of-local-disks'],
    ],
  ],
  [WORKERS, ['envoy', 'any-device-plugin', 'kata-containers', 'image-pre-puller', 'any-agent']],
  [OF_FLANNEL, ['flannel', 'multus']],
  [['calico'], ['calico']],
  [['cilium'], ['cilium']],
  [['weave'], ['weave-net']],
  [['gpu'], ['dcgm-exporter', 'nvidia-device-plugin']],
  [['sandbox'], ['gvisor']],
  [['edge'], ['node-initializer']],
  [
    ['windows'],
    [
      ...['windows-exporter', 'fluent-bit-on-windows', 'opentelemetry-collector-on-windows', 'ebs-on-windows'],
      ...['image-pre-puller-on-windows', 'kube-proxy-on-windows', 'calico-on-windows', 'grafana-alloy-on-windows'],
      ...['node-problem-detector-on-windows', 'datadog-agent-on-windows', 'sysdig-on-windows', 'aqua-on-windows'],
    ],
  ],
];

test.each(PLACEMENT.flatMap(([pools, agents]) => agents.map((name) => [name, pools] as const)))(
  '%s runs on %p',
  (name, pools) => {
    expect(poolsOf(name)).toEqual(pools);
  },
);

test('where it runs is said of every agent', () => {
  expect(PLACEMENT.flatMap(([, agents]) => agents).sort()).toEqual(document.daemonSets.map(({ name }) => name).sort());
});

test('every node that runs pods has exactly one network plugin', () => {
  const pools = ['flannel', 'calico', 'cilium', 'weave-net', 'calico-on-windows'].flatMap(poolsOf);
  expect(pools.sort()).toEqual([...LINUX, 'windows'].sort());
});

test('no two objects have one name', () => {
  const names = manifests.map(({ apiVersion, kind, metadata }) =>
    [apiVersion, kind, metadata.namespace, metadata.name].filter(Boolean).join(' '),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('no agent selects the pods of another', () => {
  const selectors = manifests
    .filter(({ kind }) => kind === 'DaemonSet')
    .map(({ metadata, spec }) => JSON.stringify([metadata.namespace, spec.selector]));
  expect(new Set(selectors).size).toBe(selectors.length);
});

test('each namespace says what its agents need of Pod Security', () => {
  const levels = manifests
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata.labels['pod-security.kubernetes.io/enforce']);
  expect(levels).toHaveLength(CATALOGUE.length);
  expect(levels).not.toContain(undefined);
});

test.each(manifests.map((manifest) => [manifest.kind, manifest.metadata.name, manifest]))(
  'the API server takes the %s %s as it is, and keeps it so',
  (_, __, manifest) => {
    expect(apiFaults(manifest)).toEqual([]);
    expect(unkept(manifest)).toEqual([]);
  },
);

test('an API server has every kind of it without a CustomResourceDefinition', () => {
  expect(manifests.filter((manifest) => !isBuiltIn(manifest))).toEqual([]);
});

test('every object of a namespace says which', () => {
  const nowhere = manifests.filter(({ apiVersion, kind, metadata }) => {
    return publishedKind(apiVersion, kind)?.namespaced && !metadata.namespace;
  });
  expect(nowhere).toEqual([]);
});

/** The snapshots of whole agents in the tests of the library, each as one text. */
const SNAPSHOTS = globSync('test/agents/**/*.snap', { cwd: join(__dirname, '../..'), absolute: true })
  .flatMap((file) => readFileSync(file, 'utf8').split(/^exports\[/m))
  .filter((text) => text.includes('"kind": "DaemonSet"'));

const agentsOfTheCatalogue = manifests.filter(({ kind }) => kind === 'DaemonSet');
test.each(agentsOfTheCatalogue.map((daemonSet) => [daemonSet.metadata.name, daemonSet]))(
  'a test of the library has a snapshot of the whole of %s',
  (_, { metadata, spec: { template } }) => {
    const role = metadata.labels['app.kubernetes.io/name'];
    const [{ name }] = template.spec.containers;
    const lines = [
      // What is composed directly, and is no role, is called by its name.
      ...(metadata.name === 'any-agent' ? [] : [`"app.kubernetes.io/name": "${role}"`]),
      `"name": "${name}"`,
      `"kubernetes.io/os": "${template.spec.nodeSelector['kubernetes.io/os']}"`,
    ];
    expect(SNAPSHOTS.filter((text) => lines.every((line) => text.includes(line))).length).toBeGreaterThan(0);
  },
);

describe('the catalogue has', () => {
  const members = Object.entries(library) as [string, any][];
  const agents = CATALOGUE.flatMap((group) => group.agents);
  const composed = charts.flatMap((chart) => chart.node.findAll());

  test('every role of the library', () => {
    // A class that makes an agent has it as a property.
    const roles = members.filter(([, member]) => /this\.daemonSet = /.test(String(member)));
    expect(roles.length).toBeGreaterThan(10);
    const absent = roles.filter(([, role]) => !composed.some((construct) => construct.constructor === role));
    expect(absent.map(([name]) => name)).toEqual([]);
  });

  test('every product of a role', () => {
    // What a role is given to run tells it in a blueprint.
    const products = members
      .filter(([, member]) => member.prototype?._bind ?? member.prototype?._blueprint)
      .flatMap(([name, member]) =>
        Object.getOwnPropertyNames(member)
          .filter((key) => typeof member[key] === 'function' && !key.startsWith('_'))
          .map((key) => `${name}.${key}`),
      );
    expect(products.length).toBeGreaterThan(10);
    expect(products.sort()).toEqual([...new Set(agents.flatMap(({ product = [] }) => product))].sort());
  });

  const made = agents.flatMap(({ product, compose }) => (product ? [{ product, compose }] : []));
  test.each(made)('what $product makes, under that name', ({ product, compose }) => {
    const [owner, factory] = product.split('.');
    const make = jest.spyOn(Object(library)[owner], factory);
    compose(new Chart(Testing.app(), 'chart', { namespace: 'agents' }), 'agent');
    expect(make).toHaveBeenCalled();
    make.mockRestore();
  });
});
