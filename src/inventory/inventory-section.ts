import { Node } from './node';
import { readPool } from './node-pool';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { onlyFields } from '../kubernetes/manifest/only-fields';

/** The API group of the objects that are this library's own. */
const GROUP = 'cdk8s-node-agents';
const API_VERSION = `${GROUP}/v1alpha1`;
const KIND = 'NodeInventory';

const FIELDS = ['apiVersion', 'kind', 'metadata', 'pools', 'bootstrap'];
const POOL_FIELDS = ['name', 'count', 'labels', 'taints', 'allocatable', 'zones'];

/** What an inventory file says beyond what a cluster does: objects of kind `NodeInventory`. */
export interface InventorySections {
  /** The nodes of the pools that are declared. */
  readonly nodes: readonly Node[];
  /** The objects, for planners that read their part of them. */
  readonly sections: readonly Manifest[];
}

/** Reads the objects of this library among those of an inventory; faults are added for one of an unknown kind. */
export function readSections(manifests: readonly Manifest[], faults: Fault[]): InventorySections {
  const sections = manifests.filter(({ apiVersion }) => apiVersion === GROUP || apiVersion.startsWith(`${GROUP}/`));
  const names = new Set<string>();
  const nodes = sections.flatMap((section) => {
    const root = Field.of(section, faults);
    const known = root.get('kind').oneOf([KIND]) && root.get('apiVersion').oneOf([API_VERSION]);
    return known ? readDeclaredPools(root, names) : [];
  });
  return { nodes, sections };
}

function readDeclaredPools(root: Field, names: Set<string>): Node[] {
  onlyFields(root, FIELDS);
  return root
    .get('pools')
    .items()
    .flatMap((pool) => {
      onlyFields(pool, POOL_FIELDS);
      const nodes = readPool(pool);
      const name = pool.get('name');
      if (typeof name.value !== 'string' || !names.has(name.value)) {
        names.add(String(name.value));
        return nodes;
      }
      name.fault('two pools have this name');
      return [];
    });
}
