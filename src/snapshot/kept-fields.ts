/**
 * Which fields of an object are kept: `true` for all below, or the fields that are, each with its own. In a list the same
 * holds for every item.
 */
export type KeptFields = true | { readonly [field: string]: KeptFields };

const REQUIREMENTS = { requests: true, limits: true } as const;
const CONDITIONS = { type: true, status: true, reason: true } as const;

const CONTAINERS = {
  name: true,
  resources: REQUIREMENTS,
  ports: true,
  restartPolicy: true,
} as const;

const CONTAINER_STATUSES = { name: true, allocatedResources: true, resources: REQUIREMENTS } as const;

/** What a plan reads of each kind. Nothing else leaves the cluster: no environment, no command, no annotation, no image. */
export const KEPT_FIELDS: Readonly<Record<string, KeptFields>> = {
  Node: {
    metadata: { name: true, labels: true },
    spec: { taints: true, unschedulable: true },
    status: { allocatable: true, conditions: CONDITIONS },
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
      nodeSelector: true,
      affinity: true,
      topologySpreadConstraints: true,
      tolerations: true,
      containers: CONTAINERS,
      initContainers: CONTAINERS,
      resources: REQUIREMENTS,
      overhead: true,
      hostNetwork: true,
      priority: true,
      priorityClassName: true,
      preemptionPolicy: true,
      runtimeClassName: true,
      schedulerName: true,
      volumes: { name: true, persistentVolumeClaim: { claimName: true } },
    },
    status: {
      phase: true,
      startTime: true,
      conditions: CONDITIONS,
      containerStatuses: CONTAINER_STATUSES,
      initContainerStatuses: CONTAINER_STATUSES,
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
};

/** The same object with the fields that are kept. */
export function keepFields(value: unknown, kept: KeptFields): unknown {
  if (kept === true || typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => keepFields(item, kept));
  }
  return Object.fromEntries(
    Object.entries(kept)
      .filter(([field]) => Object.hasOwn(value, field))
      .map(([field, below]) => [field, keepFields((value as Record<string, unknown>)[field], below)]),
  );
}
