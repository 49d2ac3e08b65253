import { ClusterObjectReader } from './cluster-objects';
import { SectionReader } from './inventory-section';
import { Node, NodeReader, isRecord } from './node';
import { RunningPod, RunningPodReader } from './running-pod';
import { Fault } from '../kubernetes/manifest/fault';
import { Manifest, plannedKind } from '../kubernetes/manifest/manifest';
import { eachManifest } from '../kubernetes/manifest/read-manifests';

/**
 * Reads what an inventory holds from manifests, one after the other. Of Nodes and Pods nothing is kept but what is read,
 * and of one Pod what the next ones are held against: the objects may be dropped as they come.
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
  addObjects(objects: Iterable<unknown>, faults: Fault[]): void {
    for (const object of objects) {
      if (!this.addAlike(object)) {
        this.addAll(eachManifest([object], faults));
      }
    }
  }

  /** Reads a Node or a Pod that is like one before it: nothing is wrong with such an object, so it needs no manifest. */
  private addAlike(object: unknown): boolean {
    if (!isRecord(object) || object.apiVersion !== 'v1') {
      return false;
    }
    if (object.kind === 'Node') {
      return added(this.nodes, this.nodeReader.readAlike(object));
    }
    return object.kind === 'Pod' && added(this.pods, this.podReader.readAlike(object));
  }

  /** Reads a manifest; one of a kind that no plan reads is left alone. */
  add(manifest: Manifest): void {
    switch (plannedKind(manifest)) {
      case 'Node':
        this.nodes.push(this.nodeReader.read(manifest));
        break;
      case 'Pod':
        added(this.pods, this.podReader.read(manifest));
        break;
      case undefined:
        this.declared.add(manifest);
        break;
      default:
        this.objects.add(manifest);
    }
  }

  /** Whether no manifest told of any node. */
  get isEmpty(): boolean {
    return this.nodes.length + this.declared.nodes.length + this.declared.sections.length === 0;
  }

  /** What has been read. */
  get contents() {
    const { nodes: declared, sections } = this.declared;
    return { nodes: [...this.nodes, ...declared], pods: this.pods, objects: this.objects.objects, sections };
  }
}

function added<T>(items: T[], item: T | undefined): boolean {
  return item !== undefined && items.push(item) > 0;
}
