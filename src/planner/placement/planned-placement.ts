import { FleetState } from './fleet-state';
import { ClassDecision } from './node-class';
import { NodeState, PlacedPod } from './node-state';
import { Outcomes } from './outcomes';
import { PlacementReason, PlacementState } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
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
  /** Whether the empty node would have room for the pod. @default - the reasons tell */
  readonly fitsAlone?: boolean;
}

/** A plan as it was worked out. What is per node stands in columns; its views are made when they are asked for. */
export interface PlannedPlacement {
  readonly version: KubernetesVersion;
  /** What the plan was made against. */
  readonly inventory: NodeInventory;
  readonly agents: readonly PlannedAgent[];
  /** The nodes as they were given, in order of name. */
  readonly inventoryNodes: readonly Node[];
  readonly classCount: number;
  readonly objects: ClusterObjects;
  /** The nodes whose running pod of an agent the controller deletes. */
  readonly removed: ReadonlyMap<PlannedAgent, ReadonlySet<string>>;
  readonly outcomes: Outcomes;
  /** What is left of a resource, by the place of a node, when nothing moves any more; of `pods`, how many more fit. */
  readonly left: (resource: string) => (i: number) => number;
  /** A view: how a node stands, by its place, when nothing moves any more. */
  readonly stateOn: (i: number) => NodeState;
  /** A view: the nodes as they stand then, with what reaches from one to others. */
  readonly fleet: FleetState;
  /** A view: all nodes of the fleet. */
  readonly nodes: readonly NodeState[];
}
