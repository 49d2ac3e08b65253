import { EvictedPod } from '../placement/placement-document';

/** How the controller replaces pods, its figures worked out for the nodes that want one. */
export interface RolloutStrategy {
  /** `RollingUpdate`, or `OnDelete`, which replaces nothing by itself. */
  readonly type: string;
  /** Nodes that may be without an available pod before no further available pod is deleted; 0 when surging. */
  readonly maxUnavailable: number;
  /** Nodes that may hold the old and the new pod at once; 0 when old pods are deleted first. */
  readonly maxSurge: number;
}

/**
 * The numbers of the DaemonSet's status.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus
 */
export interface RolloutStatus {
  /** Nodes that should run the agent. */
  readonly desired: number;
  /** Desired nodes whose oldest pod is a new one. */
  readonly updated: number;
  /** Desired nodes whose oldest pod is available. */
  readonly available: number;
  /** Nodes that should not run the agent and still hold a pod of it. */
  readonly misscheduled: number;
}

/** What `kubectl rollout status` says once nothing moves any more. */
export interface KubectlRolloutStatus {
  /** Whether it would end and say that the DaemonSet is rolled out. */
  readonly done: boolean;
  readonly message: string;
}

/** The worst that can happen at one moment, in any order of nodes, to the nodes of a zone or a pool. */
export interface RolloutPeak {
  /** Name of the zone or the pool. */
  readonly name: string;
  /** How many of its nodes want the agent, or wanted it before. */
  readonly nodes: number;
  /** Most of them without an available pod at one moment. */
  readonly peakUnavailable: number;
}

/**
 * What the controller does to the nodes of a wave. `Replace`: deletes the old pod, a new one follows. `Surge`: creates
 * the new pod beside the old one. `Create`: creates a pod where there is none. `Remove`: deletes the pod, none follows.
 */
export type RolloutAction = 'Replace' | 'Surge' | 'Create' | 'Remove';

/** Nodes that are dealt with in the same way at the same time; every node stands in one wave at most. */
export interface RolloutWave {
  /** Seconds from the change, when everything takes its longest. */
  readonly at: number;
  readonly action: RolloutAction;
  /** Names of the nodes, in the order shown: zone, then name. */
  readonly nodes: string[];
}

/** How many nodes are where in the rollout from a moment on, in the order and at the pace of the waves. */
export interface RolloutMoment {
  /** Seconds from the change. */
  readonly at: number;
  /** Nodes with an old pod that is not terminating. */
  readonly old: number;
  /** Nodes with an available new pod. */
  readonly updated: number;
  /** Nodes that want the agent, or wanted it before, without an available pod. */
  readonly unavailable: number;
}

/** A pod of the agent when nothing moves any more. */
export interface RemainingPod {
  /** `old`: of the template before the change; `new`: of the one after it. */
  readonly revision: 'old' | 'new';
  /** Whether it is bound to the node. */
  readonly scheduled: boolean;
  readonly available: boolean;
  /**
   * Whether it is deleted and cannot end.
   * @default false
   */
  readonly terminating?: boolean;
}

/** Nodes that are left with the same pods. */
export interface RemainingPods {
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
  /** The old pod before the new one; empty where the agent is or was wanted and no pod is left. */
  readonly pods: RemainingPod[];
}

/** Something that stops a rollout, or makes it other than it looks. */
export interface RolloutBlocker {
  /** Identifier of the rule, such as `surge-hostport`. */
  readonly id: string;
  /** `error`: the rollout does not complete because of it; `warning`: it may hurt; `info`: good to know. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Names of the nodes it is about, sorted; empty when it is about the DaemonSet as a whole. */
  readonly nodes: string[];
  readonly message: string;
  /** What to change. */
  readonly fix: string;
}

/** A duration that is only known to lie between two bounds, in seconds. */
export interface SecondsInterval {
  /** When every old pod stops at once and every probe succeeds at first. */
  readonly min: number;
  /** When every old pod uses its whole grace period and probes succeed a period late. */
  readonly max: number;
}

/** What going back to the template before the change does. */
export interface RolloutRollback {
  /** Whether `kubectl rollout undo` finds the template: the history holds it, or an old pod still runs. */
  readonly possible: boolean;
  /** How many earlier templates the DaemonSet remembers (`revisionHistoryLimit`). */
  readonly historyLimit: number;
  /** Nodes whose pod is replaced once more, counted from where the rollout ends. */
  readonly replaced: number;
  /** Whether going back completes. */
  readonly completes: boolean;
  readonly seconds: SecondsInterval;
  /** Fields that changed and that going back leaves as they are after the change. */
  readonly notReverted: string[];
}

/** A rollout plan as data; its JSON form has the schema `schemas/rollout-plan.json`. */
export interface RolloutPlanDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
  readonly strategy: RolloutStrategy;
  /** Whether every node that wants the agent gets an available new pod, and no old pod is left. */
  readonly completes: boolean;
  /** The DaemonSet's status when nothing moves any more. */
  readonly status: RolloutStatus;
  readonly rolloutStatus: KubectlRolloutStatus;
  /**
   * Most nodes without an available pod at one moment, of those that want the agent or wanted it before, in the worst
   * order of nodes.
   */
  readonly peakUnavailable: number;
  /** Most nodes with two pods that are not terminating at one moment, in the worst order of nodes. */
  readonly peakSurge: number;
  /** The peak in each zone (`topology.kubernetes.io/zone`), in order of name. */
  readonly perZone: RolloutPeak[];
  /** The peak in each pool, as far as a label names it, in order of name. */
  readonly perPool: RolloutPeak[];
  readonly waves: RolloutWave[];
  /** The rollout over time, to draw it. */
  readonly timeline: RolloutMoment[];
  /** The pods on each node when nothing moves any more. */
  readonly remaining: RemainingPods[];
  readonly blockers: RolloutBlocker[];
  /** Running pods of lower priority that make room for new pods. */
  readonly evicted: EvictedPod[];
  /** Until nothing moves any more, in the order shown. */
  readonly seconds: SecondsInterval;
  readonly rollback: RolloutRollback;
  /** What was not in the input and was assumed. */
  readonly assumptions: string[];
}
