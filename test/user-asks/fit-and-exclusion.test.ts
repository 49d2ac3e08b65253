import { planOf, taint, warnings, warningsOf } from './ask-fixture';
import { NodeInventory, PlacementChange, PlacementPlanner } from '../../src';
import { daemonPodOf, node, pod, priorityClass } from '../fixtures';
import { agent, hostMount, nodeAffinity, nodes } from '../lint/lint-fixture';

const requesting = (name: string, requests: Record<string, string>, spec: object = {}) =>
  agent(name, { container: { resources: { requests } }, spec });
const placementOf = (cluster: any[], manifests: any[]) => planOf(cluster, manifests).toJson().daemonSets[0];

describe('fit and priority', () => {
  test('2.1 pods of equal priority fill the node for ever (kubernetes/kubernetes#140984)', () => {
    const cluster = [
      node('a'),
      priorityClass('high', 1000),
      pod('web', 'a', { requests: { cpu: '4' }, spec: { priority: 1000 } }),
    ];
    const logs = agent('logs', { spec: { priorityClassName: 'high' } });
    expect(warningsOf('pending-for-ever', cluster, [logs])).toEqual([
      'logs: stays Pending on a, filled by pods of its priority 1000 or a higher one',
    ]);
  });

  test('2.2 nobody keeps the computed overhead free for the agent (aws/karpenter-provider-aws#9269)', () => {
    const plan = planOf(nodes(2), [agent('logs')]);
    const [{ why, nodes: doubtful }] = plan.guaranteed('logs').doubtful;
    expect([why, doubtful]).toEqual([
      expect.stringContaining('such pods may fill the node first'),
      ['node-10', 'node-11'],
    ]);
    expect(warningsOf('no-priority-class', nodes(2), [agent('logs')])).toHaveLength(1);
  });

  test('2.3 small nodes have not enough for all agents (aws/karpenter-provider-aws#4793)', () => {
    const cluster = [node('large'), node('small', { allocatable: { cpu: '150m' } })];
    const [, pending] = planOf(cluster, [agent('a'), agent('b')]).toJson().daemonSets[1].placements;
    expect(pending).toMatchObject({ state: 'Pending', nodes: ['small'] });
    expect(pending.reasons).toMatchObject([{ message: 'Insufficient cpu', requested: 100, used: 100, capacity: 150 }]);
  });

  test('2.4 an agent that is added later finds full nodes (aws/karpenter-provider-aws#1649)', () => {
    const cluster = [node('a'), pod('web', 'a', { requests: { cpu: '3950m' } })];
    const change = PlacementChange.between(planOf(cluster, []), planOf(cluster, [agent('logs')]));
    expect(change.daemonSets).toMatchObject([{ change: 'added', pending: { before: 0, after: 1 } }]);
  });

  test('2.5 some agents have no priority class, and it is told of each (Mellanox/network-operator#2960)', () => {
    const critical = { priorityClassName: 'system-node-critical' };
    const plugin = agent('rdma-device-plugin', hostMount('/var/lib/kubelet/device-plugins', 'Directory'));
    const agents = [agent('ofed'), agent('ib', { spec: critical }), plugin];
    expect(
      warnings(nodes(1), agents).filter((each) => /^(no-priority-class|node-critical-priority) /.test(each)),
    ).toEqual([
      'no-priority-class ofed: has no priorityClassName: nothing makes room for it on a full node',
      'node-critical-priority rdma-device-plugin: is a device plugin and has no priorityClassName: its priority is 0',
    ]);
  });

  test('2.6 cluster-critical pods outrank the network plugin (tigera/operator#1428)', () => {
    const { container, spec } = hostMount('/opt/cni/bin', 'DirectoryOrCreate');
    const calico = agent('calico-node', { container, spec: { ...spec, priorityClassName: 'calico' } });
    expect(
      warningsOf('node-critical-priority', [node('a'), priorityClass('calico', 1000000000)], [calico]),
    ).toHaveLength(1);
  });

  test('2.7 a DaemonSet is not scheduled first because it is one (kubernetes/website#40851)', () => {
    const [found] = warningsOf('no-priority-class', nodes(1), [agent('logs')]);
    expect(found).toBe('logs: has no priorityClassName: nothing makes room for it on a full node');
  });

  test('2.8 resources do not suffice, and no event of the DaemonSet says so (kubernetes/kubernetes#31369)', () => {
    const plan = planOf([node('a', { allocatable: { memory: '32Mi' } })], [agent('logs')]);
    expect(plan.explain('logs', 'a')).toContain(
      'stays Pending: Insufficient memory (requests 67108864 bytes; 0 of 33554432',
    );
  });

  test('2.9 two agents compete for one node, and the second is never placed (kubernetes/kubernetes#58868)', () => {
    const agents = [requesting('first', { cpu: '3' }), requesting('second', { cpu: '3' })];
    expect(warningsOf('pending-for-ever', nodes(1), agents)).toEqual([
      'second: stays Pending on node-10, filled by pods of its priority 0 or a higher one',
    ]);
  });

  test('2.10 the logging agent needs more memory: whom does it evict? (kubernetes/kubernetes#32677)', () => {
    const cluster = [node('a'), pod('web', 'a', { requests: { memory: '7Gi' } })];
    const fluentd = (memory: string) =>
      requesting('fluentd', { memory }, { priorityClassName: 'system-node-critical' });
    const change = PlacementChange.between(planOf(cluster, [fluentd('512Mi')]), planOf(cluster, [fluentd('2Gi')]));
    expect(change.evicted).toEqual([{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/fluentd' }]);
  });

  test('2.11 the node has room, but for no further pod (kubernetes/autoscaler#6031)', () => {
    const { placements } = placementOf([node('a', { allocatable: { pods: '1' } }), pod('web', 'a')], [agent('logs')]);
    expect(placements).toMatchObject([{ state: 'Pending', nodes: ['a'], reasons: [{ message: 'Too many pods' }] }]);
  });
});

describe('exclusion', () => {
  test('2.12 a pending pod is told with the node that it is for (kubernetes/kubernetes#93934)', () => {
    const cluster = [node('a'), node('b', { allocatable: { cpu: '10m' } })];
    const pending = placementOf(cluster, [agent('logs')]).placements.filter(({ state }) => state === 'Pending');
    expect(pending.map((each) => each.nodes)).toEqual([['b']]);
  });

  test('2.13 so is one on a node that has as many pods as it may (kubernetes/kubernetes#108584)', () => {
    const cluster = [node('a'), node('b', { allocatable: { pods: '0' } })];
    expect(planOf(cluster, [agent('logs')]).explain('logs', 'b')).toContain('for b stays Pending: Too many pods');
  });

  test('2.14 the reason for which a node gets no pod is told (kubernetes/kubernetes#39603)', () => {
    const plan = planOf(
      [node('a', { labels: { disk: 'hdd' } })],
      [agent('logs', { spec: { nodeSelector: { disk: 'ssd' } } })],
    );
    expect(plan.explain('logs', 'a')).toContain('node selector disk=ssd does not match: the node\'s is "hdd"');
    expect(plan.toJson().findings.map(({ rule }) => rule)).toContain('runs-nowhere');
  });

  test('2.15 fewer pods are wanted than there are nodes, for taints (kubernetes/kubernetes#72017)', () => {
    const cluster = [node('a'), node('b', { taints: [taint('dedicated', 'db')] })];
    expect(placementOf(cluster, [agent('logs')])).toMatchObject({ desired: 1, excluded: 1 });
    expect(warningsOf('kept-off-by-taint', cluster, [agent('logs')])).toHaveLength(1);
  });

  test('2.16 a misscheduled pod stays, one on a NoExecute taint goes (kubernetes/kubernetes#21714)', () => {
    const cluster = [
      node('a', { taints: [taint('dedicated', 'db')] }),
      node('b', { taints: [taint('dedicated', 'db', 'NoExecute')] }),
      daemonPodOf('logs', 'a'),
      daemonPodOf('logs', 'b'),
    ];
    expect(placementOf(cluster, [agent('logs')])).toMatchObject({ misscheduled: 1, removed: ['b'] });
    const { daemonSets } = planOf(cluster, [agent('logs')]).toJson();
    expect(daemonSets[0].placements.map(({ nodes: names, continues }) => [names, continues])).toEqual([
      [['a'], true],
      [['b'], false],
    ]);
  });

  test('2.17 desired is 0, as no node has the label any more (kubernetes/kubernetes#51785)', () => {
    const [found] = warningsOf('runs-nowhere', nodes(2), [
      agent('e', { spec: { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } } }),
    ]);
    expect(found).toContain('the node has no label beta.kubernetes.io/os');
  });

  test('2.18 every taint that keeps the agent off is told, not just that there is one (kubernetes/kubernetes#76035)', () => {
    const cluster = [node('a', { taints: [taint('x', '1'), taint('y', '2', 'NoExecute')] })];
    const [{ reasons = [] }] = placementOf(cluster, [agent('logs')]).placements;
    expect(reasons.map(({ message }) => message)).toEqual([
      'untolerated taint x=1:NoSchedule',
      'untolerated taint y=2:NoExecute',
    ]);
  });

  test('2.19 Gt with something that is no integer matches no node (kubernetes/kubernetes#86488)', () => {
    const affinity = nodeAffinity([{ key: 'memory', operator: 'Gt', values: ['16Gi'] }]);
    const [found] = warningsOf('non-integer-comparison', nodes(1), [agent('logs', { spec: { affinity } })]);
    expect(found).toContain('compares with no integer, so its term matches no node');
  });

  test('2.40 the nodes are counted that the agent is really meant for (kernel-module-management#175)', () => {
    const cluster = [node('a'), node('b', { taints: [taint('dedicated', 'db')] }), node('c', { labels: { kmm: 'x' } })];
    expect(placementOf(cluster, [agent('module', { spec: { nodeSelector: { kmm: 'x' } } })])).toMatchObject({
      desired: 1,
    });
  });
});

describe('overhead', () => {
  test('2.41 what agents cost a node is what they request there, and no more (kubernetes-sigs/karpenter#1749)', () => {
    const cluster = [
      node('a', { labels: { pool: 'a' } }),
      node('gpu', { labels: { pool: 'gpu' }, taints: [taint('gpu')] }),
    ];
    const tolerant = agent('b', { spec: { tolerations: [{ key: 'gpu', operator: 'Exists' }] } });
    const overhead = planOf(cluster, [agent('a'), tolerant]).overhead();
    expect(overhead.classes.map(({ kind, agents, requests }) => [kind, agents, requests.cpu])).toEqual([
      ['a', ['agents/a', 'agents/b'], 200],
      ['gpu', ['agents/b'], 100],
    ]);
  });

  test('2.42 one size for every node costs the small ones too much (kubernetes/kubernetes#122753)', () => {
    const cluster = [node('large'), node('small', { allocatable: { memory: '512Mi' } })];
    const placement = placementOf(cluster, [requesting('agent', { memory: '1Gi' })]);
    expect(placement).toMatchObject({ desired: 2, scheduled: 1, pending: 1 });
  });

  test('2.43 a pool without a node yet is planned like any other (kubernetes/autoscaler#7841)', () => {
    const inventory = NodeInventory.fromPools([
      { name: 'gpu', count: 1, allocatable: { cpu: '100m', memory: '1Gi', pods: '10' } },
    ]);
    const plan = PlacementPlanner.plan(inventory, [agent('a'), agent('b')]);
    expect(plan.toJson().daemonSets.map(({ pending }) => pending)).toEqual([0, 1]);
  });
});
