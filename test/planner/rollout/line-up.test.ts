import fc from 'fast-check';
import { anyRollout, groups, ranges, rolloutClass, rules } from './class-fixture';
import { lineUp } from '../../../src/planner/rollout/line-up';
import { RolloutClass } from '../../../src/planner/rollout/rollout-class';
import { slowestPace } from '../../../src/planner/rollout/simulation/pace';
import { simulate } from '../../../src/planner/rollout/simulation/simulate';

const times = { graceSeconds: 3, probeSeconds: { min: 0, max: 2 }, minReadySeconds: 0 };
const available = (more: Partial<RolloutClass> = {}) => rolloutClass('run', 'available', 'absent', more);
const BY_ONE = rules({ maxUnavailable: 1 });

function lined(nodes: readonly RolloutClass[]): { sizes: number[]; order: number[] } {
  const { ranges: line, order } = lineUp(groups(nodes), BY_ONE, nodes.length);
  return { sizes: line.map(({ from, to }) => to - from), order: [...order()] };
}

test('nodes of different pools that do the same are one range, in the order shown', () => {
  const [a, b] = [available({ pool: 'a' }), available({ pool: 'b', zone: 'x' })];
  expect(lined([a, b, a, b, b])).toEqual({ sizes: [5], order: [0, 1, 2, 3, 4] });
});

test('nodes that take different times keep their order', () => {
  const [fast, slow] = [available({ startSeconds: 1 }), available({ startSeconds: 2 })];
  expect(lined([fast, slow, slow, fast])).toEqual({ sizes: [1, 2, 1], order: [0, 1, 2, 3] });
});

test('nodes to which the controller comes in another step do not part the others', () => {
  const [wanted, forced, bare] = [
    available(),
    rolloutClass('run', 'unready', 'absent'),
    rolloutClass('none', 'absent', 'absent', { concerned: false }),
  ];
  expect(lined([wanted, forced, bare, wanted, forced])).toEqual({ sizes: [2, 2, 1], order: [0, 3, 1, 4, 2] });
});

test('a rollout in line is one node by node: the same waves, times and pods', () => {
  fc.assert(
    fc.property(anyRollout(), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), ({ nodes, rules: by }, keys) => {
      const mixed = nodes
        .map((each, i) => ({ each, key: keys[i] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each);
      const pace = slowestPace(times);
      const line = lineUp(groups(mixed), by, mixed.length);
      const [together, apart] = [line.ranges, ranges(mixed.map((each) => ({ ...each })))].map((each) =>
        simulate(each, by, pace),
      );
      const order = line.order();
      const placesIn = ({ from, to }: { from: number; to: number }) => Array.from(order.subarray(from, to));
      expect(together.log.waves().map(({ at, action, ranges: all }) => [at, action, all.flatMap(placesIn)])).toEqual(
        apart.log
          .waves()
          .map(({ at, action, ranges: all }) => [
            at,
            action,
            all.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
          ]),
      );
      expect(together.log.timeline()).toEqual(apart.log.timeline());
      expect(together.seconds).toBe(apart.seconds);
      const podsAt = together.left.flatMap(({ pods, ...range }) => placesIn(range).map((place) => ({ place, pods })));
      expect(podsAt.sort((a, b) => a.place - b.place).map(({ pods }) => pods)).toEqual(
        apart.left.flatMap(({ pods, size }) => new Array(size).fill(pods)),
      );
    }),
    { numRuns: 1000 },
  );
});
