import { Toleration } from '../../../kubernetes/toleration';
import { NodeOverhead } from '../placement-document';

/** A port of a node that an agent holds there. */
export interface HeldPort {
  readonly port: number;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
  /** The address it is held on; `0.0.0.0` is every one. */
  readonly hostIP: string;
  /** The DaemonSet, as `namespace/name`. */
  readonly daemonSet: string;
}

/** The node, of several, that has least of a resource left beside all its pods. */
export interface TightestNode {
  readonly resource: string;
  /** Name of the node. */
  readonly node: string;
  /** What is left there, in millicores, bytes or units; `pods` is a number of pods. */
  readonly left: number;
  /** What its pods request, those of the agents and all others, in the same unit. */
  readonly requested: number;
  /** What the node has to give, in the same unit. */
  readonly allocatable: number;
}

/** What the agents take from equal nodes of one kind: with the same to give, on which the same agents run. */
export interface ClassOverhead extends NodeOverhead {
  /** Agents that are wanted there and wait for room, as `namespace/name`: an empty node would run them too. */
  readonly pending: string[];
  /** Share of what a node has to give that goes to the agents there, from 0 to 1, for each resource they request. */
  readonly shares: { [resource: string]: number };
  /** Ports of each node that agents hold, in order of port. */
  readonly hostPorts: HeldPort[];
  /** For cpu, memory, ephemeral-storage, pods and whatever else the agents request. */
  readonly tightest: TightestNode[];
}

/** What the agents take from all nodes of a pool together. */
export interface PoolOverhead {
  /** Name of the pool where a label names it; else what the nodes have in common, such as their instance type. */
  readonly pool: string;
  /** How many nodes there are. */
  readonly nodes: number;
  /** Agents that run on one of them at least, as `namespace/name`. */
  readonly agents: string[];
  /** Sum of the agents' requests on all nodes, in millicores, bytes and units; `pods` is the number of their pods. */
  readonly requests: { [resource: string]: number };
  /** What the nodes together have to give, in the same units. */
  readonly allocatable: { [resource: string]: number };
  /** Share of what the nodes have to give that goes to the agents, from 0 to 1, for each resource they request. */
  readonly shares: { [resource: string]: number };
  /** Ports that agents hold on one of the nodes at least, in order of port. */
  readonly hostPorts: HeldPort[];
  /** For cpu, memory, ephemeral-storage, pods and whatever else the agents request. */
  readonly tightest: TightestNode[];
}

/** What the agents of a plan take from its nodes, as data; its JSON form has the schema `schemas/placement-overhead.json`. */
export interface PlacementOverheadDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  /** In order of the pool's name. */
  readonly pools: PoolOverhead[];
  /** In order of the kind's name. */
  readonly classes: ClassOverhead[];
}

/** What is known of a workload beside its requests. */
export interface WorkloadRoomOptions {
  /**
   * Taints that its pods tolerate.
   * @default - none: its pods stay off nodes with a taint, and off cordoned ones
   */
  readonly tolerations?: Toleration[];
}

/** How many pods of a workload find room on equal nodes of one kind. */
export interface ClassRoom {
  /** What the nodes have in common, such as their pool, or labels and taints. */
  readonly kind: string;
  /** Names of the nodes, sorted. */
  readonly nodes: string[];
  /** How many fit on all of them together, beside the pods that run and the agents. */
  readonly pods: number;
  /** How many fit on one such node with nothing but the agents, whatever its taints. */
  readonly podsOnEmptyNode: number;
  /** The resource that lets no more onto an empty node. */
  readonly limitedBy: string;
  /** Taints of these nodes that the pods do not tolerate, such as `dedicated=infra:NoSchedule`; such nodes take none. */
  readonly untolerated: string[];
}

/** How many pods of a workload find room on the nodes of a pool. */
export interface PoolRoom {
  /** Name of the pool where a label names it; else what the nodes have in common, such as their instance type. */
  readonly pool: string;
  /** How many nodes there are. */
  readonly nodes: number;
  /** How many fit on all of them together, beside the pods that run and the agents. */
  readonly pods: number;
}

/** How many pods of a workload find room, as data; its JSON form has the schema `schemas/workload-room.json`. */
export interface WorkloadRoom {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  readonly kubernetesVersion: string;
  /** What each pod requests, in millicores, bytes and units. */
  readonly requests: { [resource: string]: number };
  /** How many fit in all, beside the pods that run and the agents. */
  readonly pods: number;
  /** In order of the pool's name. */
  readonly pools: PoolRoom[];
  /** In order of the kind's name. */
  readonly classes: ClassRoom[];
  /** Kinds of node that are too small for one such pod even when nothing but the agents runs there. */
  readonly tooSmall: string[];
}
