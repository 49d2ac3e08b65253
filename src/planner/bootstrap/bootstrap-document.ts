import { Taint } from '../../kubernetes/taint';

/**
 * How an agent stands on a new node when nothing moves any more. `Running`: its pod is ready. `Waiting`: its pod is on the
 * node, and cannot start or become ready. `Pending`: its pod exists, and the node does not take it. `Absent`: there is no
 * pod.
 */
export type BootstrapState = 'Running' | 'Waiting' | 'Pending' | 'Absent';

/**
 * What keeps an agent from running: a taint that it does not tolerate, a label that the node lacks, a fact that does not
 * hold, room, or the refusal of its pod by the API server.
 */
export type BlockerKind = 'taint' | 'label' | 'fact' | 'fit' | 'admission';

/** Something that keeps an agent from running on a new node. */
export interface BootstrapBlocker {
  readonly kind: BlockerKind;
  /**
   * The taint that it does not tolerate.
   * @default - it is kept by something else
   */
  readonly taint?: Taint;
  /**
   * Key of the label that the node lacks, or has with another value.
   * @default - it is kept by something else
   */
  readonly label?: string;
  /**
   * What does not hold: `Ready`, `nodeNetwork` or `serviceNetwork`.
   * @default - it is kept by something else
   */
  readonly fact?: string;
  /**
   * The resource that is short.
   * @default - it is kept by something else
   */
  readonly resource?: string;
  /** The agents that would take this out of the way, as `namespace/name`; none when nobody does. */
  readonly providedBy: string[];
  /** What it is, in words. */
  readonly message: string;
}

/** How an agent fares on a new node. */
export interface AgentBootstrap {
  /** The DaemonSet, or for the first node also a Deployment, as `namespace/name`. */
  readonly daemonSet: string;
  readonly state: BootstrapState;
  /**
   * The phase, from 1, in which it becomes ready.
   * @default - it does not
   */
  readonly phase?: number;
  /**
   * Whether workloads may start on the node before it.
   * @default false
   */
  readonly outrun?: boolean;
  /** What keeps it from running; empty when it runs. */
  readonly blockedBy: BootstrapBlocker[];
}

/** What happens at one time: agents that become ready, and what follows from that. */
export interface BootstrapPhase {
  /** The agents that become ready, as `namespace/name`. */
  readonly starts: string[];
  /**
   * What follows: `nodeNetwork`, `serviceNetwork`, `Ready`, `label KEY=VALUE`, `resource NAME=AMOUNT`, `taint TAINT
   * removed`.
   */
  readonly then: string[];
}

/** New nodes that fare alike. */
export interface NodeBootstrap {
  /** Names of the nodes of the inventory that a new node is like, sorted. */
  readonly nodes: string[];
  /** Whether the node turns Ready. */
  readonly becomesReady: boolean;
  /**
   * The phase, from 1, that makes it Ready.
   * @default - it does not become Ready
   */
  readonly readyInPhase?: number;
  /** The taints that stay, in order of key; without `not-ready:NoExecute`, which comes late to a node that is not ready. */
  readonly remainingTaints: Taint[];
  readonly agents: AgentBootstrap[];
  /** What happens, in order. */
  readonly phases: BootstrapPhase[];
}

/** An operation on a JSON document. */
export interface JsonPatchOperation {
  /** Always `add`. */
  readonly op: string;
  /** JSON pointer to the place. */
  readonly path: string;
  readonly value: any;
}

/** A change of one DaemonSet that helps to open a deadlock. */
export interface BootstrapFix {
  /** The DaemonSet or Deployment, as `namespace/name`. */
  readonly daemonSet: string;
  /** What to change, in words. */
  readonly message: string;
  /** The change as a JSON patch of the manifest, for `kubectl patch --type=json`, kustomize or `addJsonPatch`. */
  readonly patch: JsonPatchOperation[];
  /** The change as properties of the construct, where `tolerations` is what it has now. */
  readonly typescript: string;
}

/** Agents that wait for each other, or for something that never comes, on new nodes. */
export interface BootstrapDeadlock {
  /** Names of the nodes of the inventory that the new nodes are like, sorted. */
  readonly nodes: string[];
  /**
   * What waits for what, in turn: an agent as `namespace/name`, then what it waits for, then who would bring that, and so
   * on. It ends with an agent that stood there before, or with what nobody brings.
   */
  readonly cycle: string[];
  /** The same in words. */
  readonly message: string;
  /** The smallest change that opens it, all of these together; empty when no toleration and no host network does. */
  readonly fixes: BootstrapFix[];
}

/** Whether new nodes become ready, as data; its JSON form has the schema `schemas/bootstrap-plan.json`. */
export interface BootstrapPlanDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  /** Whether each node was taken for the first one of an empty cluster. */
  readonly firstNode: boolean;
  readonly nodes: NodeBootstrap[];
  /** Names of the nodes that run no ordinary kubelet, such as those of Fargate, sorted: nothing starts there. */
  readonly virtualNodes: string[];
  readonly deadlocks: BootstrapDeadlock[];
  /** What was not in the input and was assumed. */
  readonly assumptions: string[];
}
