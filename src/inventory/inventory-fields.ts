import { isOwnObject } from './inventory-section';
import { READY } from './node';
import { RESIZE_PENDING } from './running-pod-reader';
import { KeptFields } from '../kubernetes/manifest/kept-fields';
import { PlannedKind, plannedKind } from '../kubernetes/manifest/manifest';

const REQUIREMENTS = { requests: true, limits: true } as const;
const CONDITIONS = { type: true, status: true, reason: true } as const;

const CONTAINERS = {
  name: true,
  resources: REQUIREMENTS,
  ports: { containerPort: true, hostPort: true, hostIP: true, protocol: true },
  restartPolicy: true,
} as const;

const CONTAINER_STATUSES = { name: true, allocatedResources: true, resources: REQUIREMENTS } as const;

/** The conditions of nodes and pods that an inventory reads. */
export const CONDITION_TYPES: readonly unknown[] = [READY, RESIZE_PENDING];

/** What an inventory reads of each kind: no environment, no command, no annotation, no image. */
export const INVENTORY_FIELDS = {
  Node: {
    metadata: { name: true, labels: true },
    spec: { taints: true, unschedulable: true },
    status: { allocatable: true, capacity: true, conditions: CONDITIONS },
  },
  Namespace: { metadata: { name: true, labels: true } },
  Pod: {
    metadata: {
      name: true,
      namespace: true,
      labels: true,
      deletionTimestamp: true,
      ownerReferences: { kind: true, name: true, controller: true },
    },
    spec: {
      nodeName: true,
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: true } },
      tolerations: true,
      containers: CONTAINERS,
      initContainers: CONTAINERS,
      resources: REQUIREMENTS,
      overhead: true,
      hostNetwork: true,
      priority: true,
      priorityClassName: true,
    },
    status: {
      phase: true,
      startTime: true,
      conditions: CONDITIONS,
      containerStatuses: CONTAINER_STATUSES,
      initContainerStatuses: CONTAINER_STATUSES,
      allocatedResources: true,
      resources: { requests: true },
    },
  },
  PriorityClass: { metadata: { name: true }, value: true, globalDefault: true, preemptionPolicy: true },
  LimitRange: { metadata: { name: true, namespace: true }, spec: true },
  RuntimeClass: { metadata: { name: true }, handler: true, overhead: true, scheduling: true },
  PodDisruptionBudget: {
    metadata: { name: true, namespace: true },
    spec: { selector: true },
    status: { disruptionsAllowed: true, disruptedPods: true },
  },
} as const satisfies Readonly<Record<Exclude<PlannedKind, 'DaemonSet'>, KeptFields>>;

/** What an inventory reads of objects of a kind; undefined where that is nothing. */
export function inventoryFields(apiVersion: string, kind: string): KeptFields | undefined {
  if (isOwnObject(apiVersion)) {
    return true;
  }
  const planned = plannedKind({ apiVersion, kind });
  return planned === undefined || planned === 'DaemonSet' ? undefined : INVENTORY_FIELDS[planned];
}
