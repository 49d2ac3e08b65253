import { Given, sameWhole } from './same-parts';
import { isRecord } from '../kubernetes/manifest/is-record';

// Of every pod each field is compared, so the loops are written out: what they call for each item is known to V8.

/** Whether the spec of a pod is the same in all that is read of it as one that is known. */
export function sameSpec(given: Given, known: Given): boolean {
  return (
    sameContainers(given.containers, known.containers) &&
    given.hostNetwork === known.hostNetwork &&
    given.priority === known.priority &&
    given.priorityClassName === known.priorityClassName &&
    sameWhole(given.overhead, known.overhead) &&
    sameResources(given.resources, known.resources) &&
    sameContainers(given.initContainers, known.initContainers) &&
    sameWhole(given.tolerations, known.tolerations) &&
    sameAffinity(given.affinity, known.affinity)
  );
}

function sameContainers(given: unknown, known: unknown): boolean {
  if (!Array.isArray(given) || !Array.isArray(known) || given.length !== known.length) {
    return given === known;
  }
  for (let i = 0; i < known.length; i++) {
    const a = given[i];
    const b = known[i];
    if (
      !isRecord(a) ||
      !isRecord(b) ||
      a.name !== b.name ||
      a.restartPolicy !== b.restartPolicy ||
      !sameResources(a.resources, b.resources) ||
      !sameWhole(a.ports, b.ports)
    ) {
      return false;
    }
  }
  return true;
}

function sameResources(given: unknown, known: unknown): boolean {
  if (!isRecord(given) || !isRecord(known)) {
    return given === known;
  }
  return sameWhole(given.requests, known.requests) && sameWhole(given.limits, known.limits);
}

function sameAffinity(given: unknown, known: unknown): boolean {
  if (!isRecord(given) || !isRecord(known)) {
    return given === known;
  }
  const a = given.podAntiAffinity;
  const b = known.podAntiAffinity;
  if (!isRecord(a) || !isRecord(b)) {
    return a === b;
  }
  return sameWhole(a.requiredDuringSchedulingIgnoredDuringExecution, b.requiredDuringSchedulingIgnoredDuringExecution);
}

/** The same of what is read of its metadata. */
export function sameMetadata(given: Given, known: Given): boolean {
  return given.namespace === known.namespace && sameOwners(given.ownerReferences, known.ownerReferences);
}

function sameOwners(given: unknown, known: unknown): boolean {
  if (!Array.isArray(given) || !Array.isArray(known) || given.length !== known.length) {
    return given === known;
  }
  for (let i = 0; i < known.length; i++) {
    const a = given[i];
    const b = known[i];
    if (!isRecord(a) || !isRecord(b) || a.kind !== b.kind || a.name !== b.name || a.controller !== b.controller) {
      return false;
    }
  }
  return true;
}

/** Whether the kubelet reports of a pod's resources nothing but what its spec requests. */
export function isSettled(status: Given, spec: Given): boolean {
  return (
    areSettled(status.containerStatuses, spec.containers) &&
    areSettled(status.initContainerStatuses, spec.initContainers) &&
    reportsRequests(status, spec.resources)
  );
}

function areSettled(statuses: unknown, containers: unknown): boolean {
  if (!Array.isArray(statuses)) {
    return statuses === undefined;
  }
  for (let i = 0; i < statuses.length; i++) {
    const status: unknown = statuses[i];
    const container = isRecord(status) ? containerOf(status.name, i, containers) : undefined;
    if (!container || !reportsRequests(status as Given, container.resources)) {
      return false;
    }
  }
  return true;
}

/** The container of a name, which most often stands at the place of its status. */
function containerOf(name: unknown, place: number, containers: unknown): Given | undefined {
  if (!Array.isArray(containers)) {
    return undefined;
  }
  for (let i = 0; i < containers.length; i++) {
    const container: unknown = containers[(place + i) % containers.length];
    if (isRecord(container) && container.name === name) {
      return container;
    }
  }
  return undefined;
}

/** What is set aside counts only beside what is in force. */
function reportsRequests({ resources, allocatedResources }: Given, asked: unknown): boolean {
  if (resources === undefined) {
    return true;
  }
  const requests = isRecord(asked) ? asked.requests : undefined;
  return isRecord(resources) && sameWhole(resources.requests, requests) && sameWhole(allocatedResources, requests);
}
