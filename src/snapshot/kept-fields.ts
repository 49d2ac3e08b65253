import { INVENTORY_FIELDS } from '../inventory/inventory-fields';
import { KeptFields } from '../kubernetes/manifest/kept-fields';

const { capacity, ...status } = INVENTORY_FIELDS.Node.status;

/**
 * What a snapshot keeps of each kind: what an inventory reads of it. Nothing else leaves the cluster. The API server fills
 * in what is allocatable on a node that does not say it, so capacity has nothing to add.
 */
export const KEPT_FIELDS: Readonly<Record<string, KeptFields>> = {
  ...INVENTORY_FIELDS,
  Node: { ...INVENTORY_FIELDS.Node, status },
};
