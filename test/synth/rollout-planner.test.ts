import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { NodeAgentDaemonSet, NodeInventory, RolloutPlanner, UpdateStrategy } from '../../src';
import { daemonSet, node, priorityClass } from '../fixtures';

const inventory = NodeInventory.fromManifests([node('a'), node('b')]);

function chartOf(image: string, update?: UpdateStrategy): Chart {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
  new NodeAgentDaemonSet(chart, 'logs', { metadata: { name: 'logs' }, containers: [{ image }], update });
  return chart;
}

test('a chart as it was and as it will be', () => {
  const plan = RolloutPlanner.plan(inventory, chartOf('agent:1'), chartOf('agent:2')).toJson();
  expect(plan).toMatchObject({
    daemonSet: 'agents/logs',
    completes: true,
    strategy: { type: 'RollingUpdate', maxUnavailable: 1, maxSurge: 0 },
    status: { desired: 2, updated: 2, available: 2, misscheduled: 0 },
  });
});

test('a chart against itself changes nothing', () => {
  const { waves, blockers } = RolloutPlanner.plan(inventory, chartOf('agent:1'), chartOf('agent:1')).toJson();
  expect([waves, blockers.map(({ id }) => id)]).toEqual([[], ['template-noop']]);
});

test('what runs against a chart: the object as kubectl gives it, alone, in a list, or in a List', () => {
  const live = Testing.synth(chartOf('agent:1')).find(({ kind }) => kind === 'DaemonSet');
  const to = chartOf('agent:2', UpdateStrategy.surge({ maxSurge: 1 }));
  const plan = RolloutPlanner.plan(inventory, live, to).toJson();
  expect(plan.strategy.maxSurge).toBe(1);
  expect(RolloutPlanner.plan(inventory, [live], to).toJson()).toEqual(plan);
  expect(RolloutPlanner.plan(inventory, { apiVersion: 'v1', kind: 'List', items: [live] }, to).toJson()).toEqual(plan);
});

test('an app spans its charts, and objects that come with the change are heeded', () => {
  const app = new App();
  new ApiObject(new Chart(app, 'classes'), 'class', priorityClass('high', 1000));
  const manifest = daemonSet('logs', { priorityClassName: 'high' });
  new ApiObject(new Chart(app, 'agents'), 'agent', manifest);
  expect(RolloutPlanner.plan(inventory, daemonSet('logs'), app).toJson().completes).toBe(true);
  expect(RolloutPlanner.plan(inventory, daemonSet('logs'), manifest).toJson().completes).toBe(false);
});

test('a plan is its own document, made once', () => {
  const plan = RolloutPlanner.plan(inventory, daemonSet('logs'), daemonSet('logs', { hostNetwork: true }));
  expect(plan.toJson()).toBe(plan.toJson());
  expect(plan.toJson()).toMatchObject({ apiVersion: 'cdk8s-node-agents/v1alpha1', kind: 'RolloutPlan' });
});

test('faults of both sides are told together, with the construct they come from', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const bad = daemonSet('logs');
  bad.spec.updateStrategy = { rollingUpdate: { maxUnavailable: '1' } };
  new ApiObject(chart, 'agent', bad);
  const from = daemonSet('logs', {}, { cpu: '1GB' });
  expect(() => RolloutPlanner.plan(inventory, from, chart)).toThrow(
    /requests\.cpu is "1GB"[^]*chart\/agent: DaemonSet agents\/logs: spec\.updateStrategy\.rollingUpdate\.maxUnavailable/,
  );
  expect(() => RolloutPlanner.plan(inventory, [{ foo: 1 }], bad)).toThrow('is not a Kubernetes object: it has no kind');
});

test('planAll plans every DaemonSet of an app', () => {
  const from = [daemonSet('one'), daemonSet('two')];
  const to = [daemonSet('one', { hostNetwork: true }), daemonSet('two')];
  const plans = RolloutPlanner.planAll(inventory, from, to).map((plan) => plan.toJson());
  expect(plans.map(({ daemonSet: key, waves }) => [key, waves.length])).toEqual([
    ['agents/one', 2],
    ['agents/two', 0],
  ]);
});
