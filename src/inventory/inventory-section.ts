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

/** Whether an object of this API version is one of this library. */
export function isOwnObject(apiVersion: string): boolean {
  return apiVersion === GROUP || apiVersion.startsWith(`${GROUP}/`);
}

/** Reads what an inventory file says beyond what a cluster does: objects of kind `NodeInventory`. */
export class SectionReader {
  /** The nodes of the pools that are declared. */
  readonly nodes: Node[] = [];
  /** The objects, for planners that read their part of them. */
  readonly sections: Manifest[] = [];

  private readonly names = new Set<string>();

  constructor(private readonly faults: Fault[]) {}

  /** Reads an object of this library; one of an unknown kind is a fault. Those of others are left alone. */
  add(manifest: Manifest): void {
    if (!isOwnObject(manifest.apiVersion)) {
      return;
    }
    this.sections.push(manifest);
    const root = Field.of(manifest, this.faults);
    if (root.get('kind').oneOf([KIND]) && root.get('apiVersion').oneOf([API_VERSION])) {
      for (const node of readDeclaredPools(root, this.names)) {
        this.nodes.push(node);
      }
    }
  }
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
