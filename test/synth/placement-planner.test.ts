import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { NodeAgentDaemonSet, NodeInventory, PlacementPlanner } from '../../src';
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
