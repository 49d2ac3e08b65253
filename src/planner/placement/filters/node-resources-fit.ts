import { Filter, Rejection, rejection } from './filter';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { ResourceAmounts } from '../../../kubernetes/pod-requests';
import { NATIVE_RESOURCES, PODS, isScalarResource } from '../../../kubernetes/resource-name';
import { PlannedAgent } from '../planned-agent';

/** What a node has to give, and what is taken of it. */
export interface NodeRoom {
  readonly podCount: number;
  allocatable(resource: string): number;
  requested(resource: string): number;
}

/**
 * The pod's requests against what the node has left, and its number of pods.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest
 */
export const nodeResourcesFit: Filter = ({ agent, state, version }) =>
  hasRoom(state, agent.footprint.requests) ? [] : fitsRequest(agent, state, version);

/** Whether there is enough of everything for one pod more: most often there is, and then nothing need be told. */
export function hasRoom(room: NodeRoom, requests: ResourceAmounts): boolean {
  if (room.allocatable(PODS) - room.podCount < 1) {
    return false;
  }
  for (const resource of countedResources(requests)) {
    if (requests.get(resource)! > room.allocatable(resource) - room.requested(resource)) {
      return false;
    }
  }
  return true;
}

/** Every resource of which a node has too little left for an agent's pod. */
export function fitsRequest(agent: PlannedAgent, room: NodeRoom, version: KubernetesVersion): Rejection[] {
  const { requests } = agent.footprint;
  const insufficient: Rejection[] = [];
  const check = (resource: string, message: string, requested: number, used: number) => {
    const capacity = room.allocatable(resource);
    if (requested > capacity - used) {
      const details = { resource, requested, used, capacity };
      insufficient.push(rejection('NodeResourcesFit', message, true, details));
    }
  };
  check(PODS, 'Too many pods', 1, room.podCount);
  for (const resource of countedResources(requests)) {
    check(resource, `Insufficient ${resource}`, requests.get(resource)!, room.requested(resource));
  }
  const oversized = insufficient.some(({ reason }) => reason.resource !== PODS && reason.requested! > reason.capacity!);
  return version.oversizedRequestIsUnresolvable && oversized
    ? insufficient.map((each) => ({ ...each, preemptionMayHelp: false }))
    : insufficient;
}

/** What a pod takes of a resource; of pods, it is one. */
export function amountOf({ requests }: { readonly requests: ResourceAmounts }, resource: string): number {
  return resource === PODS ? 1 : (requests.get(resource) ?? 0);
}

const counted = new WeakMap<ResourceAmounts, readonly string[]>();

/** The resources of a request that the scheduler counts, native ones first. A request is asked about on many nodes. */
export function countedResources(requests: ResourceAmounts): readonly string[] {
  let resources = counted.get(requests);
  if (!resources) {
    const scalars = [...requests.keys()].filter(isScalarResource);
    resources = [...NATIVE_RESOURCES, ...scalars].filter((resource) => (requests.get(resource) ?? 0) > 0);
    counted.set(requests, resources);
  }
  return resources;
}
