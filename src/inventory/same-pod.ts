import { Given, sameList, sameObject, sameWhole } from './same-parts';

/** Whether the spec of a pod is the same in all that is read of it as one that is known. */
export function sameSpec(given: unknown, known: unknown): boolean {
  return sameObject(given, known, sameSpecFields);
}

function sameSpecFields(given: Given, known: Given): boolean {
  return (
    sameList(given.containers, known.containers, sameContainer) &&
    given.hostNetwork === known.hostNetwork &&
    given.priority === known.priority &&
    given.priorityClassName === known.priorityClassName &&
    sameWhole(given.overhead, known.overhead) &&
    sameObject(given.resources, known.resources, sameResources) &&
    sameList(given.initContainers, known.initContainers, sameContainer) &&
    sameList(given.tolerations, known.tolerations, sameToleration) &&
    sameObject(given.affinity, known.affinity, sameAffinity)
  );
}

function sameContainer(given: Given, known: Given): boolean {
  return (
    given.name === known.name &&
    given.restartPolicy === known.restartPolicy &&
    sameObject(given.resources, known.resources, sameResources) &&
    sameList(given.ports, known.ports, samePort)
  );
}

function sameResources(given: Given, known: Given): boolean {
  return sameWhole(given.requests, known.requests) && sameWhole(given.limits, known.limits);
}

function samePort(given: Given, known: Given): boolean {
  return (
    given.containerPort === known.containerPort &&
    given.hostPort === known.hostPort &&
    given.hostIP === known.hostIP &&
    given.protocol === known.protocol
  );
}

function sameToleration(given: Given, known: Given): boolean {
  return (
    given.key === known.key &&
    given.operator === known.operator &&
    given.value === known.value &&
    given.effect === known.effect &&
    given.tolerationSeconds === known.tolerationSeconds
  );
}

function sameAffinity(given: Given, known: Given): boolean {
  return sameObject(given.podAntiAffinity, known.podAntiAffinity, sameTerms);
}

function sameTerms(given: Given, known: Given): boolean {
  return sameWhole(
    given.requiredDuringSchedulingIgnoredDuringExecution,
    known.requiredDuringSchedulingIgnoredDuringExecution,
  );
}

/** The same of what is read of its metadata. */
export function sameMetadata(given: unknown, known: unknown): boolean {
  return sameObject(given, known, sameMetadataFields);
}

function sameMetadataFields(given: Given, known: Given): boolean {
  return given.namespace === known.namespace && sameList(given.ownerReferences, known.ownerReferences, sameOwner);
}

function sameOwner(given: Given, known: Given): boolean {
  return given.kind === known.kind && given.name === known.name && given.controller === known.controller;
}

/** The same of what is read of its status. */
export function sameStatus(given: unknown, known: unknown): boolean {
  return sameObject(given, known, sameStatusFields);
}

function sameStatusFields(given: Given, known: Given): boolean {
  return (
    sameList(given.containerStatuses, known.containerStatuses, sameContainerStatus) &&
    sameList(given.initContainerStatuses, known.initContainerStatuses, sameContainerStatus) &&
    sameReportedRequests(given, known)
  );
}

function sameContainerStatus(given: Given, known: Given): boolean {
  return given.name === known.name && sameReportedRequests(given, known);
}

function sameReportedRequests(given: Given, known: Given): boolean {
  return (
    sameWhole(given.allocatedResources, known.allocatedResources) &&
    sameObject(given.resources, known.resources, sameReported)
  );
}

function sameReported(given: Given, known: Given): boolean {
  return sameWhole(given.requests, known.requests);
}
