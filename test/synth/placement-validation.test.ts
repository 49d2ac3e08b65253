import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  Coverage,
  NodeAgentDaemonSet,
  NodeInventory,
  NodeSet,
  PlacementValidation,
  PlacementValidationProps,
} from '../../src';
import * as planning from '../../src/planner/placement/plan-placement';
import { daemonSet, node } from '../fixtures';

const inventory = NodeInventory.fromManifests([
  node('a'),
  node('gpu-7', { taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] }),
  node('small', { allocatable: { cpu: '50m' } }),
]);

function synth(props: Partial<PlacementValidationProps>, requests: Record<string, string> = {}): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'synth-')) });
  new ApiObject(new Chart(app, 'chart'), 'agent', daemonSet('logs', {}, requests));
  PlacementValidation.attach(app, { inventory, ...props });
  try {
    app.synth();
    return '';
  } catch (error) {
    expect(existsSync(join(app.outdir, 'chart.k8s.yaml'))).toBe(false);
    return (error as Error).message;
  } finally {
    rmSync(app.outdir, { recursive: true, force: true });
  }
}

test('a synth passes when every pod that is wanted runs', () => {
  expect(synth({})).toBe('');
});

test('a pending pod fails the synth before a file is written, with path, agent, node and reason', () => {
  expect(synth({}, { cpu: '100m' })).toBe(
    'Validation failed with the following errors:\n' +
      '  [] agents/logs (chart/agent) would have pods that do not run:\n' +
      '    Pending on small: Insufficient cpu (requests 100 millicores; 0 of 50 are in use)',
  );
  expect(synth({ allowPending: true }, { cpu: '100m' })).toBe('');
});

test('a coverage that is not met fails the synth with the nodes and the reason', () => {
  expect(synth({ require: [Coverage.everyNode('logs', NodeSet.linux())] })).toContain(
    'agents/logs (chart/agent) does not run on every node it must:\n' +
      '    Excluded on gpu-7: untolerated taint nvidia.com/gpu=present:NoSchedule',
  );
  expect(synth({ require: [Coverage.everyNode('agents/logs', NodeSet.named('a', 'small'))] })).toBe('');
});

test('a coverage of an agent that does not exist fails with the nearest name', () => {
  expect(synth({ require: [Coverage.everyNode('lgos')] })).toContain(
    'the plan has no DaemonSet "lgos": did you mean logs?',
  );
});

test('a coverage may name the construct itself', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
  const agent = new NodeAgentDaemonSet(chart, 'logs', { containers: [{ image: 'registry.example/agent:1' }] });
  PlacementValidation.attach(chart, { inventory, allowPending: true, require: [Coverage.everyNode(agent)] });
  expect(() => Testing.synth(chart)).toThrow('agents/logs (chart/logs/Resource) does not run on every node it must');
});

test('a manifest that cannot be planned is told as it is, with its construct path', () => {
  expect(synth({}, { cpu: '1GB' })).toContain('chart/agent: DaemonSet agents/logs: spec.template.spec.containers[0]');
});

test('ten charts cost one plan per synth, and a change costs another', () => {
  const app = Testing.app();
  const charts = Array.from({ length: 10 }, (_, i) => new Chart(app, `chart-${i}`));
  charts.forEach((chart, i) => new ApiObject(chart, 'agent', daemonSet(`agent-${i}`)));
  PlacementValidation.attach(app, { inventory });
  const plans = jest.spyOn(planning, 'planPlacement');
  app.synthYaml();
  expect(plans).toHaveBeenCalledTimes(1);
  new ApiObject(charts[0], 'another', daemonSet('another'));
  app.synthYaml();
  expect(plans).toHaveBeenCalledTimes(2);
  plans.mockRestore();
});
