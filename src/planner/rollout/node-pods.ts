/**
 * A pod of the agent on a node. `pending`: not bound; `unready`: bound and not available; `terminating`: deleted, and
 * still there.
 */
export type PodState = 'absent' | 'pending' | 'unready' | 'available' | 'terminating';

/** The agent's pods on a node: of the template before the change, and of the one after it. */
export interface NodePods {
  readonly old: PodState;
  readonly fresh: PodState;
}

const STATES: readonly PodState[] = ['absent', 'pending', 'unready', 'available', 'terminating'];
const ALL = new Map(STATES.map((old) => [old, new Map(STATES.map((fresh) => [fresh, { old, fresh }]))]));

/** The pods in these states: the same object for the same states. */
export function nodePods(old: PodState, fresh: PodState): NodePods {
  return ALL.get(old)!.get(fresh)!;
}

/** Whether a pod is there and not deleted. */
export function isLive(pod: PodState): boolean {
  return pod === 'available' || pod === 'unready' || pod === 'pending';
}

/** Whether a pod is available on the node. */
export function hasAvailablePod({ old, fresh }: NodePods): boolean {
  return old === 'available' || fresh === 'available';
}
