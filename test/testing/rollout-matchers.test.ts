import '../../src/testing';
import { NodeInventory, RolloutPlan, RolloutPlanOptions } from '../../src';
import { RolloutPlanner } from '../../src/synth/rollout-planner';
import { node } from '../fixtures';
import { RevisionFixture, deletingFirst, revision, surging } from '../planner/rollout/rollout-fixture';

/** So many nodes in each zone. */
function zones(counts: Record<string, number>): any[] {
  return Object.entries(counts).flatMap(([zone, count]) =>
    Array.from({ length: count }, (_, i) =>
      node(`${zone}-${i + 1}`, { labels: { 'topology.kubernetes.io/zone': zone, 'example.com/pool': `pool-${zone}` } }),
    ),
  );
}

function rollout(
  cluster: any[],
  fixture: RevisionFixture,
  options: RolloutPlanOptions = {},
  to: RevisionFixture = fixture,
): RolloutPlan {
  return RolloutPlanner.plan(NodeInventory.fromManifests(cluster), revision('1', fixture), revision('2', to), options);
}

const FIVE = zones({ x: 3, y: 2 });
const onHostPort = {
  spec: surging(1),
  pod: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] },
};

describe('toComplete', () => {
  test('passes where the last node gets its new pod', () => {
    expect(rollout(FIVE, { spec: deletingFirst(1) })).toComplete();
    expect(rollout(FIVE, onHostPort)).not.toComplete();
  });

  test('tells where the rollout stands still, by what, and the fix', () => {
    expect(() => expect(rollout(FIVE, onHostPort)).toComplete()).toThrow(
      'expected the rollout of agents/logs to complete, but:\n' +
        '  it stands still after 0 seconds: 0 of 5 nodes updated, 5 available\n' +
        '  the old pod stays on x-[1-3], y-[1,2]\n' +
        '  surge-hostport on x-[1-3], y-[1,2]: the new pod is created while the old one holds the host port 9100/TCP: it stays Pending on NodePorts, and the old one is never deleted\n' +
        '  fix: set maxSurge to 0 and maxUnavailable to 1 or more: the old pod is then deleted first',
    );
  });

  test('tells of OnDelete, which is no error', () => {
    const plan = rollout(FIVE, { spec: { updateStrategy: { type: 'OnDelete' } } });
    expect(() => expect(plan).toComplete()).toThrow(
      'fix: delete the pods node by node, or use the strategy RollingUpdate',
    );
  });

  test('can be unexpected', () => {
    expect(() => expect(rollout(FIVE, {})).not.toComplete()).toThrow(
      'expected not: the rollout of agents/logs to complete',
    );
  });
});

describe('toCompleteWithin', () => {
  const slow = rollout(zones({ x: 60 }), { spec: deletingFirst(1) });

  test('passes up to the longest that it takes', () => {
    expect(slow).toCompleteWithin('40m');
    expect(slow).toCompleteWithin(2400);
    expect(slow).not.toCompleteWithin(2399);
  });

  test('tells the smallest budget that is fast enough', () => {
    expect(() => expect(slow).toCompleteWithin('10m')).toThrow(
      'expected the rollout of agents/logs to complete within 10m, but:\n' +
        '  it takes 10 to 40 minutes, in 60 waves with maxUnavailable 1\n' +
        '  fix: write maxUnavailable: 4, the smallest that is fast enough',
    );
    expect(rollout(zones({ x: 60 }), { spec: deletingFirst(4) })).toCompleteWithin('10m');
    expect(rollout(zones({ x: 60 }), { spec: deletingFirst(3) })).not.toCompleteWithin('10m');
  });

  test('tells what a pod takes where no budget is large enough', () => {
    const plan = rollout(FIVE, { spec: { ...surging(1), minReadySeconds: 600 } });
    expect(() => expect(plan).toCompleteWithin('5m')).toThrow(
      "fix: shorten what each pod takes: its grace period, its probes' delays, minReadySeconds 600; no budget is large enough",
    );
  });

  test('tells what stops a rollout that takes no time at all', () => {
    expect(() => expect(rollout(FIVE, onHostPort)).toCompleteWithin(90)).toThrow(
      /to complete within 90 seconds, but:\n {2}it stands still/,
    );
  });

  test('refuses what is no duration', () => {
    expect(() => expect(slow).not.toCompleteWithin('10 minutes')).toThrow('"10 minutes" is not a duration');
  });
});

describe('toKeepAvailable', () => {
  const fifteen = zones({ x: 15 });

  test.each<[string | number, number | string, boolean]>([
    ['90%', 1, true],
    ['90%', '10%', false],
    ['93%', 1, true],
    ['94%', 1, false],
    ['0%', 15, true],
    [14, 1, true],
    [15, 1, false],
    [16, 1, false],
  ])('of 15 nodes %s, with maxUnavailable %s: %s', (available, maxUnavailable, kept) => {
    const plan = rollout(fifteen, { spec: deletingFirst(maxUnavailable) });
    kept ? expect(plan).toKeepAvailable(available) : expect(plan).not.toKeepAvailable(available);
  });

  test('a surge keeps all', () => {
    expect(rollout(FIVE, { spec: surging(2) })).toKeepAvailable('100%');
  });

  test('tells that percentages round up, and the largest budget that is safe', () => {
    expect(() => expect(rollout(fifteen, { spec: deletingFirst('10%') })).toKeepAvailable('90%')).toThrow(
      'expected the rollout of agents/logs to keep 90%, that is 14, of 15 nodes available, but:\n' +
        '  in the worst order 2 of 15 nodes are without an available pod at once\n' +
        '  fix: 10% rounds up to 2; write maxUnavailable: 1, the largest that is safe',
    );
  });

  test('tells to surge where no budget is small enough', () => {
    expect(() => expect(rollout(fifteen, { spec: deletingFirst(1) })).toKeepAvailable(15)).toThrow(
      'fix: no maxUnavailable is small enough; where the agent holds no host port, surge with maxSurge: 1 and maxUnavailable: 0',
    );
  });

  test('tells which nodes lack a pod before, and which ones the agent leaves', () => {
    const plan = rollout(
      FIVE,
      {},
      { unavailableNodes: ['x-1', 'x-2'] },
      { pod: { nodeSelector: { 'example.com/pool': 'pool-x' } } },
    );
    expect(() => expect(plan).toKeepAvailable('90%')).toThrow(
      '  no pod is available on x-[1,2] before the rollout\n  the agent leaves y-[1,2]',
    );
  });

  test.each([['90'], ['120%'], [-1], [1.5]])('refuses %p', (available) => {
    expect(() => expect(rollout(FIVE, {})).toKeepAvailable(available)).toThrow(/toKeepAvailable.*must/s);
  });

  test('can be unexpected', () => {
    expect(() => expect(rollout(FIVE, {})).not.toKeepAvailable(1)).toThrow(
      'expected not: the rollout of agents/logs to keep 1 of 5 nodes available',
    );
  });
});

describe('toNeverLoseAZone', () => {
  test('passes where the budget is smaller than the smallest zone', () => {
    expect(rollout(FIVE, { spec: deletingFirst(1) })).toNeverLoseAZone();
    expect(rollout(FIVE, { spec: deletingFirst(2) })).not.toNeverLoseAZone();
    expect(rollout(zones({ x: 3, y: 1 }), { spec: surging(1) })).toNeverLoseAZone();
  });

  test('tells which zones, and the largest budget that is safe', () => {
    expect(() => expect(rollout(FIVE, { spec: deletingFirst('50%') })).toNeverLoseAZone()).toThrow(
      'expected the rollout of agents/logs never to lose a zone, but:\n' +
        '  zone x may be without an available pod on all its 3 nodes at one moment: x-[1-3]\n' +
        '  zone y may be without an available pod on all its 2 nodes at one moment: y-[1,2]\n' +
        '  fix: 50% rounds up to 3; write maxUnavailable: 1, the largest that is safe',
    );
  });

  test('a zone of one node is lost with it, unless it does not count', () => {
    const plan = rollout(zones({ x: 3, y: 1 }), { spec: deletingFirst(1) });
    expect(() => expect(plan).toNeverLoseAZone()).toThrow(
      'zone y may be without an available pod on its only node: y-1\n  fix: no maxUnavailable is small enough',
    );
    expect(plan).toNeverLoseAZone({ nodesAtLeast: 2 });
  });

  test('has nothing to say where no node has a zone', () => {
    const plan = rollout([node('a')], {});
    expect(() => expect(plan).toNeverLoseAZone()).toThrow(
      'no node that the rollout of agents/logs concerns has the label topology.kubernetes.io/zone: it has no zone to lose',
    );
    expect(() => expect(plan).not.toNeverLoseAPool()).toThrow('has a label that names its pool');
  });
});

test('toNeverLoseAPool looks at pools', () => {
  expect(rollout(FIVE, { spec: deletingFirst(1) })).toNeverLoseAPool();
  expect(() => expect(rollout(FIVE, { spec: deletingFirst(2) })).toNeverLoseAPool()).toThrow(
    'pool pool-y may be without an available pod on all its 2 nodes at one moment: y-[1,2]',
  );
});
