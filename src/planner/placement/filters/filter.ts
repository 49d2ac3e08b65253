import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { FleetState } from '../fleet-state';
import { NodeState } from '../node-state';
import { PlacementReason } from '../placement-document';
import { PlannedAgent } from '../planned-agent';

/** What a filter looks at: the agent's pod, its one node, and the rest of the fleet. */
export interface FilterContext {
  readonly agent: PlannedAgent;
  readonly state: NodeState;
  readonly fleet: FleetState;
  readonly version: KubernetesVersion;
  /** The filters that may say no, where it is known that others do not. @default - all of them */
  readonly filters?: readonly Filter[];
}

/** Why a filter says no. */
export interface Rejection {
  readonly reason: PlacementReason;
  /** Whether removing other pods from the node could help (the scheduler's `Unschedulable`). */
  readonly preemptionMayHelp: boolean;
}

/** One plugin of the scheduler: every reason against the node, none when it fits. */
export type Filter = (context: FilterContext) => Rejection[];

/** A rejection by a plugin. */
export function rejection(
  plugin: string,
  message: string,
  preemptionMayHelp: boolean,
  details: Partial<PlacementReason> = {},
): Rejection {
  return { reason: { decider: 'scheduler', plugin, message, ...details }, preemptionMayHelp };
}
