import fc from 'fast-check';
import { NodePods, nodePods } from '../../../../src/planner/rollout/node-pods';
import { RolloutClass } from '../../../../src/planner/rollout/rollout-class';
import { RolloutRules } from '../../../../src/planner/rollout/rollout-rules';
import { isComplete } from '../../../../src/planner/rollout/rollout-status';
import { Cohort } from '../../../../src/planner/rollout/simulation/cohort';
import { fastestPace, slowestPace } from '../../../../src/planner/rollout/simulation/pace';
import { Simulation, simulate } from '../../../../src/planner/rollout/simulation/simulate';
import { anyRollout, prospect, randomFrom, ranges, rolloutClass, rules } from '../class-fixture';
import { inOrder, observe } from '../reference-controller';

const times = { graceSeconds: 3, probeSeconds: { min: 0, max: 2 }, minReadySeconds: 0 };

function play(nodes: readonly RolloutClass[], by: RolloutRules, pace = slowestPace(times)): Simulation {
  return simulate(ranges(nodes), by, pace);
}

function podsOf({ left }: Simulation): NodePods[] {
  return left.flatMap(({ pods, size }) => new Array<NodePods>(size).fill(pods));
}

function many(count: number, node = rolloutClass('run', 'available', 'absent')): RolloutClass[] {
  return new Array<RolloutClass>(count).fill(node);
}

/** Waves in short: seconds, action and number of nodes. */
function waves({ log }: Simulation): [number, string, number][] {
  return log
    .waves()
    .map(({ at, action, ranges: places }) => [at, action, places.reduce((sum, { from, to }) => sum + to - from, 0)]);
}

describe('the controller step by step', () => {
  test('with everything available, maxUnavailable 1 on three nodes deletes exactly one pod at a time', () => {
    const simulation = play(many(3), rules({ maxUnavailable: 1 }, { desired: 3 }));
    expect(waves(simulation)).toEqual([
      [0, 'Replace', 1],
      [15, 'Replace', 1],
      [30, 'Replace', 1],
    ]);
    expect(simulation.seconds).toBe(45);
    expect(simulation.peak).toEqual({ unavailable: 1, doubled: 0 });
  });

  test.each([
    [36, 1, 'only the broken one'],
    [28, 2, 'the broken one and one more'],
  ])('in 1.%i the first step over one broken pod of three takes %i: %s (kubernetes#123232)', (minor, taken) => {
    const nodes = [rolloutClass('run', 'unready', 'absent'), ...many(2)];
    const simulation = play(nodes, rules({ maxUnavailable: 1 }, { desired: 3, minor }));
    expect(waves(simulation)[0]).toEqual([0, 'Replace', taken]);
    expect(simulation.peak.unavailable).toBe(taken);
  });

  test('a surge starts on the next node as soon as the old pod is told to go', () => {
    const simulation = play(many(3), rules({ maxSurge: 1 }, { desired: 3 }));
    expect(waves(simulation)).toEqual([
      [0, 'Surge', 1],
      [12, 'Surge', 1],
      [24, 'Surge', 1],
    ]);
    expect(simulation.seconds).toBe(39);
    expect(simulation.peak).toEqual({ unavailable: 0, doubled: 1 });
  });

  test('250 pods are deleted in one go, and as many again once those requests are sent', () => {
    const simulation = play(many(600), rules({ maxUnavailable: 600 }, { desired: 600 }));
    expect(waves(simulation)).toEqual([
      [0, 'Replace', 250],
      [13, 'Replace', 250],
      [expect.any(Number), 'Replace', 100],
    ]);
  });

  test('a node that is left takes of the budget while its pod terminates, and no more after that', () => {
    const leaving = rolloutClass('keep', 'available', 'absent');
    const simulation = play([leaving, ...many(1)], rules({ maxUnavailable: 1 }));
    expect(waves(simulation)).toEqual([
      [0, 'Remove', 1],
      [3, 'Replace', 1],
    ]);
    expect(simulation.peak.unavailable).toBe(2);
  });

  test('a surge leaves a node only once as many others are available as want the agent (kubernetes#118823)', () => {
    const leaving = rolloutClass('keep', 'available', 'absent');
    const joining = rolloutClass('run', 'absent', 'absent');
    const simulation = play([leaving, joining], rules({ maxSurge: 1 }));
    expect(waves(simulation)).toEqual([
      [0, 'Create', 1],
      [12, 'Remove', 1],
    ]);
    expect(simulation.peak.unavailable).toBe(1);
  });

  test('a pod whose kubelet is gone terminates for ever and holds the budget (kubernetes#117204)', () => {
    const dead = rolloutClass('keep', 'unready', 'absent', { lost: true, concerned: false });
    const simulation = play([dead, ...many(2)], rules({ maxUnavailable: 1 }, { desired: 2 }));
    expect(podsOf(simulation).map(({ old }) => old)).toEqual(['terminating', 'available', 'available']);
    const raised = play([dead, ...many(2)], rules({ maxUnavailable: 2 }, { desired: 2 }));
    expect(podsOf(raised).map(({ fresh }) => fresh)).toEqual(['absent', 'available', 'available']);
  });

  test('a new pod that waits for the old one is bound once that is gone', () => {
    const prospects = { alone: prospect('bound'), beside: prospect('pending') };
    const broken = rolloutClass('run', 'unready', 'absent', { prospects });
    const simulation = play([broken], rules({ maxSurge: 1 }));
    expect(podsOf(simulation)).toEqual([{ old: 'absent', fresh: 'available' }]);
    expect(simulation.seconds).toBe(15);
  });

  test('a new pod that throws the old one out takes of no budget: all nodes go down at once', () => {
    const prospects = { alone: prospect('bound'), beside: prospect('bound', true) };
    const simulation = play(
      many(4, rolloutClass('run', 'available', 'absent', { prospects })),
      rules({ maxSurge: 1 }, { desired: 4 }),
    );
    expect(simulation.peak.unavailable).toBe(4);
    expect(podsOf(simulation).every(({ fresh }) => fresh === 'available')).toBe(true);
  });
});

describe('compared with the controller as its source has it', () => {
  test('the same pods are left, node by node, where it takes the nodes in the same order', () => {
    fc.assert(
      fc.property(anyRollout(), (rollout) => {
        const observed = observe(rollout.nodes, rollout.rules, inOrder);
        expect(podsOf(play(rollout.nodes, rollout.rules))).toEqual(observed.pods);
      }),
      { numRuns: 500 },
    );
  });

  test('the rollout completes in every order of nodes and events, or in none', () => {
    fc.assert(
      fc.property(anyRollout([36]), fc.integer({ min: 1 }), (rollout, seed) => {
        const completes = (pods: NodePods[]) =>
          isComplete(pods.map((each, i) => new Cohort({ nodes: rollout.nodes[i], from: i, to: i + 1 }, each)));
        const planned = completes(podsOf(play(rollout.nodes, rollout.rules)));
        expect(completes(observe(rollout.nodes, rollout.rules, randomFrom(seed)).pods)).toBe(planned);
      }),
      { numRuns: 500 },
    );
  });

  test('every replaced node stands in one wave, and in no other', () => {
    fc.assert(
      fc.property(anyRollout(), (rollout) => {
        const simulation = play(rollout.nodes, rollout.rules);
        const touched = podsOf(simulation)
          .map((pods, place) => ({ pods, place }))
          .filter(({ pods, place }) => !isLeftAlone(rollout.nodes[place].pods, pods))
          .map(({ place }) => place);
        const inWaves = simulation.log
          .waves()
          .flatMap(({ ranges: places }) =>
            places.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
          );
        expect(inWaves.sort((a, b) => a - b)).toEqual(touched);
      }),
    );
  });

  test('nothing takes longer when everything is at its fastest', () => {
    fc.assert(
      fc.property(anyRollout(), (rollout) => {
        const fastest = play(rollout.nodes, rollout.rules, fastestPace(times));
        return fastest.seconds <= play(rollout.nodes, rollout.rules).seconds;
      }),
    );
  });
});

describe('waves that come again are counted, not walked', () => {
  const pools = fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }),
    surges: fc.boolean(),
    budget: fc.integer({ min: 1, max: 5 }),
    grace: fc.integer({ min: 0, max: 30 }),
  });

  test('with the same waves, times, peaks and pods as one node after the other', () => {
    fc.assert(
      fc.property(pools, ({ sizes, surges, budget, grace }) => {
        const classes = sizes.map((_, i) => rolloutClass('run', 'available', 'absent', { startSeconds: 5 + i }));
        const nodes = classes.flatMap((each, i) => many(sizes[i], each));
        const by = rules(surges ? { maxSurge: budget } : { maxUnavailable: budget }, { desired: nodes.length });
        for (const pace of [slowestPace({ ...times, graceSeconds: grace }), fastestPace(times)]) {
          const together = play(nodes, by, pace);
          const apart = play(
            nodes.map((each) => ({ ...each })),
            by,
            pace,
          );
          expect(waves(together)).toEqual(waves(apart));
          expect(together.log.timeline()).toEqual(apart.log.timeline());
          expect(together.log.waveCount).toBe(waves(apart).length);
          for (const action of ['Replace', 'Surge'] as const) {
            expect(together.log.nodesOf(action)).toBe(apart.log.nodesOf(action));
          }
          expect(together.seconds).toBe(apart.seconds);
          expect(together.peak).toEqual(apart.peak);
          expect(podsOf(together)).toEqual(podsOf(apart));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether the controller has done nothing to a node: a pod that was deleted before is gone without it. */
function isLeftAlone(before: NodePods, after: NodePods): boolean {
  return before === after || (before.old === 'terminating' && after === nodePods('absent', 'absent'));
}
