import { ClusterObjects, mergeClusterObjects, readClusterObjects } from './cluster-objects';
import { inventoryFields } from './inventory-fields';
import { InventoryReader } from './inventory-reader';
import { byName, byNamespaceAndName } from './list-order';
import { Node } from './node';
import { NodePool, nodesOfPool } from './node-pool';
import { RunningPod } from './running-pod';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { readManifestFile } from '../kubernetes/manifest/read-manifest-file';

/** What an inventory holds, read and checked. */
interface Contents {
  readonly nodes: readonly Node[];
  readonly pods: readonly RunningPod[];
  readonly objects: ClusterObjects;
  /** What files say beyond what a cluster does. @default - nothing */
  readonly sections?: readonly Manifest[];
}

interface InOrder {
  /** Whether nodes and pods are in order, and no two nodes of one name. @default - that is to be found out */
  readonly isInOrder?: boolean;
}

/**
 * The nodes a plan is made against, with the pods that run on them and the cluster's objects that decide about pods.
 *
 * @example
 * NodeInventory.fromFile('nodes.json'); // kubectl get nodes,pods -A -o json > nodes.json
 */
export class NodeInventory {
  /**
   * An inventory from a file of what `kubectl get nodes -o json` or `-o yaml` prints: Node and NodeList, Pod,
   * PriorityClass, LimitRange, RuntimeClass, PodDisruptionBudget and Namespace objects, in any number of documents and
   * Lists; and of `NodeInventory` objects of `cdk8s-node-agents/v1alpha1`, which declare pools and say what a bootstrap
   * cannot see, with the schema `schemas/node-inventory.json`. Other kinds are ignored.
   *
   * JSON is read as a stream, so the file may be of any size; JSON and YAML may be packed by gzip, whatever the name.
   *
   * @param path of a YAML or JSON file
   * @throws Error that lists every fault with its line: not YAML, no Kubernetes, no node, two nodes of one name, a node
   * without allocatable, a quantity such as `1GB`.
   */
  public static fromFile(path: string): NodeInventory {
    const faults: Fault[] = [];
    return NodeInventory._fromManifests(readManifestFile(path, inventoryFields, faults), faults, path);
  }

  /**
   * An inventory from Kubernetes objects that are already parsed, of the same kinds as in a file.
   *
   * @param objects Kubernetes objects, or Lists of them
   * @throws Error that lists every fault, as `fromFile` does
   */
  public static fromManifests(objects: any[]): NodeInventory {
    const faults: Fault[] = [];
    const reader = new InventoryReader();
    reader.addObjects(objects, faults);
    return NodeInventory._fromReader(reader, faults);
  }

  /**
   * An inventory of declared pools.
   *
   * @param pools the pools, each with its count
   * @throws Error that lists every fault: a bad count or quantity, two pools of one name
   */
  public static fromPools(pools: NodePool[]): NodeInventory {
    const faults: Fault[] = [];
    const nodes = distinct(pools, faults).flatMap((pool) => nodesOfPool(pool, faults));
    return checked({ nodes, pods: [], objects: readClusterObjects([], faults) }, faults);
  }

  /**
   * Takes the manifests one by one, and keeps none of those of a cluster: they may be made as they are asked for.
   *
   * @internal
   */
  public static _fromManifests(manifests: Iterable<Manifest>, faults: Fault[], file?: string): NodeInventory {
    const reader = new InventoryReader();
    reader.addAll(manifests);
    return NodeInventory._fromReader(reader, faults, file);
  }

  /** @internal */
  public static _fromReader(reader: InventoryReader, faults: Fault[], file?: string): NodeInventory {
    if (reader.isEmpty && faults.length === 0) {
      const hint = 'kubectl get nodes,pods -A -o json prints what is needed';
      faults.push({ file, rule: 'holds no Node: expected at least one object of kind Node', hint });
    }
    return checked(reader.contents, faults.concat(reader.faults), file);
  }

  /** @internal */
  public static _of(contents: Contents): NodeInventory {
    return new NodeInventory(contents);
  }

  /** @internal */
  public readonly _contents: Contents;

  private constructor(contents: Contents) {
    this._contents = contents;
  }

  /** How many nodes there are. */
  public get nodeCount(): number {
    return this._contents.nodes.length;
  }

  /** The names of all nodes, sorted. */
  public get nodeNames(): string[] {
    return this._contents.nodes.map(({ name }) => name);
  }

  /**
   * This inventory and another together, such as a live cluster and a pool that is yet to come.
   *
   * @param other the inventory to add
   * @throws Error when both have a node of one name
   */
  public and(other: NodeInventory): NodeInventory {
    const a = this._contents;
    const b = other._contents;
    return checked(
      {
        nodes: [...a.nodes, ...b.nodes],
        pods: [...a.pods, ...b.pods],
        objects: mergeClusterObjects(a.objects, b.objects),
        sections: [...(a.sections ?? []), ...(b.sections ?? [])],
      },
      [],
    );
  }
}

/** The pools of different names; one fault for each that repeats a name, instead of one for each of its nodes. */
function distinct(pools: readonly NodePool[], faults: Fault[]): NodePool[] {
  const names = new Set<string>();
  return pools.filter(({ name }) => {
    if (names.has(name)) {
      faults.push({ object: `NodePool ${name}`, field: 'name', rule: 'two pools have this name' });
      return false;
    }
    return names.add(name);
  });
}

/** The inventory, its nodes in order of name so that their order in a file changes nothing. */
function checked({ isInOrder, ...contents }: Contents & InOrder, faults: Fault[], file?: string): NodeInventory {
  if (isInOrder) {
    throwFaults(faults);
    return NodeInventory._of(contents);
  }
  const nodes = [...contents.nodes].sort(byName);
  for (let i = 1; i < nodes.length; i++) {
    if (nodes[i].name === nodes[i - 1].name) {
      faults.push({ file, object: `Node ${nodes[i].name}`, field: 'metadata.name', rule: 'two nodes have this name' });
    }
  }
  throwFaults(faults);
  return NodeInventory._of({ ...contents, nodes, pods: [...contents.pods].sort(byNamespaceAndName) });
}
