import { KubernetesVersion } from './kubernetes-version';
import { BoundPodSpec, Container, ReportedRequests, ResourceList } from './pod-spec';
import { Quantity } from './quantity';
import { resourceAmount } from './resource-name';

/** Amounts by resource name as the scheduler counts them: cpu in millicores, bytes, or units. */
export type ResourceAmounts = ReadonlyMap<string, number>;

/**
 * The request of a pod as a whole: containers and sidecars together, or the peak while init containers run; pod-level
 * requests replace it; overhead comes on top.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go PodRequests
 */
export function podRequests(pod: BoundPodSpec, version: KubernetesVersion): ResourceList {
  const effective = inEffect(pod, version);
  const requests = aggregateContainerRequests(effective, version);
  if (version.podLevelResources) {
    for (const [name, quantity] of effective.requests) {
      if (isPodLevelResource(name)) {
        requests.set(name, quantity);
      }
    }
  }
  addAll(requests, pod.overhead);
  return requests;
}

/** @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go AggregateContainerRequests */
export function aggregateContainerRequests(
  pod: Pick<BoundPodSpec, 'containers' | 'initContainers'>,
  version: KubernetesVersion,
): Map<string, Quantity> {
  const running = new Map<string, Quantity>();
  pod.containers.forEach((container) => addAll(running, container.requests));
  const sidecars = new Map<string, Quantity>();
  const peak = new Map<string, Quantity>();
  for (const container of pod.initContainers) {
    if (isSidecar(container, version)) {
      addAll(running, container.requests);
      addAll(sidecars, container.requests);
      raiseTo(peak, sidecars);
    } else {
      const starting = new Map(sidecars);
      addAll(starting, container.requests);
      raiseTo(peak, starting);
    }
  }
  raiseTo(running, peak);
  return running;
}

/**
 * The pod with what the node holds room for while it is resized in place: of each container that its kubelet reports, the
 * most of what it asks, what is set aside for it and what is in force. Init containers that end are never resized.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go determineEffectiveRequests
 */
function inEffect(pod: BoundPodSpec, version: KubernetesVersion): BoundPodSpec {
  const { resize } = pod;
  if (!resize || !version.inPlacePodResize) {
    return pod;
  }
  const effective = (asked: ResourceList, reported: ReportedRequests | undefined): ResourceList => {
    if (!reported) {
      return asked;
    }
    const most = new Map(resize.infeasible ? [] : asked);
    raiseTo(most, reported.actual);
    raiseTo(most, reported.allocated);
    return most;
  };
  const resized = (container: Container): Container => ({
    ...container,
    requests: effective(container.requests, resize.containers.get(container.name)),
  });
  return {
    ...pod,
    containers: pod.containers.map(resized),
    initContainers: pod.initContainers.map((each) => (isSidecar(each, version) ? resized(each) : each)),
    requests: version.inPlacePodLevelResize ? onlyOf(pod.requests, effective(pod.requests, resize.pod)) : pod.requests,
  };
}

/** The amounts of the resources that the pod itself requests. */
function onlyOf(asked: ResourceList, amounts: ResourceList): ResourceList {
  return new Map([...asked.keys()].map((name) => [name, amounts.get(name) ?? 0n]));
}

/** Before sidecar containers the API dropped restartPolicy from init containers. */
export function isSidecar(container: Container, version: KubernetesVersion): boolean {
  return container.sidecar && version.sidecarContainers;
}

/** @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go SupportedPodLevelResources */
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');
}

/** The amounts the scheduler subtracts from a node. */
export function resourceAmounts(list: ResourceList): Map<string, number> {
  return new Map([...list].map(([name, quantity]) => [name, resourceAmount(name, quantity)]));
}

/** What several pods request together. */
export function sumOfAmounts(parts: readonly ResourceAmounts[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const part of parts) {
    for (const [name, amount] of part) {
      sum.set(name, (sum.get(name) ?? 0) + amount);
    }
  }
  return sum;
}

function addAll(sum: Map<string, Quantity>, more: ResourceList): void {
  for (const [name, quantity] of more) {
    sum.set(name, (sum.get(name) ?? 0n) + quantity);
  }
}

function raiseTo(level: Map<string, Quantity>, other: ResourceList): void {
  for (const [name, quantity] of other) {
    const present = level.get(name);
    if (present === undefined || quantity > present) {
      level.set(name, quantity);
    }
  }
}
