import { FleetState } from './fleet-state';
import { ClassDecision } from './node-class';
import { NodeState, PlacedPod } from './node-state';
import { PlacementReason, PlacementState } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { ClusterObjects } from '../../inventory/cluster-objects';
import type { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** What becomes of an agent on one node. */
export interface Verdict {
  readonly state: PlacementState;
  readonly reasons: readonly PlacementReason[];
  /** Running pods that are preempted for it. */
  readonly evicts: readonly PlacedPod[];
  /** The controller's answer, for explanations. */
  readonly decision: ClassDecision;
  /** Whether a pod of the agent ran there before. */
  readonly running: boolean;
}

/** A plan as it was worked out. */
export interface PlannedPlacement {
  readonly version: KubernetesVersion;
  /** What the plan was made against. */
  readonly inventory: NodeInventory;
  readonly agents: readonly PlannedAgent[];
  readonly nodes: readonly NodeState[];
  /** The nodes as they stand when nothing moves any more. */
  readonly fleet: FleetState;
  readonly classCount: number;
  readonly objects: ClusterObjects;
  /** The nodes whose running pod of an agent the controller deletes. */
  readonly removed: ReadonlyMap<PlannedAgent, ReadonlySet<string>>;
  /** By agent, then by node. */
  readonly verdicts: readonly (readonly Verdict[])[];
}
