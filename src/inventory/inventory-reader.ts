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

  private readonly nodes: Node[] = [];
  private readonly pods: RunningPod[] = [];
  private isInOrder = true;
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

  // Each is compared while it is at hand: to come back to all of them takes its time.
  private addNode(node: Node | undefined): boolean {
    const last = this.nodes.at(-1);
    this.isInOrder &&= !node || !last || byName(last, node) < 0;
    return node !== undefined && this.nodes.push(node) > 0;
  }

  private addPod(pod: RunningPod | undefined): boolean {
    const last = this.pods.at(-1);
    this.isInOrder &&= !pod || !last || byNamespaceAndName(last, pod) <= 0;
    return pod !== undefined && this.pods.push(pod) > 0;
  }

  /** Whether no manifest told of any node. */
  get isEmpty(): boolean {
    return this.nodes.length + this.declared.nodes.length + this.declared.sections.length === 0;
  }

  /** What has been read. */
  get contents() {
    const { nodes: declared, sections } = this.declared;
    const { nodes, pods } = this;
    return {
      nodes: declared.length === 0 ? nodes : [...nodes, ...declared],
      pods,
      objects: this.objects.objects,
      sections,
      isInOrder: this.isInOrder && declared.length === 0,
    };
  }
}
