import { KubernetesVersion } from './kubernetes-version';
import { Fault } from './manifest/fault';
import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';
import { aggregateContainerRequests } from './pod-requests';
import { Container, PodSpec, ResourceList } from './pod-spec';
import { Quantity } from './quantity';
import { readResourceList } from './read-pod-spec';

/** One item of a LimitRange, its defaults filled in. */
export interface LimitRangeItem {
  /** `Container` or `Pod`; other types do not concern pods. */
  readonly type: string;
  readonly min: ResourceList;
  readonly max: ResourceList;
  /** Limits of containers that have none. */
  readonly default: ResourceList;
  /** Requests of containers that have none. */
  readonly defaultRequest: ResourceList;
  readonly maxLimitRequestRatio: ResourceList;
}

/**
 * Defaults and bounds for the pods of a namespace.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export interface LimitRange {
  readonly namespace: string;
  readonly name: string;
  readonly items: readonly LimitRangeItem[];
}

export function readLimitRange(manifest: Manifest, faults: Fault[]): LimitRange {
  const root = Field.of(manifest, faults);
  const metadata = root.required('metadata');
  return {
    namespace: metadata.get('namespace').string() || 'default',
    name: metadata.required('name').string() ?? '',
    items: root.required('spec').get('limits').list(readItem),
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem */
function readItem(item: Field): LimitRangeItem {
  const type = item.get('type').string() ?? '';
  const min = readResourceList(item.get('min'));
  const max = readResourceList(item.get('max'));
  const container = type === 'Container';
  const limits = container ? filled(readResourceList(item.get('default')), max) : new Map<string, Quantity>();
  const requests = container ? filled(readResourceList(item.get('defaultRequest')), limits, min) : limits;
  const maxLimitRequestRatio = readResourceList(item.get('maxLimitRequestRatio'));
  return { type, min, max, default: limits, defaultRequest: requests, maxLimitRequestRatio };
}

/** The list, with what it lacks taken from the others in turn. */
function filled(list: ResourceList, ...others: ResourceList[]): Map<string, Quantity> {
  const result = new Map(list);
  for (const other of others) {
    for (const [name, quantity] of other) {
      if (!result.has(name)) {
        result.set(name, quantity);
      }
    }
  }
  return result;
}

/**
 * The pod with the default limits and requests of its namespace.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/limitranger/admission.go
 * defaultContainerResourceRequirements, mergeContainerResources
 */
export function applyLimitRanges(pod: PodSpec, ranges: readonly LimitRange[]): PodSpec {
  const items = ranges.flatMap((range) => range.items).filter(({ type }) => type === 'Container');
  if (items.length === 0) {
    return pod;
  }
  // Ranges are applied one after the other, so the first to name a resource decides it.
  const withDefaults = (container: Container): Container => ({
    ...container,
    limits: filled(container.limits, ...items.map((item) => item.default)),
    requests: filled(container.requests, ...items.map((item) => item.defaultRequest)),
  });
  return { ...pod, containers: pod.containers.map(withDefaults), initContainers: pod.initContainers.map(withDefaults) };
}

/**
 * What of the pod the LimitRanges of its namespace forbid, in the words of the API server; empty when it is admitted.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/limitranger/admission.go PodValidateLimitFunc
 */
export function limitRangeFaults(pod: PodSpec, ranges: readonly LimitRange[], version: KubernetesVersion): string[] {
  const containers = [...pod.containers, ...pod.initContainers];
  return ranges
    .flatMap((range) => range.items)
    .flatMap((item) => {
      const subjects = item.type === 'Container' ? containers : item.type === 'Pod' ? [wholePod(pod, version)] : [];
      return subjects.flatMap((subject) => itemFaults(item, subject));
    });
}

/** The pod as one: its containers together, cpu and memory as declared for the pod, without overhead. */
function wholePod(pod: PodSpec, version: KubernetesVersion): Pick<Container, 'requests' | 'limits'> {
  const containers = pod.containers.map(limitsAsRequests);
  const initContainers = pod.initContainers.map(limitsAsRequests);
  const limits = aggregateContainerRequests({ containers, initContainers }, version);
  const requests = aggregateContainerRequests(pod, version);
  if (!version.podLevelResources) {
    return { requests, limits };
  }
  return { requests: overridden(requests, pod.requests), limits: overridden(limits, pod.limits) };
}

function limitsAsRequests(container: Container): Container {
  return { ...container, requests: container.limits };
}

function overridden(list: ResourceList, podLevel: ResourceList): ResourceList {
  return new Map([...list, ...[...podLevel].filter(([name]) => name === 'cpu' || name === 'memory')]);
}

function itemFaults(item: LimitRangeItem, { requests, limits }: Pick<Container, 'requests' | 'limits'>): string[] {
  const faults: string[] = [];
  for (const [name, min] of item.min) {
    const request = requests.get(name);
    const limit = limits.get(name);
    if (request === undefined) {
      faults.push(`minimum ${name} usage per ${item.type} is set, but no request is specified`);
    } else if (request < min) {
      faults.push(`the request of ${name} is below the minimum usage per ${item.type}`);
    } else if (limit !== undefined && limit < min) {
      faults.push(`the limit of ${name} is below the minimum usage per ${item.type}`);
    }
  }
  for (const [name, max] of item.max) {
    const request = requests.get(name);
    const limit = limits.get(name);
    if (limit === undefined) {
      faults.push(`maximum ${name} usage per ${item.type} is set, but no limit is specified`);
    } else if (limit > max) {
      faults.push(`the limit of ${name} is above the maximum usage per ${item.type}`);
    } else if (request !== undefined && request > max) {
      faults.push(`the request of ${name} is above the maximum usage per ${item.type}`);
    }
  }
  for (const [name, ratio] of item.maxLimitRequestRatio) {
    const request = requests.get(name) ?? 0n;
    const limit = limits.get(name) ?? 0n;
    if (request === 0n || limit === 0n) {
      faults.push(
        `a limit to request ratio of ${name} per ${item.type} is set, but no request or no limit is specified`,
      );
    } else if (limit * 1_000_000_000n > ratio * request) {
      faults.push(`the limit to request ratio of ${name} is above the maximum per ${item.type}`);
    }
  }
  return faults;
}
