import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { CniAgent, NodeAgentDaemonSet, NodeInventory, TolerationSet } from '../../src';
import { Cni } from '../../src/agents/cni-agent/cni';
import { BootstrapPlanner } from '../../src/synth/bootstrap-planner';
import { daemonSet, node } from '../fixtures';

const inventory = NodeInventory.fromManifests([node('a')]);
const image = 'registry.example/agent:1';

describe('a bootstrap plan of a scope', () => {
  test('spans the charts of an app, whose agents say what they do to a node', () => {
    const app = new App();
    new CniAgent(new Chart(app, 'network', { namespace: 'agents' }), 'flannel', {
      cni: Cni.flannel({ podCidr: '10.244.0.0/16' }),
    });
    new NodeAgentDaemonSet(new Chart(app, 'logs', { namespace: 'agents' }), 'logs', { containers: [{ image }] });
    const plan = BootstrapPlanner.plan(inventory, app);
    expect(plan.bootstraps()).toBe(true);
    expect(plan.assumptions.filter((each) => each.includes('is taken for'))).toEqual([]);
    expect(plan.nodes[0].agents.map(({ state, phase }) => [state, phase])).toEqual([
      ['Running', 2],
      ['Running', 3],
    ]);
  });

  test('tells the deadlock of a network agent that tolerates too little', () => {
    const chart = new Chart(Testing.app(), 'network', { namespace: 'agents' });
    new CniAgent(chart, 'flannel', {
      cni: Cni.flannel({ podCidr: '10.244.0.0/16' }),
      tolerations: TolerationSet.controlPlane(),
    });
    const [{ message, fixes }] = BootstrapPlanner.plan(inventory, chart).deadlocks;
    expect(message).toContain('waits for the taint node.kubernetes.io/not-ready:NoSchedule to go');
    expect(fixes[0].typescript).toBe(
      "tolerations: tolerations.and(TolerationSet.taint('node.kubernetes.io/not-ready', { effect: TaintEffect.NO_SCHEDULE }))",
    );
  });

  test('reads the Deployments that act on the first node', () => {
    const chart = new Chart(Testing.app(), 'network');
    new ApiObject(chart, 'operator', { ...daemonSet('cilium-operator', { hostNetwork: true }), kind: 'Deployment' });
    new ApiObject(chart, 'web', { ...daemonSet('web'), kind: 'Deployment' });
    const [{ agents }] = BootstrapPlanner.plan(inventory, chart, { firstNode: true }).nodes;
    expect(agents.map((each) => [each.daemonSet, each.state])).toEqual([['agents/cilium-operator', 'Pending']]);
  });

  test('takes the annotation of a DaemonSet for its role', () => {
    const chart = new Chart(Testing.app(), 'network');
    const manifest = daemonSet('network', { hostNetwork: true, tolerations: [{ operator: 'Exists' }] });
    manifest.metadata.annotations = { 'cdk8s-node-agents/bootstrap': 'provides: {nodeNetwork: true}' };
    new ApiObject(chart, 'network', manifest);
    expect(BootstrapPlanner.plan(inventory, chart, { firstNode: true }).bootstraps()).toBe(true);
  });
});

test('a bootstrap plan of manifests takes Lists apart and refuses what is not Kubernetes', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [daemonSet('agent'), { apiVersion: 'v1', kind: 'Secret' }] };
  expect(BootstrapPlanner.plan(inventory, [list]).nodes[0].agents).toHaveLength(1);
  expect(() => BootstrapPlanner.plan(inventory, [{ foo: 1 }])).toThrow('is not a Kubernetes object: it has no kind');
});
