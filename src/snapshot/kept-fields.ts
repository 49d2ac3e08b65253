import { CONDITION_TYPES, INVENTORY_FIELDS } from '../inventory/inventory-fields';
import { isSettled } from '../inventory/same-pod';
import { isRecord } from '../kubernetes/manifest/is-record';
import { KeptFields, keepFields } from '../kubernetes/manifest/kept-fields';

const { capacity, ...nodeStatus } = INVENTORY_FIELDS.Node.status;

/**
 * What a snapshot keeps of each kind: what an inventory reads of it. Nothing else leaves the cluster. The API server fills
 * in what is allocatable on a node that does not say it, so capacity has nothing to add.
 */
const KEPT_FIELDS: Readonly<Record<string, KeptFields>> = {
  ...INVENTORY_FIELDS,
  Node: { ...INVENTORY_FIELDS.Node, status: nodeStatus },
};

/** What a snapshot keeps of an object of a kind: of its status, only what says more than its spec. */
export function keptOf(kind: string, object: unknown): object {
  const kept = keepFields(object, KEPT_FIELDS[kind]) as Record<string, unknown>;
  const { spec, status } = kept;
  return isRecord(status) ? { ...kept, status: telling(status, isRecord(spec) ? spec : {}) } : kept;
}

function telling(status: Record<string, unknown>, spec: Record<string, unknown>): object {
  const { containerStatuses, initContainerStatuses, allocatedResources, resources, ...rest } = status;
  const { conditions } = status;
  return {
    ...(isSettled(status, spec) ? rest : status),
    ...(Array.isArray(conditions) && { conditions: conditions.filter(isRead) }),
  };
}

/** Whether a condition is read, or has a fault that is to be told. */
function isRead(condition: unknown): boolean {
  return !isRecord(condition) || typeof condition.type !== 'string' || CONDITION_TYPES.includes(condition.type);
}
