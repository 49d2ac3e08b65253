import { PodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { FilterContext } from '../placement/filters/filter';
import { PlacedPod } from '../placement/node-state';
import { PlacementReason } from '../placement/placement-document';
import { selectVictims } from '../placement/preemption';
import { allRejections, firstRejections } from '../placement/scheduler';

/** What admission and the scheduler would make of a pod, on every node of a kind. */
export interface PodProspect {
  /** `refused`: it is never created; `pending`: it never gets onto the node; `bound`: it does. */
  readonly state: 'refused' | 'pending' | 'bound';
  /** Why it is not bound. */
  readonly reasons: readonly PlacementReason[];
  /** Whether pods of others have to make room for it. */
  readonly evictsOthers: boolean;
  /** Whether the agent's own pod of the other revision has to make room: then it is bound only once that is gone. */
  readonly evictsOwn: boolean;
}

/** The prospect on one node. */
export interface NodeProspect extends PodProspect {
  /** Pods of others that make room for it there. */
  readonly evicts: readonly PlacedPod[];
}

const NOBODY = { evicts: [], evictsOthers: false, evictsOwn: false };

/** What becomes of a pod where the controller makes one although the node's taints keep it off. */
export const KEPT_OFF: NodeProspect = {
  state: 'pending',
  reasons: [{ decider: 'scheduler', plugin: 'TaintToleration', message: 'node(s) had untolerated taint(s)' }],
  ...NOBODY,
};

/** The prospect of the agent's pod with the node as it is. */
export function prospectOf(context: FilterContext, budgets: readonly PodDisruptionBudget[]): NodeProspect {
  const { refusals } = context.agent;
  if (refusals.length > 0) {
    const reasons = refusals.map((refusal): PlacementReason => ({ decider: 'admission', ...refusal }));
    return { state: 'refused', reasons, ...NOBODY };
  }
  const rejections = firstRejections(context);
  if (rejections.length === 0) {
    return { state: 'bound', reasons: [], ...NOBODY };
  }
  const victims = selectVictims(context, rejections, budgets);
  if (!victims) {
    const reasons = allRejections(context).map(({ reason }) => reason);
    return { state: 'pending', reasons, ...NOBODY };
  }
  const { key } = context.agent;
  const evicts = victims.filter(({ agent }) => agent?.key !== key);
  return {
    state: 'bound',
    reasons: [],
    evicts,
    evictsOthers: evicts.length > 0,
    evictsOwn: evicts.length < victims.length,
  };
}

/** The prospect with another pod of the agent on the node, and without it; without where none is ever beside it. */
export interface PodProspects {
  readonly beside: PodProspect;
  readonly alone: PodProspect;
}

/** Both prospects on one node. */
export interface NodeProspects extends PodProspects {
  readonly beside: NodeProspect;
  readonly alone: NodeProspect;
}

/**
 * Both prospects of the agent's pod, on a node without any pod of it.
 *
 * @param other the pod of the other revision that it may have to stand beside; undefined where there is none
 */
export function prospectsOf(
  context: FilterContext,
  other: PlacedPod | undefined,
  budgets: readonly PodDisruptionBudget[],
): NodeProspects {
  const { fleet, state } = context;
  const alone = prospectOf(context, budgets);
  if (!other) {
    return { alone, beside: alone };
  }
  fleet.add(other, state);
  const beside = prospectOf(context, budgets);
  fleet.remove(other, state);
  return { alone, beside };
}
