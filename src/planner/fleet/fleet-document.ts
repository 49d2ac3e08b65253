import { DaemonSetPlacement, PlacementState, PlanFinding, PlanNodes } from '../placement/placement-document';

/**
 * What comes of a cluster. `ok`; `failed`: what the run was to fail on was found; `unreadable`: there is no plan of it,
 * for its files cannot be read, or not be planned.
 */
export type ClusterStatus = 'ok' | 'failed' | 'unreadable';

/** On how many nodes of a cluster an agent fares how. */
export type ClusterDaemonSet = Pick<
  DaemonSetPlacement,
  'namespace' | 'name' | 'desired' | 'scheduled' | 'pending' | 'refused' | 'excluded'
>;

/** What a cluster makes of a requirement. */
export interface ClusterRequirement {
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
  /** The nodes on which it must run, in words. */
  readonly nodes: string;
  /** Where it does not run though it must, and why, a line each; empty when the requirement is met. */
  readonly lines: readonly string[];
}

/** How an agent fares on nodes of a cluster, in words and without their figures: what clusters are compared by. */
export interface ClusterOutcome {
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
  readonly state: PlacementState;
  /** Whether that is so on every node, of the pool where one is named, or on some. */
  readonly nodes: 'every' | 'some';
  /**
   * What the nodes are called: their pool, or else their instance type or taints; `{cluster}` stands for the name of the
   * cluster. Only on Pending.
   */
  readonly pool?: string;
  /** Why it does not run; empty on Scheduled. */
  readonly reasons: readonly string[];
}

/** Clusters whose agents fare alike: the same states for the same reasons, and the same findings. */
export interface ClusterGroup {
  /** Names of the clusters, sorted. */
  readonly clusters: readonly string[];
  readonly status: ClusterStatus;
  readonly outcomes: readonly ClusterOutcome[];
  /** What is found in each of the clusters, word by word. */
  readonly findings: readonly PlanFinding[];
}

/** One cluster of a fleet. */
export interface ClusterPlan {
  readonly name: string;
  readonly status: ClusterStatus;
  /** Why it fails, or cannot be planned, a line each. */
  readonly why: readonly string[];
  /** @default - it could not be planned */
  readonly nodes?: PlanNodes;
  readonly daemonSets: readonly ClusterDaemonSet[];
  readonly requirements: readonly ClusterRequirement[];
  /** What is found in it in words of its own, such as the names of its nodes; the rest is told of its group. */
  readonly findings: readonly PlanFinding[];
}

/** Which part of a fleet was planned. */
export interface Shard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/** How many clusters there are, by what comes of them, and how many nodes. */
export interface FleetTotals {
  readonly clusters: number;
  readonly nodes: number;
  readonly ok: number;
  readonly failed: number;
  readonly unreadable: number;
}

/** A plan of many clusters as data; its JSON form has the schema `schemas/fleet-plan.json`. */
export interface FleetPlanDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  /** @default - the whole fleet */
  readonly shard?: Shard;
  readonly totals: FleetTotals;
  /** The largest first, what fails before the others. Clusters that could not be planned are in none. */
  readonly groups: readonly ClusterGroup[];
  /** In order of name. */
  readonly clusters: readonly ClusterPlan[];
}
