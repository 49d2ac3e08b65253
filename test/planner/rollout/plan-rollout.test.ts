import { deletingFirst, nodesNamed, podsLeft, revision, rolloutOf, surging } from './rollout-fixture';
import { NodeInventory, RolloutPlan } from '../../../src';
import * as controller from '../../../src/planner/placement/controller';
import * as scheduler from '../../../src/planner/placement/scheduler';
import { RolloutPlanner } from '../../../src/synth/rollout-planner';
import { daemonPodOf, node, pod } from '../../fixtures';

const TAINTED = node('infra', { taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] });
const TOLERANT = { tolerations: [{ key: 'dedicated', operator: 'Exists' }] };

describe('the order', () => {
  test('is by zone and then by name', () => {
    const { waves } = rolloutOf(nodesNamed('d', 'c', 'b', 'a'), {});
    expect(waves.flatMap(({ nodes }) => nodes)).toEqual(['b', 'd', 'a', 'c']);
  });

  test('does not depend on the order of the nodes in the input', () => {
    const nodes = nodesNamed('a', 'b', 'c', 'd');
    expect(rolloutOf([...nodes].reverse(), {})).toEqual(rolloutOf(nodes, {}));
  });
});

describe('the nodes that want the agent change', () => {
  test('a new toleration brings nodes that join at once, beyond the budget', () => {
    const plan = rolloutOf([...nodesNamed('a', 'b'), TAINTED], {}, { pod: TOLERANT });
    expect(plan.waves[0]).toEqual({ at: 0, action: 'Create', nodes: ['infra'] });
    expect(plan).toMatchObject({ completes: true, peakUnavailable: 1, status: { desired: 3, updated: 3 } });
  });

  test('a toleration that goes leaves its pods to the rolling update, within the budget', () => {
    const plan = rolloutOf([...nodesNamed('a', 'b'), TAINTED], { pod: TOLERANT }, {});
    expect(plan.waves).toContainEqual({ at: expect.any(Number), action: 'Remove', nodes: ['infra'] });
    expect(plan).toMatchObject({ completes: true, peakUnavailable: 2, status: { desired: 2, misscheduled: 0 } });
    expect(podsLeft(plan).infra).toBe('');
  });

  test('a narrower selector takes the pods from the other nodes at once', () => {
    const to = { pod: { nodeSelector: { 'kubernetes.io/hostname': 'a' } } };
    const plan = rolloutOf(nodesNamed('a', 'b', 'c'), {}, to);
    expect(plan.waves[0]).toEqual({ at: 0, action: 'Remove', nodes: ['c', 'b'] });
    expect(plan.waves[1]).toMatchObject({ action: 'Replace', nodes: ['a'] });
    expect(plan.waves[1].at).toBe(30);
    expect(plan.peakUnavailable).toBe(3);
  });

  test('nodes that never wanted the agent are of no concern', () => {
    const plan = rolloutOf([...nodesNamed('a'), TAINTED], {});
    expect([plan.peakUnavailable, Object.keys(podsLeft(plan))]).toEqual([1, ['a']]);
  });
});

describe('the pods before the change', () => {
  test('stand where the agent is placed, and wait where it does not fit', () => {
    const cluster = [node('a'), node('small', { allocatable: { cpu: '100m' } })];
    const plan = rolloutOf(cluster, { requests: { cpu: '1' } }, { requests: { cpu: '50m' } });
    expect(plan).toMatchObject({ completes: true, peakUnavailable: 1 });
    expect(plan.waves[0]).toEqual({ at: 0, action: 'Replace', nodes: ['small'] });
    // A pod that is not bound is gone at once.
    expect(plan.waves[1]).toEqual({ at: 10, action: 'Replace', nodes: ['a'] });
  });

  test('are those that run, where the controller would keep but not create one', () => {
    const cluster = [...nodesNamed('a'), TAINTED, daemonPodOf('logs', 'infra')];
    const plan = rolloutOf(cluster, {});
    expect(plan.waves.map(({ action, nodes }) => [action, ...nodes])).toEqual([
      ['Remove', 'infra'],
      ['Replace', 'a'],
    ]);
    expect(plan.peakUnavailable).toBe(1);
  });

  test('that are not available are replaced first, and take of the budget', () => {
    const options = { unavailableNodes: ['c', 'd'] };
    const plan = rolloutOf(nodesNamed('a', 'b', 'c', 'd'), { spec: deletingFirst(2) }, undefined, options);
    expect(plan.waves.map(({ nodes }) => nodes)).toEqual([
      ['c', 'd'],
      ['a', 'b'],
    ]);
    expect(plan.peakUnavailable).toBe(2);
  });

  test('that are not available take no budget in 1.28: successive bad updates take down everything (kubernetes#123232)', () => {
    const options = { unavailableNodes: ['c', 'd'], newPodsBecomeReady: false, kubernetesVersion: '1.28' };
    const nodes = nodesNamed('a', 'b', 'c', 'd');
    const old = rolloutOf(nodes, { spec: deletingFirst(2) }, undefined, options);
    expect([old.peakUnavailable, old.status.available]).toEqual([4, 0]);
    const now = rolloutOf(nodes, { spec: deletingFirst(2) }, undefined, { ...options, kubernetesVersion: '1.36' });
    expect([now.peakUnavailable, now.status.available]).toEqual([2, 2]);
  });
});

describe('time', () => {
  const TIMES = {
    spec: { ...deletingFirst(1), minReadySeconds: 5 },
    pod: {
      terminationGracePeriodSeconds: 20,
      containers: [{ name: 'a', image: 'a:1', readinessProbe: { initialDelaySeconds: 3, periodSeconds: 4 } }],
    },
  };

  test('a wave takes the stop of the old pod, start, probes and minReadySeconds of the new one', () => {
    const { seconds, waves } = rolloutOf(nodesNamed('a', 'b'), TIMES, undefined, { startSeconds: 7 });
    expect(seconds).toEqual({ min: 2 * (7 + 3 + 5), max: 2 * (20 + 7 + 3 + 4 + 5) });
    expect(waves.map(({ at }) => at)).toEqual([0, 39]);
  });

  test('a surge does not wait for the old pod to stop, but for the last one', () => {
    const surge = { ...TIMES, spec: { ...TIMES.spec, ...surging(1) } };
    const { seconds } = rolloutOf(nodesNamed('a', 'b'), surge, undefined, { startSeconds: 7 });
    expect(seconds).toEqual({ min: 30, max: 2 * 19 + 20 });
  });

  test('the grace period is that of the pods that go', () => {
    const to = { pod: { terminationGracePeriodSeconds: 600 } };
    expect(rolloutOf(nodesNamed('a'), {}, to).seconds.max).toBe(40);
  });

  test('a pool may be slower than the others', () => {
    const pool = (name: string, pools: string) => node(name, { labels: { 'example.com/pool': pools } });
    const startSeconds = { gpu: 300 };
    const plan = rolloutOf([pool('a', 'gpu'), pool('b', 'web')], {}, undefined, { startSeconds });
    expect(plan.waves.map(({ at }) => at)).toEqual([0, 330]);
    expect(plan.perPool.map(({ name }) => name)).toEqual(['gpu', 'web']);
  });

  test('60 nodes one by one take 40 minutes at 40 seconds each, and 6 waves of 10%', () => {
    const nodes = nodesNamed(...Array.from({ length: 60 }, (_, i) => `n${i}`));
    expect(rolloutOf(nodes, { spec: deletingFirst(1) }).seconds.max).toBe(2400);
    const tenth = rolloutOf(nodes, { spec: deletingFirst('10%') });
    expect(tenth.seconds.max).toBe(400);
    expect(tenth.waves).toHaveLength(10);
  });

  test('the timeline tells how many nodes are where, wave by wave', () => {
    expect(rolloutOf(nodesNamed('a', 'b'), {}).timeline).toEqual([
      { at: 0, old: 1, updated: 0, unavailable: 1 },
      { at: 40, old: 0, updated: 1, unavailable: 1 },
      { at: 80, old: 0, updated: 2, unavailable: 0 },
    ]);
  });
});

describe('whole sets of manifests', () => {
  const named = (name: string, image: string) => {
    const manifest = revision('1');
    manifest.metadata.name = name;
    manifest.spec.template.spec.containers[0].image = image;
    return manifest;
  };
  const inventory = NodeInventory.fromManifests(nodesNamed('a', 'b'));

  test('each DaemonSet has a plan, and the others stay as they are', () => {
    const from = [named('one', 'x:1'), named('two', 'x:1')];
    const to = [named('one', 'x:2'), named('two', 'x:1'), named('three', 'x:1')];
    const plans = RolloutPlanner.planAll(inventory, from, to).map((plan) => plan.toJson());
    expect(plans.map(({ daemonSet, waves }) => [daemonSet, waves.map(({ action }) => action)])).toEqual([
      ['agents/one', ['Replace', 'Replace']],
      ['agents/two', []],
      ['agents/three', ['Create']],
    ]);
    expect(plans[0].assumptions).toContain('the other DaemonSets are assumed to stay as they are before the change');
  });

  test('a new DaemonSet reaches every node at once, whatever its budget, and has nothing to go back to', () => {
    const plan = RolloutPlanner.plan(inventory, [], revision('1')).toJson();
    expect(plan.waves).toEqual([{ at: 0, action: 'Create', nodes: ['a', 'b'] }]);
    expect(plan).toMatchObject({ completes: true, peakUnavailable: 2, rollback: { possible: false, replaced: 0 } });
  });

  test('a DaemonSet that is not among the earlier ones is a mistake where it is the only one', () => {
    expect(() => RolloutPlanner.plan(inventory, named('one', 'x:1'), named('two', 'x:1'))).toThrow(
      'agents/two is not among the earlier DaemonSets, which are agents/one',
    );
    const options = { daemonSet: 'two' };
    expect(RolloutPlanner.plan(inventory, named('one', 'x:1'), named('two', 'x:1'), options).toJson().completes).toBe(
      true,
    );
  });
});

test('a version in between is told to be approximate', () => {
  const [told] = rolloutOf(nodesNamed('a'), {}, undefined, { kubernetesVersion: '1.31' }).assumptions;
  expect(told).toContain('1.31 is planned with the behaviours of its neighbours');
});

describe('a large fleet', () => {
  const pool = { allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, zones: ['x', 'y', 'z'] };
  const fleet = (size: number) =>
    NodeInventory.fromPools([
      { ...pool, name: 'web', count: 0.6 * size, labels: { pool: 'web' } },
      {
        ...pool,
        name: 'gpu',
        count: 0.4 * size,
        labels: { pool: 'gpu' },
        taints: [{ key: 'gpu', effect: 'NoSchedule' }],
      },
    ]);
  const large = fleet(100_000);

  const STRATEGIES: [string, any, number][] = [
    ['one node at a time', deletingFirst(1), 1],
    ['a tenth at a time', deletingFirst('10%'), 10_000],
    ['a surge of a tenth', surging('10%'), 0],
  ];

  test.each(STRATEGIES)('of 100,000 nodes is rolled out: %s', (_, spec, peakUnavailable) => {
    const plan = rollout(large, spec).toJson();
    expect(plan).toMatchObject({ completes: true, peakUnavailable, status: { updated: 100_000 } });
    expect(plan.waves.reduce((sum, { nodes }) => sum + nodes.length, 0)).toBe(100_000);
  });

  test.each(STRATEGIES)('is counted, not walked: what is worked out does not grow with it, %s', (_, spec) => {
    const [few, many] = [fleet(100), large].map((inventory) => {
      const asked = jest.spyOn(scheduler, 'firstRejections');
      const decided = jest.spyOn(controller, 'nodeShouldRunDaemonPod');
      const { _rollout: planned } = rollout(inventory, spec);
      const work = [asked.mock.calls.length, decided.mock.calls.length, planned.fleet.groups.length];
      jest.restoreAllMocks();
      return { work, cohorts: planned.simulation.left.length };
    });
    expect(many.work).toEqual(few.work);
    expect(many.work.every((count) => count > 0 && count < 50)).toBe(true);
    // A wave is split where the controller sends no more than 250 requests at once.
    expect(many.cohorts).toBeLessThan(1_000);
  });

  test('whose nodes hold pods is simulated as one that holds none, where there is room beside them', () => {
    const nodes = Array.from({ length: 50 }, (_, i) => node(`n${i}`));
    const pods = nodes.map(({ metadata: { name } }, i) => pod(`web-${i}`, name, { requests: { cpu: `${i * 10}m` } }));
    const { fleet: planned } = rollout(NodeInventory.fromManifests([...nodes, ...pods]), deletingFirst(1))._rollout;
    expect(planned.groups).toHaveLength(1);
  });

  function rollout(inventory: NodeInventory, spec: any): RolloutPlan {
    const agent = { spec, pod: { tolerations: [{ operator: 'Exists' }] }, requests: { cpu: '100m' } };
    return RolloutPlanner.plan(inventory, revision('1', agent), revision('2', agent));
  }
});
