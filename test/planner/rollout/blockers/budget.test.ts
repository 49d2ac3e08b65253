import { NodeInventory } from '../../../../src';
import { RolloutPlanner } from '../../../../src/synth/rollout-planner';
import { daemonPodOf, node } from '../../../fixtures';
import { blockerOf, deletingFirst, nodesNamed, podsLeft, revision, rolloutOf, surging } from '../rollout-fixture';

const FOUR = nodesNamed('a', 'b', 'c', 'd');
const TOLERANT = { tolerations: [{ operator: 'Exists' }] };

describe('dead-node (kubernetes#117204, #63465)', () => {
  test('as many dead nodes as maxUnavailable stop the rollout, though none of them wants the agent', () => {
    const plan = rolloutOf(FOUR, { spec: deletingFirst(2) }, undefined, { lostNodes: ['a', 'd'] });
    expect(plan.completes).toBe(false);
    expect(plan.status).toEqual({ desired: 2, updated: 0, available: 2, misscheduled: 2 });
    expect(podsLeft(plan)).toEqual({
      a: 'old terminating',
      b: 'old available',
      c: 'old available',
      d: 'old terminating',
    });
    expect(blockerOf(plan, 'dead-node')).toMatchObject({ severity: 'error', nodes: ['a', 'd'] });
    expect(blockerOf(plan, 'dead-node')?.fix).toContain('node.kubernetes.io/out-of-service');
  });

  test('three dead nodes of 164 take the whole of 1%, and nothing of 10% that matters', () => {
    const nodes = Array.from({ length: 164 }, (_, i) => node(`n${String(i).padStart(3, '0')}`));
    const lostNodes = ['n005', 'n070', 'n141'];
    expect(rolloutOf(nodes, { spec: deletingFirst('1%') }, undefined, { lostNodes }).completes).toBe(false);
    const tenth = rolloutOf(nodes, { spec: deletingFirst('10%') }, undefined, { lostNodes });
    expect(tenth.strategy.maxUnavailable).toBe(17);
    expect(tenth).toMatchObject({ completes: true, peakUnavailable: 14, rolloutStatus: { done: true } });
    expect(blockerOf(tenth, 'dead-node')).toMatchObject({ severity: 'warning', nodes: lostNodes });
  });

  test('an agent that tolerates everything is wanted on a dead node, so it is never rolled out there', () => {
    const plan = rolloutOf(FOUR, { spec: deletingFirst(2), pod: TOLERANT }, undefined, { lostNodes: ['a'] });
    expect(plan.completes).toBe(false);
    expect(plan.rolloutStatus.done).toBe(false);
    expect(podsLeft(plan)).toMatchObject({ a: 'old terminating', b: 'new available', d: 'new available' });
    expect(blockerOf(plan, 'dead-node')?.severity).toBe('error');
  });

  test('a surge does not wait for dead nodes', () => {
    const plan = rolloutOf(FOUR, { spec: surging(1) }, undefined, { lostNodes: ['a'] });
    expect(plan.completes).toBe(true);
    expect(podsLeft(plan).a).toBe('old terminating');
    expect(blockerOf(plan, 'dead-node')).toBeUndefined();
  });

  test('a node that the inventory shows as unreachable is dead, and is told as an assumption', () => {
    const unreachable = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' };
    const plan = rolloutOf([node('a'), node('b', { taints: [unreachable] })], { pod: TOLERANT });
    expect(blockerOf(plan, 'dead-node')?.nodes).toEqual(['b']);
    expect(plan.assumptions).toContain('the kubelet is assumed to be gone on nodes that are unreachable: b');
  });

  test('a node whose Ready condition is Unknown is dead as well, and the pod that is deleted there takes of the budget', () => {
    const silent = node('b');
    silent.status.conditions = [{ type: 'Ready', status: 'Unknown' }];
    const deleted = daemonPodOf('logs', 'b');
    deleted.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
    const plan = rolloutOf([node('a'), silent, deleted], {});
    expect(podsLeft(plan)).toEqual({ a: 'old available', b: 'old terminating' });
    expect(blockerOf(plan, 'dead-node')).toMatchObject({ nodes: ['b'], severity: 'error' });
    expect(plan).toMatchObject({ completes: false, peakUnavailable: 0, status: { desired: 1, misscheduled: 1 } });
  });

  test('there is none where every kubelet answers', () => {
    expect(blockerOf(rolloutOf(FOUR, {}), 'dead-node')).toBeUndefined();
  });
});

describe('new-unavailable', () => {
  test('new pods that do not become ready stop the rollout where they take the whole budget', () => {
    const plan = rolloutOf(FOUR, { spec: deletingFirst(1) }, undefined, { newPodsBecomeReady: ['b'] });
    expect(plan.completes).toBe(false);
    expect(blockerOf(plan, 'new-unavailable')).toMatchObject({ severity: 'error', nodes: ['b'] });
    expect(blockerOf(plan, 'new-unavailable')?.message).toContain('it does not become ready');
    expect(podsLeft(plan)).toEqual({ a: 'new available', b: 'new unready', c: 'new available', d: 'old available' });
    expect(blockerOf(plan, 'new-unavailable')?.message).toContain(
      'takes of maxUnavailable 1 for ever, and the rollout stops',
    );
  });

  test('with budget to spare all other nodes are rolled out', () => {
    const plan = rolloutOf(FOUR, { spec: deletingFirst(2) }, undefined, { newPodsBecomeReady: ['b'] });
    expect(plan.completes).toBe(false);
    expect(plan.status).toEqual({ desired: 4, updated: 4, available: 3, misscheduled: 0 });
    expect(blockerOf(plan, 'new-unavailable')?.message).not.toContain('stops');
  });

  test('a surge that never becomes ready keeps every old pod', () => {
    const plan = rolloutOf(FOUR, { spec: surging(2) }, undefined, { newPodsBecomeReady: false });
    expect(plan).toMatchObject({ completes: false, peakUnavailable: 0, peakSurge: 2 });
    expect(plan.status.available).toBe(4);
    expect(blockerOf(plan, 'new-unavailable')?.nodes).toEqual(['a', 'b', 'c', 'd']);
  });

  test('reasons of the scheduler are told, nodes of the same reason together', () => {
    const cluster = [node('a', { allocatable: { cpu: '1' } }), node('b', { allocatable: { cpu: '1' } }), node('c')];
    const plan = rolloutOf(cluster, {}, { requests: { cpu: '2' } });
    expect(plan.blockers.filter(({ id }) => id === 'new-unavailable')).toEqual([
      expect.objectContaining({
        nodes: ['a', 'b'],
        message: expect.stringContaining('Insufficient cpu (requests 2000 millicores; 0 of 1000 are in use)'),
      }),
    ]);
  });

  test('two pods of an agent that keep each other away are no surge', () => {
    const apart = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'logs' } } },
        ],
      },
    };
    const plan = rolloutOf(FOUR, { spec: surging(1), pod: { affinity: apart } });
    expect(plan.completes).toBe(false);
    expect(blockerOf(plan, 'new-unavailable')?.message).toContain('beside the old pod');
    expect(rolloutOf(FOUR, { spec: deletingFirst(1), pod: { affinity: apart } }).completes).toBe(true);
    const stopped = { spec: deletingFirst(1), pod: { affinity: apart } };
    const plans = rolloutOf(FOUR, stopped, undefined, { newPodsBecomeReady: ['b'] });
    expect(plans.blockers.filter(({ id }) => id === 'new-unavailable').map(({ nodes }) => nodes)).toEqual([['b']]);
  });

  test('a pod that is not available is told where nothing replaces it', () => {
    const inventory = NodeInventory.fromManifests(FOUR);
    const options = { unavailableNodes: ['c'] };
    const plan = RolloutPlanner.plan(inventory, revision('1'), revision('1'), options).toJson();
    expect(plan).toMatchObject({ completes: false, waves: [], status: { available: 3 } });
    expect(blockerOf(plan, 'new-unavailable')?.nodes).toEqual(['c']);
    expect(blockerOf(plan, 'new-unavailable')?.message).toContain('nothing replaces it');
    expect(rolloutOf(FOUR, {}, undefined, options).completes).toBe(true);
  });

  test('there is none where every new pod becomes available', () => {
    expect(blockerOf(rolloutOf(FOUR, {}), 'new-unavailable')).toBeUndefined();
  });
});

describe('empty-budget', () => {
  const cluster = [node('a', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })];

  test.each<[string, any]>([
    ['maxUnavailable', deletingFirst('50%')],
    ['maxSurge', surging('50%')],
  ])('a percentage of %s is none where no node wants the agent any more', (_, spec) => {
    const plan = rolloutOf(cluster, { spec, pod: TOLERANT }, { spec });
    expect(plan.completes).toBe(false);
    expect(podsLeft(plan)).toEqual({ a: 'old available' });
    expect(blockerOf(plan, 'empty-budget')).toMatchObject({ severity: 'error', nodes: ['a'] });
  });

  test.each<[string, any]>([
    ['maxUnavailable', deletingFirst(1)],
    ['maxSurge', surging(1)],
  ])('a number of %s is not', (_, spec) => {
    const plan = rolloutOf(cluster, { spec, pod: TOLERANT }, { spec });
    expect(plan).toMatchObject({ completes: true, blockers: [] });
  });
});

test('a rollout that does not complete is told why by an error, unless the strategy is OnDelete', () => {
  const agents = [
    { spec: deletingFirst(1) },
    { spec: deletingFirst(1), pod: TOLERANT },
    { spec: surging(1) },
    { spec: surging(1), pod: TOLERANT },
    {
      spec: surging(1),
      pod: { hostNetwork: true, containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 1 }] }] },
    },
  ];
  for (const agent of agents) {
    for (const newPodsBecomeReady of [true, false, ['b']]) {
      for (const lostNodes of [[], ['a']]) {
        for (const kubernetesVersion of ['1.28', '1.36']) {
          const plan = rolloutOf(FOUR, agent, undefined, { newPodsBecomeReady, lostNodes, kubernetesVersion });
          expect(plan.blockers.some(({ severity }) => severity === 'error')).toBe(!plan.completes);
        }
      }
    }
  }
});
