import { Taint } from '../../kubernetes/taint';
import { Toleration } from '../../kubernetes/toleration';

/**
 * Who decides: the DaemonSet controller makes no pod, admission refuses the pod, the scheduler leaves it pending, the
 * kubelet does not start it.
 */
export type Decider = 'controller' | 'admission' | 'scheduler' | 'kubelet';

/**
 * What becomes of an agent on a node. `Scheduled`: its pod runs. `Pending`: its pod exists and no node takes it.
 * `Refused`: the controller wants a pod and the API server does not create it. `Excluded`: the controller wants none.
 */
export type PlacementState = 'Scheduled' | 'Pending' | 'Refused' | 'Excluded';

/** Why an agent does not run on a node. */
export interface PlacementReason {
  readonly decider: Decider;
  /** The scheduler's own name of the plugin that says no, such as `NodeResourcesFit`. */
  readonly plugin: string;
  /** The reason; for the scheduler, word by word what its event says. */
  readonly message: string;
  /**
   * The resource that is short.
   * @default - the reason is about something else
   */
  readonly resource?: string;
  /**
   * What the pod requests of the resource: cpu in millicores, memory and storage in bytes, others in units.
   * @default - the reason is about something else
   */
  readonly requested?: number;
  /**
   * What other pods on the node request of it, in the same unit.
   * @default - the reason is about something else
   */
  readonly used?: number;
  /**
   * What the node has to give of it (allocatable), in the same unit.
   * @default - the reason is about something else
   */
  readonly capacity?: number;
  /**
   * The taint that no toleration tolerates.
   * @default - the reason is about something else
   */
  readonly taint?: Taint;
  /**
   * Whether the event of a real cluster would show this reason: it shows one plugin only.
   * @default false
   */
  readonly reported?: boolean;
}

/** Nodes on which an agent fares alike, for the same reasons. */
export interface Placement {
  readonly state: PlacementState;
  /** Names of the nodes, sorted. The JSON of a plan of many nodes has `nodeRanges` instead. */
  readonly nodes: string[];
  /**
   * The nodes as ranges of `nodes.names` of the document, each `[from, to]`: from the index `from` on, and without `to`.
   * @default - the names are listed
   */
  readonly nodeRanges?: number[][];
  /** Running pods that are preempted there for the agent, as `namespace/name`. Only on Scheduled. */
  readonly evicts?: string[];
  /** Whether a pod that already runs there would stay. Only on Excluded. */
  readonly continues?: boolean;
  /** Why it does not run; every reason, not just the first. Absent on Scheduled. */
  readonly reasons?: PlacementReason[];
}

/** What becomes of one DaemonSet. */
export interface DaemonSetPlacement {
  readonly namespace: string;
  readonly name: string;
  /** Priority of its pods. */
  readonly priority: number;
  /** On how many nodes the controller wants a pod. */
  readonly desired: number;
  readonly scheduled: number;
  readonly pending: number;
  readonly refused: number;
  /** On how many nodes the controller wants none. */
  readonly excluded: number;
  /** Running pods on nodes where the controller would not create one, but keeps it. */
  readonly misscheduled: number;
  /** Names of the nodes whose running pod the controller deletes, sorted. */
  readonly removed: string[];
  /** What one of its pods requests, as quantities. */
  readonly requests: { [resource: string]: string };
  /** The tolerations of its pods, those the controller adds included. */
  readonly tolerations: Toleration[];
  readonly placements: Placement[];
}

/** A running pod that is preempted. */
export interface EvictedPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** The DaemonSet that takes its place, as `namespace/name`. */
  readonly by: string;
}

/** Something a user should know about a DaemonSet beyond its placements. */
export interface PlanFinding {
  /** Identifier of the rule. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /**
   * The field of the DaemonSet that it is about, such as `spec.selector`.
   * @default - the DaemonSet as a whole
   */
  readonly field?: string;
}

/** How many nodes a plan is about. */
export interface PlanNodes {
  readonly total: number;
  /** How many kinds of node the agents can tell apart. */
  readonly classes: number;
  /**
   * Names of all nodes, those together on which the agents fare alike; the `nodeRanges` of placements are ranges of it.
   * @default - each placement lists the names of its nodes
   */
  readonly names?: string[];
}

/** A placement plan as data; its JSON form has the schema `schemas/placement-plan.json`. */
export interface PlacementPlanDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  readonly nodes: PlanNodes;
  readonly daemonSets: DaemonSetPlacement[];
  readonly evicted: EvictedPod[];
  /** What was not in the input and was assumed. */
  readonly assumptions: string[];
  readonly findings: PlanFinding[];
}

/** What the planned agents together take from one kind of node. */
export interface NodeOverhead {
  /** What the nodes have in common, such as their pool, or labels and taints. */
  readonly kind: string;
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
  /** Agents that are scheduled there, as `namespace/name`. */
  readonly agents: string[];
  /** Sum of the agents' requests on each of these nodes, in millicores, bytes and units; `pods` is their number. */
  readonly requests: { [resource: string]: number };
  /** What each of these nodes has to give, in the same units. */
  readonly allocatable: { [resource: string]: number };
}

/** Nodes of which one reason holds. */
export interface DoubtfulPlacement {
  /** Why the agent may not find room there. */
  readonly why: string;
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
}

/** Where an agent fits whatever other pods run there. */
export interface GuaranteedPlacement {
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
  /** Nodes on which it finds room whatever pods of lower priority run there, sorted. */
  readonly nodes: string[];
  /** Nodes that want it and may have no room for it. */
  readonly doubtful: DoubtfulPlacement[];
}
