import { revision } from './rollout-fixture';
import { readDaemonSet } from '../../../src/kubernetes/daemon-set';
import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { RolloutSpec, readRolloutSpec, strategyFor } from '../../../src/planner/rollout/rollout-spec';

function read(spec: Record<string, any>, pod: Record<string, any> = {}): { spec: RolloutSpec; faults: string[] } {
  const faults: Fault[] = [];
  const [manifest] = manifestsOf([revision('1', { spec, pod })], faults);
  const rolloutSpec = readRolloutSpec(readDaemonSet(manifest, faults), faults);
  return { spec: rolloutSpec, faults: faults.map(faultToString) };
}

test('what is not said has the defaults of the API server', () => {
  expect(read({})).toMatchObject({
    faults: [],
    spec: {
      type: 'RollingUpdate',
      maxUnavailable: 1,
      maxSurge: 0,
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      graceSeconds: 30,
      probeSeconds: { min: 0, max: 0 },
    },
  });
});

test.each([
  ['both budgets', { maxUnavailable: 1, maxSurge: 1 }, 'maxSurge is 1: may not be set when maxUnavailable is non-zero'],
  ['maxSurge beside the default of maxUnavailable', { maxSurge: '10%' }, 'write maxUnavailable: 0 as well'],
  ['no budget at all', { maxUnavailable: 0 }, 'maxUnavailable is 0: cannot be 0 when maxSurge is 0'],
  ['a budget of 0 percent', { maxUnavailable: '0%', maxSurge: 0 }, 'cannot be 0 when maxSurge is 0'],
])('%s: the API server refuses it', (_, rollingUpdate, rule) => {
  expect(read({ updateStrategy: { rollingUpdate } }).faults).toEqual([expect.stringContaining(rule)]);
});

test('a strategy that looks mistyped is told the right word', () => {
  const { faults } = read({ updateStrategy: { type: 'OnDelet' } });
  expect(faults).toEqual([expect.stringContaining('did you mean OnDelete?')]);
});

test('a negative number of seconds is refused', () => {
  const rule = 'DaemonSet agents/logs: spec.minReadySeconds is -1: must be 0 or more';
  expect(read({ minReadySeconds: -1 }).faults).toEqual([rule]);
});

test('probes hold a pod back by their delays, and by a period more at worst; the slowest container decides', () => {
  const containers = [
    {
      name: 'a',
      startupProbe: { initialDelaySeconds: 5, periodSeconds: 3 },
      readinessProbe: { initialDelaySeconds: 2, successThreshold: 2 },
    },
    { name: 'b', readinessProbe: { initialDelaySeconds: 10, periodSeconds: 30 } },
  ];
  expect(read({}, { containers }).spec.probeSeconds).toEqual({ min: 17, max: 40 });
});

test.each([
  ['rounded up', { maxUnavailable: '10%' }, 11, { maxUnavailable: 2, maxSurge: 0 }],
  ['of a surge', { maxUnavailable: 0, maxSurge: '25%' }, 5, { maxUnavailable: 0, maxSurge: 2 }],
  ['of no node', { maxUnavailable: '50%' }, 0, { maxUnavailable: 0, maxSurge: 0 }],
])('the budget is that of the nodes that want the agent: %s', (_, rollingUpdate, desired, budget) => {
  const { spec } = read({ updateStrategy: { rollingUpdate } });
  expect(strategyFor(spec, desired)).toEqual({ type: 'RollingUpdate', ...budget });
});

test('where both budgets come to 0 the controller takes one node at a time', () => {
  const { spec } = read({});
  expect(strategyFor({ ...spec, maxUnavailable: 0 }, 3).maxUnavailable).toBe(1);
  expect(strategyFor(read({ updateStrategy: { type: 'OnDelete' } }).spec, 3)).toEqual({
    type: 'OnDelete',
    maxUnavailable: 0,
    maxSurge: 0,
  });
});
