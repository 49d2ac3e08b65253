import { Arrivals } from './arrivals';
import { ClusterObjectReader } from './cluster-objects';
import { fetchAhead } from './fetch-ahead';
import { SectionReader } from './inventory-section';
import { byName, byNamespaceAndName } from './list-order';
import { Node, NodeReader } from './node';
import { RunningPod } from './running-pod';
import { RunningPodReader } from './running-pod-reader';
import { Fault } from '../kubernetes/manifest/fault';
import { isRecord } from '../kubernetes/manifest/is-record';
import { Manifest, plannedKind } from '../kubernetes/manifest/manifest';
import { eachManifest } from '../kubernetes/manifest/read-manifests';

/** Few enough that what is fetched of them stays at hand until they are read. */
const AHEAD = 64;

/**
 * Reads what an inventory holds from manifests, one after the other. Nothing is kept of Nodes and Pods but what is read,
 * and of Pods what the next ones are held against: the objects may be dropped as they come.
 */
export class InventoryReader {
  /**
   * Reads nothing, and stays: V8 drops the code that it made for a class when a collection finds no object of it, and
   * the next inventory would be read by code that is cold again.
   */
  static readonly kept = new InventoryReader();

  /** The faults of all manifests, in their order. */
  readonly faults: Fault[] = [];

  private readonly nodes = new Arrivals<Node>((last, next) => byName(last, next) < 0);
  private readonly pods = new Arrivals<RunningPod>((last, next) => byNamespaceAndName(last, next) <= 0);
  private readonly nodeReader = new NodeReader(this.faults);
  private readonly podReader = new RunningPodReader(this.faults);
  private readonly objects = new ClusterObjectReader(this.faults);
  private readonly declared = new SectionReader(this.faults);

  /** Reads manifests, which may be made as they are asked for. */
  addAll(manifests: Iterable<Manifest>): void {
    for (const manifest of manifests) {
      this.add(manifest);
    }
  }

  /** Reads objects that are already parsed, or Lists of them. */
  addObjects(objects: readonly unknown[], faults: Fault[]): void {
    this.nodes.reserve(countOf('Node', objects));
    this.pods.reserve(countOf('Pod', objects));
    for (let i = 0; i < objects.length; i++) {
      if (i % AHEAD === 0) {
        fetchAhead(objects, i, Math.min(i + AHEAD, objects.length));
      }
      if (!this.addAlike(objects[i])) {
        this.addOther(objects[i], faults);
      }
    }
  }

  private addOther(object: unknown, faults: Fault[]): void {
    if (isRecord(object) && object.kind === 'List' && object.apiVersion === 'v1' && Array.isArray(object.items)) {
      this.addObjects(object.items, faults);
    } else {
      this.addAll(eachManifest([object], faults));
    }
  }

  /** Reads a Node or a Pod that is like one before it: nothing is wrong with such an object, so it needs no manifest. */
  private addAlike(object: unknown): boolean {
    if (!isRecord(object) || object.apiVersion !== 'v1') {
      return false;
    }
    if (object.kind === 'Node') {
      return this.addNode(this.nodeReader.readAlike(object));
    }
    return object.kind === 'Pod' && this.addPod(this.podReader.readAlike(object));
  }

  /** Reads a manifest; one of a kind that no plan reads is left alone. */
  add(manifest: Manifest): void {
    switch (plannedKind(manifest)) {
      case 'Node':
        this.addNode(this.nodeReader.read(manifest));
        break;
      case 'Pod':
        this.addPod(this.podReader.read(manifest));
        break;
      case undefined:
        this.declared.add(manifest);
        break;
      default:
        this.objects.add(manifest);
    }
  }

  private addNode(node: Node | undefined): boolean {
    if (node) {
      this.nodes.add(node);
    }
    return node !== undefined;
  }

  private addPod(pod: RunningPod | undefined): boolean {
    if (pod) {
      this.pods.add(pod);
    }
    return pod !== undefined;
  }

  /** Whether no manifest told of any node. */
  get isEmpty(): boolean {
    return this.nodes.count + this.declared.nodes.length + this.declared.sections.length === 0;
  }

  /** What has been read. */
  get contents() {
    const { nodes: declared, sections } = this.declared;
    const { nodes, pods } = this;
    return {
      nodes: declared.length === 0 ? nodes.all : [...nodes.all, ...declared],
      pods: pods.all,
      objects: this.objects.objects,
      sections,
      isInOrder: nodes.isInOrder && pods.isInOrder && declared.length === 0,
    };
  }
}

function countOf(kind: string, objects: readonly any[]): number {
  let count = 0;
  for (const object of objects) {
    count += object?.kind === kind ? 1 : 0;
  }
  return count;
}
