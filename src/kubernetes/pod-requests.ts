import { KubernetesVersion } from './kubernetes-version';
import { Container, PodResize, PodSpec, ResourceList } from './pod-spec';
import { Quantity } from './quantity';
import { resourceAmount } from './resource-name';

/** Amounts by resource name as the scheduler counts them: cpu in millicores, bytes, or units. */
export type ResourceAmounts = ReadonlyMap<string, number>;

/**
 * The request of a pod as a whole: containers and sidecars together, or the peak while init containers run; pod-level
 * requests replace it; overhead comes on top. Exact, so that `0.5m` twice is `1m`.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go PodRequests
 */
export function podRequests(pod: PodSpec, version: KubernetesVersion): ResourceList {
  const requests =
    pod.resize && version.inPlacePodResize
      ? resizedRequests(pod, pod.resize, version)
      : aggregateContainerRequests(pod, version);
  if (version.podLevelResources) {
    for (const [name, quantity] of pod.requests) {
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
  pod: Pick<PodSpec, 'containers' | 'initContainers'>,
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
 * The most of what the containers ask, what the kubelet has set aside for them and what is in force: while a pod is
 * resized in place, the node holds room for all three.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go AggregateContainerRequests, UseStatusResources
 */
function resizedRequests(pod: PodSpec, resize: PodResize, version: KubernetesVersion): Map<string, Quantity> {
  const { allocated, actual, infeasible } = resize;
  const asked = (container: Container): ResourceList => (infeasible ? new Map() : container.requests);
  const setAside = (container: Container): ResourceList => allocated.get(container.name) ?? asked(container);
  const inForce = (container: Container): ResourceList => actual.get(container.name) ?? setAside(container);
  const most = new Map<string, Quantity>();
  for (const requests of [asked, setAside, inForce]) {
    const view = (container: Container) => ({ ...container, requests: requests(container) });
    const containers = pod.containers.map(view);
    const initContainers = pod.initContainers.map(view);
    raiseTo(most, aggregateContainerRequests({ containers, initContainers }, version));
  }
  return most;
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
  for (const [name, amount] of parts.flatMap((part) => [...part])) {
    sum.set(name, (sum.get(name) ?? 0) + amount);
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
