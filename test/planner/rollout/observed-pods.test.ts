import { deletingFirst, nodesNamed, podsLeft, rolloutOf, surging } from './rollout-fixture';
import { daemonPodOf, node } from '../../fixtures';

const ready = (status: string) => ({ status: { conditions: [{ type: 'Ready', status }] } });
const deleted = (nodeName: string) => {
  const pod = daemonPodOf('logs', nodeName, ready('True'));
  pod.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
  return pod;
};
const ASSUMED =
  'every pod of agents/logs that is scheduled before the change is assumed to be available, unless the inventory shows otherwise';

test('pods that the inventory shows not to be ready are those that the option names', () => {
  const nodes = nodesNamed('a', 'b', 'c', 'd');
  const fixture = { spec: deletingFirst(2) };
  const shown = rolloutOf(
    [...nodes, daemonPodOf('logs', 'c', ready('False')), daemonPodOf('logs', 'd', ready('Unknown'))],
    fixture,
  );
  const named = rolloutOf(nodes, fixture, undefined, { unavailableNodes: ['c', 'd'] });
  expect(shown.waves).toEqual(named.waves);
  expect(shown.waves[0].nodes).toEqual(['c', 'd']);
});

test('the option adds to what the inventory shows', () => {
  const cluster = [...nodesNamed('a', 'b'), daemonPodOf('logs', 'a', ready('False'))];
  const { peakUnavailable } = rolloutOf(cluster, { spec: deletingFirst(1) }, undefined, { unavailableNodes: ['b'] });
  expect(peakUnavailable).toBe(2);
});

test('a pod that is deleted is gone in its grace period, and takes of the budget until its successor is available', () => {
  const plan = rolloutOf([...nodesNamed('a', 'b', 'c'), deleted('b')], { spec: deletingFirst(1) });
  expect(plan.waves.map(({ at, action, nodes }) => [at, action, ...nodes])).toEqual([
    [30, 'Create', 'b'],
    [40, 'Replace', 'a'],
    [80, 'Replace', 'c'],
  ]);
  expect(plan).toMatchObject({ completes: true, peakUnavailable: 1 });
});

test('a surge creates beside a pod that is deleted', () => {
  const plan = rolloutOf([...nodesNamed('a'), deleted('a')], { spec: surging(1) });
  expect(plan.waves).toEqual([{ at: 0, action: 'Create', nodes: ['a'] }]);
});

test('where the agent leaves a node, a deleted pod goes without a wave', () => {
  const away = { pod: { nodeSelector: { 'kubernetes.io/hostname': 'a' } } };
  const plan = rolloutOf([...nodesNamed('a', 'b'), deleted('b')], {}, away);
  expect(plan.waves.map(({ nodes }) => nodes)).toEqual([['a']]);
  expect(podsLeft(plan)).toEqual({ a: 'new available', b: '' });
});

test('of two pods on a node the one that is not deleted counts', () => {
  const cluster = [node('a'), deleted('a'), { ...daemonPodOf('logs', 'a', ready('True')) }];
  cluster[2].metadata = { ...cluster[2].metadata, name: 'logs-successor' };
  const plan = rolloutOf(cluster, { spec: deletingFirst(1) });
  expect(plan.waves).toEqual([{ at: 0, action: 'Replace', nodes: ['a'] }]);
  expect(plan.assumptions).not.toContain(ASSUMED);
});

test('pods of others do not matter', () => {
  const plan = rolloutOf([...nodesNamed('a'), daemonPodOf('other', 'a', ready('False'))], {});
  expect(plan.assumptions).toContain(ASSUMED);
  expect(plan.waves[0].action).toBe('Replace');
});

test('on a node that is not ready no pod is available that is not shown to be', () => {
  const tolerant = { pod: { tolerations: [{ operator: 'Exists' }] }, spec: deletingFirst(1) };
  const down = node('b', { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] });
  down.status.conditions = [{ type: 'Ready', status: 'False' }];
  expect(rolloutOf([node('a'), down], tolerant).waves[0].nodes).toEqual(['b']);
  expect(rolloutOf([node('a'), down, daemonPodOf('logs', 'b', ready('True'))], tolerant).waves[0].nodes).toEqual(['a']);
});

test('what the inventory shows of every pod need not be assumed', () => {
  const pods = ['a', 'b'].map((name) => daemonPodOf('logs', name, ready('True')));
  expect(rolloutOf([...nodesNamed('a', 'b'), ...pods], {}).assumptions).not.toContain(ASSUMED);
  expect(rolloutOf([...nodesNamed('a', 'b'), pods[0]], {}).assumptions).toContain(ASSUMED);
});
