import { KubernetesVersion } from './kubernetes-version';
import { aggregateContainerRequests, isPodLevelResource } from './pod-requests';
import { BoundPodSpec, Container, ResourceList } from './pod-spec';
import { Quantity } from './quantity';

/**
 * A pod with the API's defaults for resources: a limit without a request is a request, of containers and, where there
 * are pod-level limits, of the pod.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go SetDefaults_Pod
 */
export function podDefaults<T extends BoundPodSpec>(pod: T, version: KubernetesVersion): T {
  const defaulted = {
    ...pod,
    containers: pod.containers.map(requestLimits),
    initContainers: pod.initContainers.map(requestLimits),
  };
  return version.podLevelResources && pod.limits.size > 0
    ? { ...defaulted, requests: podLevelRequests(defaulted, version) }
    : defaulted;
}

function requestLimits(container: Container): Container {
  return container.limits.size === 0
    ? container
    : { ...container, requests: new Map([...container.limits, ...container.requests]) };
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go defaultPodRequests */
function podLevelRequests(pod: BoundPodSpec, version: KubernetesVersion): ResourceList {
  const overcommittable = (name: string) => isPodLevelResource(name) && !name.startsWith('hugepages-');
  const requests = new Map<string, Quantity>(pod.requests);
  for (const [name, quantity] of aggregateContainerRequests(pod, version)) {
    if (overcommittable(name) && !requests.has(name)) {
      requests.set(name, quantity);
    }
  }
  for (const [name, quantity] of pod.limits) {
    if (isPodLevelResource(name) && !requests.has(name)) {
      requests.set(name, quantity);
    }
  }
  return requests;
}
