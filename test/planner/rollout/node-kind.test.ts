import { NodeInventory } from '../../../src';
import { readClusterObjects } from '../../../src/inventory/cluster-objects';
import { readDaemonSet } from '../../../src/kubernetes/daemon-set';
import { kubernetesVersion } from '../../../src/kubernetes/kubernetes-version';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { planAgent } from '../../../src/planner/placement/planned-agent';
import { nodeKinds, sampleInventory } from '../../../src/planner/rollout/node-kind';
import { daemonSet, node, pod } from '../../fixtures';

const APART = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'x' } } },
    ],
  },
};

function kindsOf(cluster: any[], spec: Record<string, any> = {}): number[] {
  const inventory = NodeInventory.fromManifests(cluster);
  const [manifest] = manifestsOf([daemonSet('logs', spec)], []);
  const objects = readClusterObjects([], []);
  const version = kubernetesVersion();
  const agent = planAgent(readDaemonSet(manifest, []), 0, objects, version);
  const agents = { earlier: [agent], later: agent };
  return nodeKinds(inventory, inventory._contents.nodes, agents, objects, version).map(({ index }) => index);
}

const TAINTED = node('c', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });

test('nodes that the agent cannot tell apart are of one kind', () => {
  expect(kindsOf([node('a', { labels: { disk: 'ssd' } }), node('b'), TAINTED])).toEqual([0, 0, 1]);
});

test('a label that it looks at tells nodes apart', () => {
  expect(kindsOf([node('a', { labels: { disk: 'ssd' } }), node('b')], { nodeSelector: { disk: 'ssd' } })).toEqual([
    0, 1,
  ]);
});

test('a node with pods is a kind of its own where there is no room beside them', () => {
  const full = pod('web', 'b', { requests: { cpu: '4' } });
  const some = pod('web', 'c', { requests: { cpu: '1' } });
  const agent = { containers: [{ name: 'a', resources: { requests: { cpu: '100m' } } }] };
  expect(kindsOf([node('a'), node('b'), node('c'), full, some], agent)).toEqual([0, 1, 0]);
});

test.each<[string, any[], Record<string, any>]>([
  ['the agent', [], { affinity: APART }],
  ['a running pod', [pod('web', 'a', { spec: { affinity: APART } })], {}],
])('every node is a kind of its own where %s looks beyond its node', (_, pods, spec) => {
  expect(kindsOf([node('a'), node('b'), node('c'), ...pods], spec)).toEqual([0, 1, 2]);
});

test('an inventory of samples keeps their pods and no others', () => {
  const inventory = NodeInventory.fromManifests([node('a'), node('b'), pod('one', 'a'), pod('two', 'b')]);
  const [, b] = inventory._contents.nodes;
  const { nodes, pods } = sampleInventory(inventory, [b])._contents;
  expect([nodes.map(({ name }) => name), pods.map(({ name }) => name)]).toEqual([['b'], ['two']]);
});
