import { deadlocksOf, nextVersion, rolloutOf, taint, warningsOf } from './ask-fixture';
import { BootstrapPlanner, NodeInventory } from '../../src';
import { daemonPodOf, node } from '../fixtures';
import { agent, nodes, rolling, surge } from '../lint/lint-fixture';

const unreachable = (name: string) =>
  node(name, { taints: [taint('node.kubernetes.io/unreachable', undefined, 'NoExecute')] });
const cni = (spec: object = {}) =>
  agent('kube-flannel-ds', {
    container: { image: 'ghcr.io/flannel-io/flannel:v0.27.4' },
    spec: { hostNetwork: true, tolerations: [{ operator: 'Exists' }], ...spec },
  });
const proxy = agent('kube-proxy', {
  container: { image: 'registry.k8s.io/kube-proxy:v1.36.2' },
  spec: { hostNetwork: true, tolerations: [{ operator: 'Exists' }] },
});

describe('rollout', () => {
  test('2.20 surge waits for ever for the host port of the old pod (kubernetes/kubernetes#106417)', () => {
    const exporter = agent('exporter', {
      container: { ports: [{ containerPort: 9100, hostPort: 9100 }] },
      more: surge(),
    });
    const { plan, blockers } = rolloutOf(nodes(2), [exporter], [nextVersion(exporter)]);
    expect([plan.toJson().completes, blockers.join()]).toEqual([false, expect.stringContaining('surge-hostport')]);
  });

  test('2.21 a node that is not ready takes the whole budget (kubernetes/kubernetes#117204)', () => {
    const cluster = [...nodes(3), unreachable('z'), daemonPodOf('logs', 'z')];
    const logs = agent('logs', { more: rolling(1) });
    expect(warningsOf('budget-spent', cluster, [logs])).toEqual([
      'logs: maxUnavailable comes to 1, and its pods on 1 node are unavailable already, so a rollout makes no progress: z',
    ]);
    expect(rolloutOf(cluster, [logs], [nextVersion(logs)]).blockers.join()).toContain(
      'dead-node: the kubelet of 1 node is gone',
    );
  });

  test('2.22 old pods that are broken are replaced without a budget (kubernetes/kubernetes#123232)', () => {
    const logs = agent('logs', { more: rolling(1) });
    const unavailableNodes = nodes(5).map(({ metadata }) => metadata.name);
    const { plan } = rolloutOf(nodes(5), [logs], [nextVersion(logs)], { unavailableNodes });
    expect(plan.toJson()).toMatchObject({ completes: true, waves: [{ at: 0, nodes: { length: 5 } }] });
  });

  test('2.23 up to 1.28 surge is stuck on nodes that are no longer wanted (kubernetes/kubernetes#118823)', () => {
    const cluster = [...nodes(2), node('z', { taints: [taint('dedicated', 'db')] })];
    const before = agent('logs', { spec: { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }, more: surge() });
    const after = nextVersion(agent('logs', { more: surge() }));
    expect(rolloutOf(cluster, [before], [after], { kubernetesVersion: '1.28' }).blockers.join()).toContain(
      'surge-unwanted-nodes',
    );
    expect(rolloutOf(cluster, [before], [after]).plan.toJson().completes).toBe(true);
  });

  test('2.24 a pod terminates for ever, and the rollout hangs (kubernetes/kubernetes#63465)', () => {
    const logs = agent('logs', { more: rolling(1) });
    const { plan, blockers } = rolloutOf(nodes(3), [logs], [nextVersion(logs)], { lostNodes: ['node-10'] });
    expect(plan.toJson().completes).toBe(false);
    expect(blockers.join()).toContain('an old pod there terminates for ever, and takes of maxUnavailable 1');
  });

  test('2.25 it is told on which nodes the new pods are unavailable, and why (kubernetes/kubernetes#139226)', () => {
    const logs = agent('logs');
    const larger = agent('logs', { container: { resources: { requests: { cpu: '2' } } } });
    const cluster = [...nodes(2), node('small', { allocatable: { cpu: '1' } })];
    const found = rolloutOf(cluster, [logs], [larger])
      .plan.toJson()
      .blockers.find(({ id }) => id === 'new-unavailable');
    expect(found).toMatchObject({ nodes: ['small'], message: expect.stringContaining('Insufficient cpu') });
  });

  test('2.26 the order of nodes cannot be chosen, and the worst for each pool is told (kubernetes/kubernetes#80130)', () => {
    const pool = (name: string) => [1, 2].map((i) => node(`${name}-${i}`, { labels: { 'example.com/pool': name } }));
    const logs = agent('logs', { more: rolling(2) });
    const { perPool } = rolloutOf([...pool('canary'), ...pool('main')], [logs], [nextVersion(logs)]).plan.toJson();
    expect(perPool.map(({ name, peakUnavailable }) => [name, peakUnavailable])).toEqual([
      ['canary', 2],
      ['main', 2],
    ]);
  });

  test('2.27 three lost nodes of 164 block a rollout one by one (kubernetes/test-infra#31706)', () => {
    const lost = ['x', 'y', 'z'].flatMap((name) => [unreachable(name), daemonPodOf('agent', name)]);
    const [found] = warningsOf('budget-spent', [...nodes(161), ...lost], [agent('agent')]);
    expect(found).toContain('maxUnavailable comes to 1, and its pods on 3 nodes are unavailable already');
    expect(warningsOf('budget-spent', [...nodes(161), ...lost], [agent('agent', { more: rolling('10%') })])).toEqual(
      [],
    );
  });

  test('2.28 under disk pressure surging pods are evicted as they come (kubernetes/kubernetes#124388)', () => {
    const cluster = [node('a'), node('b', { taints: [taint('node.kubernetes.io/disk-pressure')] })];
    const logs = agent('logs', { more: surge() });
    const { blockers } = rolloutOf(cluster, [logs], [nextVersion(logs)]);
    expect(blockers).toContain(
      'surge-pressure: under disk pressure the kubelet evicts pods, and the controller creates them anew: 1 node',
    );
  });

  test('2.29 surge on the host network makes two processes fight for a port (kubernetes/enhancements#1590)', () => {
    const [found] = warningsOf('surge-host-network', nodes(1), [
      agent('cni', { spec: { hostNetwork: true }, more: surge() }),
    ]);
    expect(found).toContain('two processes of the agent run on a node at once');
  });
});

describe('bootstrap', () => {
  test('2.30 workloads start before the critical agents (kubernetes/kubernetes#75890)', () => {
    const plan = BootstrapPlanner.plan(NodeInventory.fromManifests(nodes(1)), [cni(), proxy, agent('logs')]);
    const outrun = plan.nodes[0].agents.filter((each) => each.outrun).map(({ daemonSet }) => daemonSet);
    expect(outrun).toContain('agents/logs');
    expect(outrun).not.toContain('agents/kube-flannel-ds');
  });

  test('2.31 nobody removes the taint of a readiness gate (kubernetes/enhancements#1003)', () => {
    const startupTaints = [taint('readiness.k8s.io/network-ready')];
    const plan = BootstrapPlanner.plan(NodeInventory.fromManifests(nodes(1)), [cni(), proxy], { startupTaints });
    expect(plan.nodes[0].remainingTaints).toMatchObject(startupTaints.map(({ key }) => ({ key })));
    expect(plan.bootstraps()).toBe(false);
  });

  test('2.32 the taint of Cilium stays where Cilium is gone (cilium/cilium#31943)', () => {
    const startupTaints = [taint('node.cilium.io/agent-not-ready')];
    expect(deadlocksOf(nodes(1), [cni(), proxy, agent('logs')], { startupTaints }).join()).toContain(
      'node.cilium.io/agent-not-ready',
    );
  });

  test('2.33 the taint of the first node keeps the network plugin off (silogen/cluster-bloom#303)', () => {
    const first = [node('a', { taints: [taint('cluster-bloom/gpu-node')] })];
    const plan = BootstrapPlanner.plan(NodeInventory.fromManifests(first), [cni({ tolerations: [] }), proxy], {
      firstNode: true,
    });
    expect(plan.nodes[0].becomesReady).toBe(false);
    expect(plan.deadlocks[0].message).toContain('cluster-bloom/gpu-node');
  });

  test('2.34 the cloud controller manager waits for the taint that it removes (kubernetes/website#49612)', () => {
    const { spec, ...rest } = agent('cloud-controller-manager', {
      container: { image: 'registry.k8s.io/provider-aws/cloud-controller-manager:v1.36.0' },
      spec: { hostNetwork: true },
    });
    const manager = { ...rest, kind: 'Deployment', spec: { ...spec, replicas: 1 } };
    const startupTaints = [taint('node.cloudprovider.kubernetes.io/uninitialized', 'true')];
    const found = deadlocksOf(nodes(1), [cni(), proxy, manager], { firstNode: true, startupTaints });
    expect(found.join()).toContain('node.cloudprovider.kubernetes.io/uninitialized');
  });

  test('2.35 a startup taint is declared that nobody removes (kubernetes-sigs/karpenter#1479)', () => {
    const startupTaints = [taint('example.com/not-ready')];
    const plan = BootstrapPlanner.plan(NodeInventory.fromManifests(nodes(1)), [cni(), proxy, agent('logs')], {
      startupTaints,
    });
    expect(plan.nodes[0].remainingTaints.map(({ key }) => key)).toContain('example.com/not-ready');
  });

  test('2.36 the agent that removes a startup taint tolerates it, and the taint goes (aws-efs-csi-driver#1069)', () => {
    const driver = (tolerations: object[]) =>
      agent('efs-csi-node', {
        container: { image: 'amazon/aws-efs-csi-driver:v2.1.0' },
        spec: { hostNetwork: true, tolerations },
      });
    const startupTaints = [taint('efs.csi.aws.com/agent-not-ready', undefined, 'NoExecute')];
    expect(deadlocksOf(nodes(1), [cni(), proxy, driver([])], { startupTaints })).toHaveLength(1);
    expect(deadlocksOf(nodes(1), [cni(), proxy, driver([{ operator: 'Exists' }])], { startupTaints })).toEqual([]);
  });
});
