import { EvictedPod } from '../../placement/placement-document';

/**
 * What becomes of an agent's pod on a node. `kept`: it is still there. `added`: there was none, and now one runs.
 * `removed`: it is gone. `replaced`: it is gone, and another one runs.
 */
export type NodeOutcomeKind = 'kept' | 'added' | 'removed' | 'replaced';

/** Nodes on which the pod of an agent fares alike, for the same reason. */
export interface NodeOutcome {
  /** How things stand once Kubernetes has answered the changes. */
  readonly outcome: NodeOutcomeKind;
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
  /**
   * Seconds until the pod is evicted, counted from the changes, if nothing else happens: its toleration of a NoExecute
   * taint is for that long. The reason says whether another pod takes its place.
   * @default - it is not evicted
   */
  readonly after?: number;
  /**
   * Whether the pod is the last one: the controller keeps it, and creates none when it ends.
   * @default false
   */
  readonly stranded?: boolean;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** What becomes of one DaemonSet. */
export interface DaemonSetEvents {
  readonly namespace: string;
  readonly name: string;
  /** On how many nodes the controller wants a pod afterwards. */
  readonly desired: number;
  /** How many nodes have a pod afterwards on which the controller would not create one. */
  readonly misscheduled: number;
  /** How many of its pods no node takes afterwards. */
  readonly pending: number;
  /** What becomes of it on each node that still exists; a node that neither had nor has its pod is in none. */
  readonly outcomes: NodeOutcome[];
}

/** What changes to nodes do to agents, as data; its JSON form has the schema `schemas/placement-events.json`. */
export interface PlacementEventsDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  readonly daemonSets: DaemonSetEvents[];
  /** Other running pods that agents preempt where they come anew. */
  readonly evicted: EvictedPod[];
}
