import { agent, nodeAffinity, nodes } from './lint-fixture';
import { NodeLabels } from '../../src/inventory/node-labels';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { lintPlan } from '../../src/lint/lint-plan';
import { nodeGroups, nodesOf, sizeOf } from '../../src/lint/node-group';
import { NodeState } from '../../src/planner/placement/node-state';
import { node, planOf } from '../fixtures';

const groupsOf = (cluster: any[], agents: any[]) =>
  nodeGroups(planOf(cluster, agents)._placement).map((group) => group.nodes.map(({ name }) => name));

test('nodes that differ in what nobody reads are one group', () => {
  const cluster = [node('a', { labels: { rack: '1' } }), node('b', { labels: { rack: '2' } })];
  expect(groupsOf(cluster, [agent('logs')])).toEqual([['a', 'b']]);
  expect(groupsOf(cluster, [agent('logs', { spec: { nodeSelector: { rack: '1' } } })])).toEqual([['a'], ['b']]);
});

test('nodes that a rule or the controller can tell apart are not', () => {
  const windows = node('b', { labels: { 'kubernetes.io/os': 'windows' } });
  const tainted = node('c', { taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }] });
  expect(groupsOf([node('a'), windows, tainted], [agent('logs')])).toEqual([['a'], ['b'], ['c']]);
});

test('a node that an agent names is a group of its own', () => {
  const [term] = nodeAffinity([]).nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: ['node-11'] }];
  const affinity = {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ ...term, matchFields }] },
    },
  };
  expect(groupsOf(nodes(3), [agent('logs', { spec: { affinity } })])).toEqual([['node-10', 'node-12'], ['node-11']]);
});

test('groups are counted and told together, in order of name', () => {
  const cluster = [node('b'), node('a', { labels: { 'kubernetes.io/os': 'windows' } }), node('c')];
  const groups = nodeGroups(planOf(cluster, [agent('logs')])._placement);
  expect(sizeOf(groups)).toBe(3);
  expect(nodesOf(groups, 2).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('lint reads the labels of each node once, however many agents and rules there are, and lists no pods', () => {
  const reads = (agentCount: number) => {
    const agents = Array.from({ length: agentCount }, (_, i) =>
      agent(`agent-${i}`, { spec: { nodeSelector: { 'kubernetes.io/os': 'linux' } } }),
    );
    const racks = nodes(500).map((each, i) =>
      node(each.metadata.name, { labels: { rack: `${i}`, 'kubernetes.io/os': 'linux' } }),
    );
    const plan = planOf(racks, agents);
    let count = 0;
    for (const own of plan._placement.inventoryNodes.map((each) => each.labels)) {
      const labels = own instanceof NodeLabels ? own.shared : own;
      const get = labels.get.bind(labels);
      Object.assign(labels, { get: (key: string) => (count++, get(key)) });
    }
    const pods = jest.spyOn(NodeState.prototype, 'pods', 'get');
    lintPlan(plan, manifestsOf(agents, []));
    expect(pods).not.toHaveBeenCalled();
    pods.mockRestore();
    return count;
  };
  expect(reads(1)).toBeGreaterThanOrEqual(500);
  expect(reads(1)).toBeLessThan(500 * 6);
  // Rules look at one node of a group.
  expect(reads(20) - reads(1)).toBeLessThan(20 * 6);
});
