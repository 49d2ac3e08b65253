import { EvictedPod, PlacementState, PlanFinding } from '../../placement/placement-document';
import { RolloutBlocker, RolloutStrategy, SecondsInterval } from '../../rollout/rollout-document';

/** A number in the first plan and in the second. */
export interface CountChange {
  readonly before: number;
  readonly after: number;
}

/** Nodes on which an agent fares differently, in the same way and for the same reason. */
export interface NodesChange {
  /** What the nodes have in common, such as their pool, or labels and taints. */
  readonly kind: string;
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
  /**
   * What became of the agent there in the first plan.
   * @default - the plan had no such DaemonSet, or no such node
   */
  readonly before?: PlacementState;
  /**
   * What becomes of the agent there in the second plan.
   * @default - the plan has no such DaemonSet, or no such node
   */
  readonly after?: PlacementState;
  /** Why it came to be, in a sentence. */
  readonly reason: string;
}

/** A field of a DaemonSet that the API server does not let anyone change. */
export interface ImmutableFieldChange {
  /** Path of the field, such as `spec.selector`. */
  readonly field: string;
  readonly message: string;
  /** What to do instead. */
  readonly fix: string;
}

/** What is different about one DaemonSet. */
export interface DaemonSetChange {
  readonly namespace: string;
  readonly name: string;
  /** Whether only the second plan has it, only the first one, or both. */
  readonly change: 'added' | 'removed' | 'changed';
  /** On how many nodes it runs. */
  readonly scheduled: CountChange;
  /** On how many nodes its pod is wanted and does not run: Pending or Refused. */
  readonly pending: CountChange;
  /** Nodes on which it runs now, and did not. */
  readonly gained: NodesChange[];
  /** Nodes on which it ran, and does not now. */
  readonly lost: NodesChange[];
  /** Nodes on which its pod is wanted now and does not run, and none was wanted before. */
  readonly stuck: NodesChange[];
  /** What one of its pods requests more than before, or with a minus less: in millicores, bytes and units. */
  readonly requestsAdded: { [resource: string]: number };
  /** Whether its pod template changes, so that its pods are replaced. */
  readonly templateChanges: boolean;
  /** Changes that the API server refuses. */
  readonly immutable: ImmutableFieldChange[];
}

/** How the pods of an agent whose template changes are replaced; in full it is the RolloutPlan of the DaemonSet. */
export interface TriggeredRollout {
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
  readonly strategy: RolloutStrategy;
  /** Whether every node that wants the agent gets an available new pod, and no old pod is left. */
  readonly completes: boolean;
  /** On how many nodes the pod is replaced. */
  readonly replaced: number;
  /** Most nodes without an available pod at one moment, in the worst order of nodes. */
  readonly peakUnavailable: number;
  /** Most nodes with two pods at one moment, in the worst order of nodes. */
  readonly peakSurge: number;
  /** Until nothing moves any more. */
  readonly seconds: SecondsInterval;
  readonly blockers: RolloutBlocker[];
}

/** Nodes on which the agents together request more, or with a minus less, by the same amounts. */
export interface NodeRequestsChange {
  /** What the nodes have in common, such as their pool, or labels and taints. */
  readonly kind: string;
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
  /** On each of the nodes: in millicores, bytes and units; `pods` is the number of pods. */
  readonly added: { [resource: string]: number };
}

/** What the agents together request more, or with a minus less, on the nodes of a kind. */
export interface PoolRequestsChange {
  /** What the nodes have in common, such as their pool, or labels and taints. */
  readonly kind: string;
  /** How many nodes of the kind are concerned. */
  readonly nodes: number;
  /** On all of them together: in millicores, bytes and units; `pods` is the number of pods. */
  readonly added: { [resource: string]: number };
}

/** What the agents together request more, or with a minus less. */
export interface RequestsChange {
  /** On each node. */
  readonly perNode: NodeRequestsChange[];
  /** On each kind of node. */
  readonly perPool: PoolRequestsChange[];
  /** In all: in millicores, bytes and units; `pods` is the number of pods. */
  readonly total: { [resource: string]: number };
}

/** What is left of a resource on the node, of those whose requests change, that has least of it left. */
export interface Headroom {
  readonly resource: string;
  /** Name of the node. */
  readonly node: string;
  /** What is left there in the second plan, in millicores, bytes or units. */
  readonly left: number;
  /** What was left there in the first plan, in the same unit. */
  readonly leftBefore: number;
  /** What the node has to give, in the same unit. */
  readonly allocatable: number;
}

/** Findings that only one of two plans has. */
export interface FindingsChange {
  /** Those that only the second plan has. */
  readonly appeared: PlanFinding[];
  /** Those that only the first plan has. */
  readonly gone: PlanFinding[];
}

/** Names that only one of two plans has. */
export interface NodesDifference {
  /** Names of the nodes that only the second plan has, sorted. */
  readonly added: string[];
  /** Names of the nodes that only the first plan has, sorted. */
  readonly removed: string[];
}

/** How two plans differ, as data; its JSON form has the schema `schemas/placement-change.json`. */
export interface PlacementChangeDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version that the second plan is for, such as `1.36`. */
  readonly kubernetesVersion: string;
  readonly nodes: NodesDifference;
  /** The DaemonSets that differ, in the order of the second plan, then those that only the first one has. */
  readonly daemonSets: DaemonSetChange[];
  /** The rollouts of the DaemonSets whose template changes, on the nodes of the second plan, each by itself. */
  readonly rollouts: TriggeredRollout[];
  /** Running pods that only the second plan preempts. */
  readonly evicted: EvictedPod[];
  /** Running pods that only the first plan preempts. */
  readonly spared: EvictedPod[];
  readonly requests: RequestsChange;
  /** For every resource whose requests change. */
  readonly headroom: Headroom[];
  readonly findings: FindingsChange;
}
