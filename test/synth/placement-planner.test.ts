import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { NodeAgentDaemonSet, NodeInventory, PlacementPlanner } from '../../src';
import * as lint from '../../src/lint/lint-plan';
import { daemonSet, node, priorityClass } from '../fixtures';

const inventory = NodeInventory.fromManifests([node('a')]);
const image = 'registry.example/agent:1';

describe('a plan of a scope', () => {
  test('reads every DaemonSet: ours, raw, of cdk8s-plus, and included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'include-'));
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
    new NodeAgentDaemonSet(chart, 'ours', { containers: [{ image }] });
    new ApiObject(chart, 'raw', daemonSet('raw'));
    new kplus.DaemonSet(chart, 'plus', { metadata: { name: 'plus' }, containers: [{ image }] });
    writeFileSync(join(folder, 'included.yaml'), JSON.stringify(daemonSet('included')));
    new Include(chart, 'included', { url: join(folder, 'included.yaml') });
    rmSync(folder, { recursive: true });
    const names = PlacementPlanner.plan(inventory, chart)
      .toJson()
      .daemonSets.map(({ name }) => name);
    expect(names.sort()).toEqual(['included', 'ours', 'plus', 'raw']);
  });

  test('of an app spans its charts, and heeds the priority classes they declare', () => {
    const app = new App();
    new ApiObject(new Chart(app, 'classes'), 'class', priorityClass('high', 1000));
    new ApiObject(new Chart(app, 'agents'), 'agent', daemonSet('agent', { priorityClassName: 'high' }));
    expect(PlacementPlanner.plan(inventory, app).toJson().daemonSets[0].priority).toBe(1000);
  });

  test('changes nothing of what is synthesized', () => {
    const chart = new Chart(Testing.app(), 'chart');
    new NodeAgentDaemonSet(chart, 'agent', { containers: [{ image }] });
    const before = JSON.stringify(Testing.synth(chart));
    PlacementPlanner.plan(inventory, chart);
    expect(JSON.stringify(Testing.synth(chart))).toBe(before);
  });
});

test('a plan of manifests takes Lists apart, ignores other kinds, and refuses what is not Kubernetes', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [daemonSet('agent'), { apiVersion: 'v1', kind: 'Secret' }] };
  expect(PlacementPlanner.plan(inventory, [list]).toJson().daemonSets).toHaveLength(1);
  expect(() => PlacementPlanner.plan(inventory, [{ foo: 1 }])).toThrow('is not a Kubernetes object: it has no kind');
});

test('a fault of a manifest names the construct it comes from', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new ApiObject(chart, 'agent', daemonSet('agent', {}, { cpu: '1GB' }));
  expect(() => PlacementPlanner.plan(inventory, chart)).toThrow(
    'chart/agent: DaemonSet agents/agent: spec.template.spec.containers[0].resources.requests.cpu is "1GB"',
  );
});

describe('the findings of a plan', () => {
  test('hold what a review says of the agents, and of what stands beside them', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
    const serviceAccount = new kplus.ServiceAccount(chart, 'account', { metadata: { name: 'agent' } });
    const role = new kplus.ClusterRole(chart, 'role');
    role.allowRead(kplus.ApiResource.SECRETS);
    role.bind(serviceAccount);
    new NodeAgentDaemonSet(chart, 'agent', { containers: [{ image }], serviceAccount });
    const rules = PlacementPlanner.plan(inventory, chart)
      .toJson()
      .findings.map(({ rule }) => rule);
    expect(rules).toContain('secrets-watch');
    expect(rules).not.toContain('no-os-selector');
  });

  test('a disruption budget for a Deployment is no budget of an agent that shares its labels', () => {
    const told = (withDeployment: boolean) => {
      const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
      new ApiObject(chart, 'agent', daemonSet('agent'));
      new ApiObject(chart, 'budget', {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'budget' },
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'agent' } } },
      });
      if (withDeployment) {
        new kplus.Deployment(chart, 'api', { podMetadata: { labels: { app: 'agent' } }, containers: [{ image }] });
      }
      return PlacementPlanner.plan(inventory, chart)
        .toJson()
        .findings.some(({ rule }) => rule === 'disruption-budget');
    };
    expect([told(false), told(true)]).toEqual([true, false]);
  });

  test.each([
    ['a DaemonSet', kplus.DaemonSet],
    ['a Deployment', kplus.Deployment],
  ])('reading %s of cdk8s-plus that is spread changes nothing of it', (_, Workload) => {
    const synthesized = (plan: boolean) => {
      const chart = new Chart(Testing.app(), 'chart');
      new Workload(chart, 'workload', { containers: [{ image }], spread: true });
      new ApiObject(chart, 'budget', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'b' } });
      if (plan) {
        PlacementPlanner.plan(inventory, chart);
        PlacementPlanner.plan(inventory, chart).toJson();
      }
      return JSON.stringify(Testing.synth(chart));
    };
    expect(synthesized(true)).toBe(synthesized(false));
  });

  test('are made when somebody asks, not before', () => {
    const reviews = jest.spyOn(lint, 'lintPlan');
    const plan = PlacementPlanner.plan(inventory, [daemonSet('agent')]);
    plan.explain('agent', 'a');
    expect(reviews).not.toHaveBeenCalled();
    plan.toJson();
    plan.toJson();
    expect(reviews).toHaveBeenCalledTimes(1);
    reviews.mockRestore();
  });
});
