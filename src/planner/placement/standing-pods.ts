import { PodColumns } from './pod-columns';
import { PODS } from '../../kubernetes/resource-name';

/** What running pods take of the nodes, without those that are left out. */
export class StandingPods {
  private count: Uint32Array;
  private used: ReadonlyMap<string, Float64Array>;
  private readonly left: Uint8Array;
  private none?: Float64Array;
  private counts?: Float64Array;

  constructor(private readonly all: PodColumns) {
    this.count = all.count;
    this.used = all.used;
    this.left = new Uint8Array(all.size);
  }

  /** Leaves a pod out. */
  leaveOut(place: number): void {
    const { all } = this;
    const i = all.nodeOf(place)!;
    if (this.count === all.count) {
      this.count = this.count.slice();
      this.used = new Map([...this.used].map(([resource, column]) => [resource, column.slice()]));
    }
    this.left[place] = 1;
    this.count[i]--;
    for (const [resource, amount] of all.footprintOf(place).requests) {
      this.used.get(resource)![i] -= amount;
    }
  }

  isLeftOut(place: number): boolean {
    return this.left[place] === 1;
  }

  /** How many stand on a node. */
  countOn(i: number): number {
    return this.count[i];
  }

  /** What those on a node request of a resource. */
  requested(i: number, resource: string): number {
    return this.used.get(resource)?.[i] ?? 0;
  }

  /** By node, what those on it take of a resource, once nothing more is left out. */
  column(resource: string): Float64Array {
    if (resource === PODS) {
      return (this.counts ??= Float64Array.from(this.count));
    }
    return this.used.get(resource) ?? (this.none ??= new Float64Array(this.count.length));
  }

  /** The places of those on a node, in order of namespace and name. */
  on(i: number): number[] {
    return this.count[i] === 0 ? [] : [...this.all.on(i)].filter((place) => !this.isLeftOut(place));
  }
}
