import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  Coverage,
  NodeAgentDaemonSet,
  NodeInventory,
  NodeSet,
  PlacementValidation,
  PlacementValidationProps,
} from '../../src';
import * as validating from '../../src/kubernetes/validation/validate-daemon-set';
import { LINT_RULES } from '../../src/lint/lint-rules';
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

test('of the variants of an agent exactly one must run on every node', () => {
  const variants = (gpu: object, others: object) => {
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'agents' });
    const tolerations = [{ operator: 'Exists' }];
    new ApiObject(chart, 'gpu', daemonSet('gpu', { tolerations, ...gpu }));
    new ApiObject(chart, 'others', daemonSet('others', { tolerations, ...others }));
    PlacementValidation.attach(app, { inventory, require: [Coverage.exactlyOne(['gpu', 'agents/others'])] });
    return () => app.synthYaml();
  };
  const named = (operator: string) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator, values: ['gpu-7'] }] }],
        },
      },
    },
  });
  expect(variants(named('In'), named('NotIn'))).not.toThrow();
  expect(variants(named('In'), {})).toThrow(
    'agents/gpu (chart/gpu) and agents/others (chart/others) must be one on every node:\n    agents/gpu and agents/others on gpu-7',
  );
  expect(variants(named('In'), named('In'))).toThrow('none on a, small\n    agents/gpu and agents/others on gpu-7');
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

describe('review', () => {
  const twoOnOnePort = (props: Partial<PlacementValidationProps> = {}, silence?: Record<string, string>) => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
    for (const id of ['exporter', 'other-exporter']) {
      const ports = [{ name: 'metrics', number: 9100, hostPort: 9100 }];
      new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'registry.example/exporter', ports }], silence });
    }
    PlacementValidation.attach(chart, { inventory, allowPending: true, ...props });
    return () => Testing.synth(chart);
  };

  test('a finding that is an error fails the synth, with the rule, the construct and what to write', () => {
    expect(twoOnOnePort()).toThrow(
      'agents/other-exporter (chart/other-exporter/Resource) does not pass review:\n' +
        '    host-port-clash: wants host port 9100/TCP that agents/exporter wants too, on a, small; give one of them another port',
    );
  });

  test('an agent that says why the rule does not hold for it passes', () => {
    expect(twoOnOnePort({}, { 'host-port-clash': 'they bind different addresses at run time' })).not.toThrow();
  });

  test.each([
    ['never', []],
    ['error', ['host-port-clash']],
    ['warning', ['host-port-clash', 'latest-image']],
    ['info', ['host-port-clash', 'kept-off-by-taint', 'latest-image', 'missing-probes', 'no-priority-class']],
  ] as const)('with failOn %s a synth fails on %p', (failOn, rules) => {
    let message = '';
    try {
      twoOnOnePort({ failOn })();
    } catch (error) {
      ({ message } = error as Error);
    }
    const told = [...message.matchAll(/^ {4}([a-z-]+): /gm)].map(([, rule]) => rule);
    expect([...new Set(told)].sort()).toEqual(rules);
  });

  test('what the API server refuses of a raw DaemonSet fails the synth; constructs say it themselves', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const raw = daemonSet('raw');
    raw.spec.template.spec.containers[0].image = '';
    new ApiObject(chart, 'raw', raw);
    PlacementValidation.attach(chart, { inventory, allowPending: true });
    expect(() => Testing.synth(chart)).toThrow(
      'agents/raw (chart/raw) does not pass review:\n    manifest-refused: the API server refuses it: spec.template.spec.containers[0].image',
    );
  });

  test('beside constructs a raw DaemonSet is told of all the same, and each once', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
    const raw = daemonSet('raw');
    raw.spec.template.spec.containers[0].image = '';
    new ApiObject(chart, 'raw', raw);
    new NodeAgentDaemonSet(chart, 'own', { containers: [{ image: 'Registry.example/agent:1', name: 'Agent' }] });
    for (const failOn of ['error', 'info'] as const) {
      const [error, ...others] = PlacementValidation.attach(chart, { inventory, allowPending: true, failOn })
        .validate()
        .filter((each) => each.includes('manifest-refused'));
      expect(error).toMatch(/^agents\/raw \(chart\/raw\) does not pass review:/);
      expect(others).toEqual([]);
    }
  });

  test('a selector that differs from the last release fails the synth', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
    new NodeAgentDaemonSet(chart, 'logs', { containers: [{ image: 'registry.example/agent:1' }] });
    PlacementValidation.attach(chart, { inventory, previous: [daemonSet('logs')] });
    expect(() => Testing.synth(chart)).toThrow('selector-changed: the selector was app=logs and is');
  });

  test('a port that the platform holds fails the synth', () => {
    const platformPorts = [{ port: 9100, usedBy: 'the node exporter of OpenShift' }];
    expect(twoOnOnePort({ platformPorts })).toThrow(
      'platform-port: wants host port 9100/TCP, which the node exporter of OpenShift holds on every node',
    );
  });
});

test('a synth renders each agent as often with the validation as without', () => {
  const rendered = (attach: boolean) => {
    const app = Testing.app();
    const agents = Array.from({ length: 3 }, (_, i) => {
      const chart = new Chart(app, `chart-${i}`);
      return new NodeAgentDaemonSet(chart, `agent-${i}`, { containers: [{ image: 'registry.example/agent:1' }] });
    });
    if (attach) {
      PlacementValidation.attach(app, { inventory, allowPending: true, failOn: 'never' });
    }
    const renderings = agents.map((agent) => jest.spyOn(ApiObject.of(agent), 'toJson'));
    app.synthYaml();
    return renderings.map(({ mock }) => mock.calls.length);
  };
  expect(rendered(true)).toEqual(rendered(false));
});

test('with the validation a synth checks each agent against the rules of the API server once, and again once it changes', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: 'agents' });
  const [exporter] = ['exporter', 'logs', 'plugin'].map(
    (id) => new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'registry.example/agent:1' }] }),
  );
  PlacementValidation.attach(app, { inventory, allowPending: true });
  const checks = jest.spyOn(validating, 'validateDaemonSet');
  app.synthYaml();
  app.synthYaml();
  expect(checks).toHaveBeenCalledTimes(3);
  ApiObject.of(exporter).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/name', 'No Name'));
  expect(() => app.synthYaml()).toThrow('No Name');
  expect(checks).toHaveBeenCalledTimes(4);
  checks.mockRestore();
});

test('a synth asks no rule whose findings cannot fail it', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new ApiObject(chart, 'agent', daemonSet('logs'));
  PlacementValidation.attach(chart, { inventory });
  const rules = LINT_RULES.map(({ severity }, i) => ({ severity, check: jest.spyOn(LINT_RULES[i], 'check') }));
  Testing.synth(chart);
  const asked = rules.filter(({ check }) => check.mock.calls.length > 0).map(({ severity }) => severity);
  rules.forEach(({ check }) => check.mockRestore());
  expect(new Set(asked)).toEqual(new Set(['error']));
});

test('a change after a failed synth is seen by the next one', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
  const resources = { cpu: { request: Cpu.millis(100) } };
  const agent = new NodeAgentDaemonSet(chart, 'logs', {
    containers: [{ image: 'registry.example/agent:1', resources }],
  });
  const validation = PlacementValidation.attach(chart, { inventory });
  expect(() => Testing.synth(chart)).toThrow('Pending on small');
  validation.validate();
  ApiObject.of(agent).addJsonPatch(
    JsonPatch.replace('/spec/template/spec/nodeSelector', { 'kubernetes.io/hostname': 'a' }),
  );
  expect(Testing.synth(chart)[0].spec.template.spec.nodeSelector).toEqual({ 'kubernetes.io/hostname': 'a' });
});
