import fc from 'fast-check';
import { PodState, nodePods } from '../../../src/planner/rollout/node-pods';
import { PodProspect } from '../../../src/planner/rollout/pod-prospect';
import { ClassNodes, NodeRange, RolloutClass } from '../../../src/planner/rollout/rollout-class';
import { RolloutRules } from '../../../src/planner/rollout/rollout-rules';

/** What the controller wants: a pod; to keep one that is there; none. */
export type Wanted = 'run' | 'keep' | 'none';

export function prospect(state: PodProspect['state'], evictsOwn = false): PodProspect {
  return { state, reasons: [], evictsOthers: false, evictsOwn };
}

/** A node that wants the agent, with an available old pod; new pods become available beside it or alone. */
export function rolloutClass(
  wanted: Wanted,
  old: PodState,
  fresh: PodState,
  more: Partial<RolloutClass> = {},
): RolloutClass {
  const direction = {
    decision: { shouldRun: wanted === 'run', shouldContinueRunning: wanted !== 'none' },
    prospects: { alone: prospect('bound'), beside: prospect('bound') },
  };
  return {
    ...direction,
    back: direction,
    concerned: true,
    lost: false,
    diskPressure: false,
    becomesReady: true,
    startSeconds: 10,
    pods: nodePods(old, fresh),
    ...more,
  };
}

/** Delete-first with maxUnavailable, or a surge, of Kubernetes 1.36 or 1.28. */
export function rules(
  budget: { maxUnavailable?: number; maxSurge?: number },
  { desired = 1, minor = 36, type = 'RollingUpdate' } = {},
): RolloutRules {
  const { maxUnavailable = 0, maxSurge = 0 } = budget;
  return {
    strategy: { type, maxUnavailable, maxSurge },
    desired,
    allowsSurge: maxSurge > 0,
    brokenPodsTakeBudget: minor > 28,
    surgeLeavesUnwantedNodes: minor > 28,
  };
}

/** The nodes in their order, those next to each other of one class together. */
export function ranges(nodes: readonly RolloutClass[]): NodeRange[] {
  const starts = nodes.flatMap((each, place) => (each === nodes[place - 1] ? [] : [place]));
  return starts.map((from, i) => ({ nodes: nodes[from], from, to: starts[i + 1] ?? nodes.length }));
}

/** The nodes of each class, in the order of their first ones. */
export function groups(nodes: readonly RolloutClass[]): ClassNodes[] {
  return [...new Set(nodes)].map((nodeClass) => {
    const places = Int32Array.from(nodes.flatMap((each, place) => (each === nodeClass ? [place] : [])));
    return { nodes: nodeClass, size: places.length, places: () => places };
  });
}

const bound = prospect('bound');
const pending = prospect('pending');

const wantedNode = fc
  .record({
    old: fc.constantFrom<PodState>(
      'available',
      'available',
      'available',
      'unready',
      'pending',
      'absent',
      'terminating',
    ),
    alone: fc.constantFrom(bound, bound, bound, pending),
    beside: fc.constantFrom(bound, bound, pending, prospect('bound', true)),
    becomesReady: fc.constantFrom(true, true, true, false),
    lost: fc.constantFrom(false, false, false, false, true),
    zone: fc.constantFrom('x', 'y'),
    startSeconds: fc.constantFrom(5, 10),
  })
  .map(({ old, alone, beside, ...more }) => {
    const prospects = { alone, beside: alone === pending ? pending : beside };
    return rolloutClass('run', more.lost && old === 'available' ? 'unready' : old, 'absent', { ...more, prospects });
  });

const unwantedNode = fc
  .record({
    wanted: fc.constantFrom<Wanted>('keep', 'none'),
    old: fc.constantFrom<PodState>('available', 'available', 'unready', 'pending', 'absent', 'terminating'),
    concerned: fc.boolean(),
    lost: fc.constantFrom(false, false, false, true),
    zone: fc.constantFrom('x', 'y'),
  })
  .map(({ wanted, old, ...more }) =>
    rolloutClass(wanted, more.lost && old === 'available' ? 'unready' : old, 'absent', {
      ...more,
      prospects: { alone: pending, beside: pending },
    }),
  );

/** A few nodes, some of which share a class, and the rules that they are rolled out by. */
export function anyRollout(minors: readonly number[] = [28, 36]) {
  const nodes = fc
    .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: wantedNode }, unwantedNode), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((classes) => classes.flatMap(([nodeClass, count]) => new Array<RolloutClass>(count).fill(nodeClass)));
  const budget = fc.record({
    surges: fc.boolean(),
    size: fc.integer({ min: 1, max: 3 }),
    minor: fc.constantFrom(...minors),
  });
  return fc.tuple(nodes, budget).map(([classes, { surges, size, minor }]) => ({
    nodes: classes,
    rules: rules(surges ? { maxSurge: size } : { maxUnavailable: size }, {
      desired: classes.filter(({ decision }) => decision.shouldRun).length,
      minor,
    }),
  }));
}

/** Random numbers that a seed decides, by Lehmer's generator. */
export function randomFrom(seed: number): () => number {
  const modulus = 2 ** 31 - 1;
  let state = ((seed * 16807) % (modulus - 1)) + 1;
  return () => {
    state = (state * 48271) % modulus;
    return state / modulus;
  };
}
