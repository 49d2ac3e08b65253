import { NodePods } from './node-pods';
import { PodProspects } from './pod-prospect';
import { ControllerDecision } from '../placement/controller';

/** What the controller wants on a node, and what would become of a pod that it makes there, of one revision. */
export interface Direction {
  readonly decision: ControllerDecision;
  readonly prospects: PodProspects;
}

/**
 * Nodes that a rollout cannot tell apart: what the controller wants there, what is there, and what would become of a new
 * pod.
 */
export interface RolloutClass extends Direction {
  readonly zone?: string;
  readonly pool?: string;
  /** Whether the agent is wanted, or was before the change. */
  readonly concerned: boolean;
  /** Whether the kubelet is gone. */
  readonly lost: boolean;
  /** Whether the node is under disk pressure. */
  readonly diskPressure: boolean;
  /** The other way: of the revision before the change, where one after it has come. */
  readonly back: Direction;
  /** Whether a new pod becomes ready once it is bound. */
  readonly becomesReady: boolean;
  /** Seconds from a new pod's binding until its containers run. */
  readonly startSeconds: number;
  /** The pods at the start. */
  readonly pods: NodePods;
}

/** How many nodes are of a class. */
export interface ClassCount {
  readonly nodes: RolloutClass;
  readonly size: number;
}

/** The nodes of a class, by their places in the order shown. */
export interface ClassNodes extends ClassCount {
  /** Ascending; worked out when asked for. */
  readonly places: () => Int32Array;
}

/** Nodes of one class that the controller comes to one after the other, by their places in its order. */
export interface NodeRange {
  readonly nodes: RolloutClass;
  readonly from: number;
  /** The place after the last. */
  readonly to: number;
}

/** How many nodes a range has. */
export function sizeOf({ from, to }: Pick<NodeRange, 'from' | 'to'>): number {
  return to - from;
}

/** How many nodes there are together. */
export function nodesIn(counts: Iterable<Pick<ClassCount, 'size'>>): number {
  let sum = 0;
  for (const { size } of counts) {
    sum += size;
  }
  return sum;
}

/** On how many of the nodes the agent is wanted. */
export function desiredOn(counts: readonly ClassCount[]): number {
  return nodesIn(counts.filter(({ nodes }) => nodes.decision.shouldRun));
}

/** Whether a new pod becomes available once no other is in its way. */
export function canBecomeAvailable({ lost, becomesReady, prospects }: RolloutClass): boolean {
  return !lost && becomesReady && prospects.alone.state === 'bound';
}
