import { KubernetesVersion } from './kubernetes-version';
import { aggregateContainerRequests } from './pod-requests';
import { PodSpec, ResourceList } from './pod-spec';

/**
 * The requests that are above their limit, and what of the containers the pod itself has no room for, in the words of the
 * API server. The defaults of a pod, or of a LimitRange, can cause this in a pod whose template is fine.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements, validatePodResourceConsistency
 */
export function requestLimitFaults(pod: PodSpec, version: KubernetesVersion): string[] {
  const containers = [...pod.containers, ...pod.initContainers];
  return [
    ...containers.flatMap(({ name, requests, limits }) =>
      above(requests, limits).map(
        (resource) => `the request of ${resource} of container ${name} must be less than or equal to its limit`,
      ),
    ),
    ...(version.podLevelResources ? podLevelFaults(pod, version) : []),
  ];
}

function podLevelFaults(pod: PodSpec, version: KubernetesVersion): string[] {
  return [
    ...above(pod.requests, pod.limits).map(
      (resource) => `the request of ${resource} of the pod must be less than or equal to its limit`,
    ),
    ...above(aggregateContainerRequests(pod, version), pod.requests).map(
      (resource) =>
        `the request of ${resource} of the pod must be greater than or equal to aggregate container requests`,
    ),
    ...pod.containers.flatMap(({ name, limits }) =>
      above(limits, pod.limits).map(
        (resource) => `the limit of ${resource} of container ${name} must be less than or equal to pod limits`,
      ),
    ),
  ];
}

/** The resources of which there is more than the most, where there is a most. */
function above(amounts: ResourceList, most: ResourceList): string[] {
  return [...amounts].filter(([name, amount]) => amount > (most.get(name) ?? amount)).map(([name]) => name);
}
