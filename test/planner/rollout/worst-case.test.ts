import fc from 'fast-check';
import { anyRollout, groups, prospect, randomFrom, rolloutClass, rules } from './class-fixture';
import { observe } from './reference-controller';
import { RolloutClass } from '../../../src/planner/rollout/rollout-class';
import { RolloutRules } from '../../../src/planner/rollout/rollout-rules';
import { worstCase } from '../../../src/planner/rollout/worst-case';

const READY = rolloutClass('run', 'available', 'absent');
const BROKEN = rolloutClass('run', 'unready', 'absent');
const JOINING = rolloutClass('run', 'absent', 'absent');
const LEAVING = rolloutClass('keep', 'available', 'absent');
const DROPPED = rolloutClass('none', 'available', 'absent');
const DEAD = rolloutClass('keep', 'unready', 'absent', { lost: true, concerned: false });

function fleet(...parts: [number, RolloutClass][]): RolloutClass[] {
  return parts.flatMap(([count, nodeClass]) => new Array<RolloutClass>(count).fill(nodeClass));
}

function peakOf(nodes: RolloutClass[], budget: Parameters<typeof rules>[0], minor = 36): number {
  const desired = nodes.filter(({ decision }) => decision.shouldRun).length;
  return worstCase(groups(nodes), rules(budget, { desired, minor })).peakUnavailable;
}

describe('most nodes without an available pod at one moment', () => {
  test.each<[string, [number, RolloutClass][], number, number, number]>([
    ['the budget', [[10, READY]], 3, 3, 3],
    ['all nodes where the budget is larger', [[2, READY]], 3, 2, 2],
    [
      'what is broken, where that is more',
      [
        [4, BROKEN],
        [3, READY],
      ],
      2,
      4,
      6,
    ],
    [
      'the budget, broken nodes among them',
      [
        [1, BROKEN],
        [4, READY],
      ],
      2,
      2,
      3,
    ],
    [
      'the nodes that join, where they are more',
      [
        [3, JOINING],
        [4, READY],
      ],
      1,
      3,
      3,
    ],
    [
      'the nodes that join, within the budget',
      [
        [3, JOINING],
        [7, READY],
      ],
      5,
      5,
      5,
    ],
    [
      'the nodes that are left one by one, and the budget beside them',
      [
        [3, LEAVING],
        [4, READY],
      ],
      1,
      4,
      4,
    ],
    [
      'the nodes that are dropped at once, and the budget beside them',
      [
        [3, DROPPED],
        [4, READY],
      ],
      1,
      4,
      4,
    ],
    [
      'no more than the dead nodes leave of the budget',
      [
        [2, DEAD],
        [7, READY],
      ],
      3,
      1,
      3,
    ],
    [
      'nothing where dead nodes take the whole budget',
      [
        [3, DEAD],
        [7, READY],
      ],
      3,
      0,
      3,
    ],
  ])('deleting first: %s', (_, parts, maxUnavailable, in36, in28) => {
    expect(peakOf(fleet(...parts), { maxUnavailable })).toBe(in36);
    expect(peakOf(fleet(...parts), { maxUnavailable }, 28)).toBe(in28);
  });

  test.each<[string, [number, RolloutClass][], number]>([
    ['none', [[10, READY]], 0],
    [
      'what is broken',
      [
        [2, BROKEN],
        [5, READY],
      ],
      2,
    ],
    [
      'the nodes that are left',
      [
        [3, LEAVING],
        [5, READY],
      ],
      3,
    ],
    [
      'the nodes that join, and then those that are left',
      [
        [4, JOINING],
        [3, LEAVING],
      ],
      4,
    ],
    [
      'the nodes that are dropped, and those that join',
      [
        [2, DROPPED],
        [3, JOINING],
      ],
      5,
    ],
  ])('surging: %s', (_, parts, peak) => {
    expect(peakOf(fleet(...parts), { maxSurge: 1 })).toBe(peak);
  });

  test('surging with a higher priority and no room: every node whose new pod throws out the old one', () => {
    const prospects = { alone: prospect('bound'), beside: prospect('bound', true) };
    expect(peakOf(fleet([4, { ...READY, prospects }], [3, READY]), { maxSurge: 1 })).toBe(4);
  });

  test('in a zone: as much of the budget as the zone has nodes', () => {
    const nodes = [...fleet([4, { ...READY, zone: 'x', pool: 'p' }]), ...fleet([2, { ...READY, zone: 'y' }])];
    const { perZone, perPool } = worstCase(groups(nodes), rules({ maxUnavailable: 3 }, { desired: 6 }));
    expect(perZone).toEqual([
      { name: 'x', nodes: 4, peakUnavailable: 3 },
      { name: 'y', nodes: 2, peakUnavailable: 2 },
    ]);
    expect(perPool).toEqual([{ name: 'p', nodes: 4, peakUnavailable: 3 }]);
  });

  test('most nodes with two pods: maxSurge, and every node whose old pod is broken', () => {
    const nodes = fleet([3, BROKEN], [5, READY]);
    expect(worstCase(groups(nodes), rules({ maxSurge: 2 }, { desired: 8 })).peakSurge).toBe(5);
    expect(worstCase(groups(nodes), rules({ maxUnavailable: 2 }, { desired: 8 })).peakSurge).toBe(0);
  });
});

describe('compared with the controller as its source has it, in random order', () => {
  const observed = (nodes: RolloutClass[], by: RolloutRules, seed: number) => observe(nodes, by, randomFrom(seed));

  test('no order of nodes and events has more nodes unavailable, or doubled, or down in a zone', () => {
    fc.assert(
      fc.property(anyRollout(), fc.integer({ min: 1 }), ({ nodes, rules: by }, seed) => {
        const bound = worstCase(groups(nodes), by);
        const seen = observed(nodes, by, seed);
        expect(seen.peakUnavailable).toBeLessThanOrEqual(bound.peakUnavailable);
        expect(seen.peakSurge).toBeLessThanOrEqual(bound.peakSurge);
        for (const [zone, peak] of seen.perZone) {
          const inZone = bound.perZone.find(({ name }) => name === zone)?.peakUnavailable ?? 0;
          expect(zone === '' ? 0 : peak).toBeLessThanOrEqual(inZone);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('some order reaches the bounds', () => {
    fc.assert(
      fc.property(anyRollout(), ({ nodes, rules: by }) => {
        const bound = worstCase(groups(nodes), by);
        let unavailable = 0;
        let doubled = 0;
        for (let seed = 1; seed < 400 && (unavailable < bound.peakUnavailable || doubled < bound.peakSurge); seed++) {
          const seen = observed(nodes, by, seed);
          unavailable = Math.max(unavailable, seen.peakUnavailable);
          doubled = Math.max(doubled, seen.peakSurge);
        }
        expect([unavailable, doubled]).toEqual([bound.peakUnavailable, bound.peakSurge]);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
