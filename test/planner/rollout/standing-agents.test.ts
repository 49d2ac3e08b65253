import { NodeInventory } from '../../../src';
import { readClusterObjects } from '../../../src/inventory/cluster-objects';
import * as running from '../../../src/inventory/running-pod';
import { readDaemonSet } from '../../../src/kubernetes/daemon-set';
import { kubernetesVersion } from '../../../src/kubernetes/kubernetes-version';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import * as placement from '../../../src/planner/placement/plan-placement';
import { planAgent } from '../../../src/planner/placement/planned-agent';
import * as outlook from '../../../src/planner/rollout/node-outlook';
import { planRollouts } from '../../../src/planner/rollout/plan-rollout';
import { RolloutGround } from '../../../src/planner/rollout/standing-agents';
import { daemonSet, node, pod } from '../../fixtures';

/** Pod anti-affinity to the agents of all namespaces. */
function apart(topologyKey: string): Record<string, any> {
  const term = { topologyKey, namespaceSelector: {}, labelSelector: { matchLabels: { app: 'logs' } } };
  return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

/** The nodes that are looked at by themselves, and how many classes of others there are. */
function lookedAt(cluster: any[], spec: Record<string, any> = {}): { alone: string[]; classes: number } {
  const inventory = NodeInventory.fromManifests(cluster);
  const manifests = manifestsOf([daemonSet('logs', spec)], []);
  const [objects, version] = [readClusterObjects([], []), kubernetesVersion()];
  const agent = planAgent(readDaemonSet(manifests[0], []), 0, objects, version);
  const setting = { inventory, manifests, earlierAgents: [agent], objects, version, options: {} };
  const agents = new RolloutGround(setting).standingFor(agent);
  const { ofClass, ofNode } = agents.outlooks(agent, true);
  return { alone: [...ofNode.keys()].map((i) => agents.nodes.nodes[i].name), classes: ofClass.size };
}

const TAINTED = node('c', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });

test('nodes that the agent cannot tell apart are looked at once', () => {
  expect(lookedAt([node('a', { labels: { disk: 'ssd' } }), node('b'), TAINTED])).toEqual({ alone: [], classes: 2 });
});

test('a label that it looks at tells nodes apart', () => {
  const cluster = [node('a', { labels: { disk: 'ssd' } }), node('b')];
  expect(lookedAt(cluster, { nodeSelector: { disk: 'ssd' } })).toEqual({ alone: [], classes: 2 });
});

test('a node with pods is looked at by itself where there is no room beside them', () => {
  const full = pod('web', 'b', { requests: { cpu: '4' } });
  const some = pod('web', 'c', { requests: { cpu: '1' } });
  const agent = { containers: [{ name: 'a', resources: { requests: { cpu: '100m' } } }] };
  expect(lookedAt([node('a'), node('b'), node('c'), full, some], agent)).toEqual({ alone: ['b'], classes: 1 });
});

describe('where two nodes are of one zone', () => {
  const cluster = ['a', 'b', 'c'].map((name) => node(name, { labels: { zone: 'z' } }));
  const spread = {
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} },
    ],
  };

  test.each<[string, any[], Record<string, any>]>([
    ['the agent keeps others out of its zone', [], apart('zone')],
    ['the agent is spread', [], spread],
    ['a running pod keeps it out of its zone', [pod('web', 'a', { spec: apart('zone') })], {}],
  ])('every node is looked at by itself if %s', (_, pods, spec) => {
    expect(lookedAt([...cluster, ...pods], spec)).toEqual({ alone: ['a', 'b', 'c'], classes: 0 });
  });

  test.each<[string, any[], Record<string, any>, string[]]>([
    ['the agent keeps others off its node', [], apart('kubernetes.io/hostname'), []],
    ['a running pod keeps it off its node', [pod('web', 'a', { spec: apart('kubernetes.io/hostname') })], {}, ['a']],
  ])('no other node matters if %s', (_, pods, spec, alone) => {
    expect(lookedAt([...cluster, ...pods], spec)).toEqual({ alone, classes: 1 });
  });
});

describe('for several agents that change', () => {
  const agents = (image: string) =>
    ['logs', 'net', 'disk'].map((name) => daemonSet(name, { containers: [{ name: 'a', image }] }));
  const nodes = Array.from({ length: 300 }, (_, i) => node(`n${i}`, { labels: { pool: `p${i % 3}` } }));
  const pods = nodes.map(({ metadata: { name } }, i) => pod(`web-${i}`, name));

  test('the placement before the change is made once, pods are weighed once, and a class of nodes looked at once', () => {
    const placed = jest.spyOn(placement, 'planPlacement');
    const asked = jest.spyOn(outlook, 'nodeOutlook');
    const weighed = jest.spyOn(running, 'podFootprint');
    const inventory = NodeInventory.fromManifests([...nodes, ...pods]);
    const plans = planRollouts(inventory, manifestsOf(agents('a:1'), []), manifestsOf(agents('a:2'), []));
    expect(plans.map(({ _rollout }) => _rollout.completes)).toEqual([true, true, true]);
    expect(placed).toHaveBeenCalledTimes(1);
    expect(weighed.mock.calls.length).toBeLessThanOrEqual(pods.length);
    expect(asked).toHaveBeenCalledTimes(plans.length);
    jest.restoreAllMocks();
  });
});
