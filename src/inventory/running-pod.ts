import { HostPort, hostPorts } from '../kubernetes/host-port';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Labels } from '../kubernetes/label-selector';
import { podDefaults } from '../kubernetes/pod-defaults';
import { ResourceAmounts, podRequests, resourceAmounts } from '../kubernetes/pod-requests';
import { BoundPodSpec } from '../kubernetes/pod-spec';

/** A pod that is bound to a node and has not ended: it takes room there. */
export interface RunningPod {
  readonly name: string;
  readonly nodeName: string;
  /** RFC 3339 time; undefined when it has not started. */
  readonly startTime?: string;
  /** All else, which pods of one template share: a large cluster has many pods and few of these. */
  readonly traits: PodTraits;
}

/** What pods of one template have in common. */
export interface PodTraits {
  readonly namespace: string;
  readonly labels: Labels;
  readonly spec: BoundPodSpec;
  /** The object that controls it. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** Whether its Ready condition is True; undefined where none is told. */
  readonly ready?: boolean;
  /** Deleted, and still there. */
  readonly terminating: boolean;
}

/** What a running pod takes from its node. */
export interface PodFootprint {
  readonly requests: ResourceAmounts;
  readonly hostPorts: readonly HostPort[];
}

/** The requests and host ports of a pod, with the API's defaults. */
export function podFootprint(spec: BoundPodSpec, version: KubernetesVersion): PodFootprint {
  return {
    requests: resourceAmounts(podRequests(podDefaults(spec, version), version)),
    hostPorts: hostPorts(spec, version),
  };
}
