import { LabelSelector, Labels } from './label-selector';
import { NodeSelectorTerm } from './node-selector';
import { Quantity } from './quantity';
import { Toleration } from './toleration';

/** Amounts by resource name, exact. */
export type ResourceList = ReadonlyMap<string, Quantity>;

/** A port that a container declares. */
export interface ContainerPort {
  readonly containerPort: number;
  /** 0 means none. */
  readonly hostPort: number;
  /** Empty means every address. */
  readonly hostIP: string;
  readonly protocol: string;
}

/** What a plan needs to know of a container. */
export interface Container {
  readonly name: string;
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  readonly ports: readonly ContainerPort[];
  /** An init container with restartPolicy Always: it starts in turn and keeps running. */
  readonly sidecar: boolean;
}

/**
 * Pods that must, or must not, run in the same topology domain.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export interface PodAffinityTerm {
  readonly topologyKey: string;
  /** Selects pods; a term without a selector selects none. */
  readonly labelSelector?: LabelSelector;
  /** Empty, and no namespaceSelector: the namespace of the pod itself. */
  readonly namespaces: readonly string[];
  readonly namespaceSelector?: LabelSelector;
}

/** A topology spread constraint that keeps pods away (`DoNotSchedule`). */
export interface TopologySpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains?: number;
  readonly labelSelector?: LabelSelector;
  readonly nodeAffinityPolicy: string;
  readonly nodeTaintsPolicy: string;
}

/** Requests of a container, or of a whole pod, as its kubelet reports them. */
export interface ReportedRequests {
  /** In force (`resources.requests` of the status). */
  readonly actual: ResourceList;
  /** Set aside (`allocatedResources`). */
  readonly allocated: ResourceList;
}

/** What the kubelet reports of a running pod whose resources can change in place. */
export interface PodResize {
  /** By name; without those of which it reports no `resources`. */
  readonly containers: ReadonlyMap<string, ReportedRequests>;
  /** Of the pod-level resources. */
  readonly pod?: ReportedRequests;
  /** The node can never give what the spec asks, so that does not count. */
  readonly infeasible: boolean;
}

/** What counts of a pod that is bound to a node: what it takes, how important it is, whom it keeps off, what it bears. */
export interface BoundPodSpec {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly hostNetwork: boolean;
  readonly podAntiAffinity: readonly PodAffinityTerm[];
  readonly tolerations: readonly Toleration[];
  readonly priorityClassName?: string;
  readonly priority?: number;
  readonly overhead: ResourceList;
  /** Pod-level resources (`spec.resources`). */
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** @default - a template, or a pod whose kubelet reports nothing of this */
  readonly resize?: PodResize;
}

/** What a plan needs to know of a pod that seeks a node, or of a pod template. */
export interface PodSpec extends BoundPodSpec {
  readonly nodeName?: string;
  readonly nodeSelector: Labels;
  /** Required node affinity; undefined when there is none. */
  readonly requiredTerms?: readonly NodeSelectorTerm[];
  readonly podAffinity: readonly PodAffinityTerm[];
  readonly topologySpread: readonly TopologySpreadConstraint[];
  readonly preemptionPolicy?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName: string;
  /**
   * Names of what must happen before the scheduler tries the pod.
   * @default - none
   */
  readonly schedulingGates?: readonly string[];
  /** Names of the claims that the pod's volumes use. */
  readonly claims: readonly string[];
}
