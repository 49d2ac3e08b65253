import { ClusterObjectReader } from './cluster-objects';
import { SectionReader } from './inventory-section';
import { Node, NodeReader } from './node';
import { RunningPod, RunningPodReader } from './running-pod';
import { Fault } from '../kubernetes/manifest/fault';
import { Manifest, plannedKind } from '../kubernetes/manifest/manifest';

/**
 * Reads what an inventory holds from manifests, one after the other. Of a Node or a Pod nothing is kept but what is read:
 * the object may be dropped before the next one comes.
 */
export class InventoryReader {
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

  /** Reads a manifest; one of a kind that no plan reads is left alone. */
  add(manifest: Manifest): void {
    switch (plannedKind(manifest)) {
      case 'Node':
        this.nodes.push(this.nodeReader.read(manifest));
        break;
      case 'Pod':
        this.addPod(manifest);
        break;
      case undefined:
        this.declared.add(manifest);
        break;
      default:
        this.objects.add(manifest);
    }
  }

  private addPod(manifest: Manifest): void {
    const pod = this.podReader.read(manifest);
    if (pod) {
      this.pods.push(pod);
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
