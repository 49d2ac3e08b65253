import { Taint } from '../../../kubernetes/taint';

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** The taint of a node that is declared dead. */
export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

const noSchedule = (key: string): Taint => ({ key, effect: 'NoSchedule' });
const bothEffects = (key: string): Taint[] => [noSchedule(key), { key, effect: 'NoExecute' }];

/** What a condition of a node does to its taints. */
export interface ConditionTaints {
  readonly adds: readonly Taint[];
  /** Keys of the taints that go. */
  readonly removes: readonly string[];
}

/**
 * The taints that stand for the conditions of a node. Both effects of `not-ready` come in the end: the controller adds
 * NoSchedule at once, and NoExecute from a queue with a limited rate.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/nodelifecycle/node_lifecycle_controller.go nodeConditionToTaintKeyStatusMap, processTaintBaseEviction
 */
export const CONDITION_TAINTS = {
  ready: { adds: [], removes: [NOT_READY, UNREACHABLE] },
  notReady: { adds: bothEffects(NOT_READY), removes: [UNREACHABLE] },
  unreachable: { adds: bothEffects(UNREACHABLE), removes: [NOT_READY] },
  memoryPressure: { adds: [noSchedule('node.kubernetes.io/memory-pressure')], removes: [] },
  diskPressure: { adds: [noSchedule('node.kubernetes.io/disk-pressure')], removes: [] },
  pidPressure: { adds: [noSchedule('node.kubernetes.io/pid-pressure')], removes: [] },
  // Declaring a node dead is a person's or a tool's decision; the value is the one the documentation gives.
  shutDown: {
    adds: [...bothEffects(UNREACHABLE), { key: OUT_OF_SERVICE, value: 'nodeshutdown', effect: 'NoExecute' }],
    removes: [NOT_READY],
  },
} satisfies Record<string, ConditionTaints>;

/** What a cordoned node is tainted with. */
export const UNSCHEDULABLE = noSchedule('node.kubernetes.io/unschedulable');

/** The taints with one more, which takes the place of the one with its key and effect: they identify a taint. */
export function withTaint(taints: readonly Taint[], added: Taint): Taint[] {
  const i = taints.findIndex(({ key, effect }) => key === added.key && effect === added.effect);
  return i < 0 ? [...taints, added] : taints.map((taint, j) => (j === i ? added : taint));
}
