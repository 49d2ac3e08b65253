import { Labels } from '../kubernetes/label-selector';

/** The label that no two nodes share. */
export const HOSTNAME = 'kubernetes.io/hostname';

/**
 * Labels of a node, of which all but the hostname are one map for all nodes that have the same. A fleet has few such
 * maps, so whoever asks about labels can ask once for each.
 */
export class NodeLabels implements ReadonlyMap<string, string> {
  /**
   * @param shared the labels; where the node has a hostname its key stands there too, with any value
   * @param hostname the value of the hostname label
   */
  constructor(
    readonly shared: Labels,
    readonly hostname: string | undefined,
  ) {}

  get size(): number {
    return this.shared.size;
  }

  get(key: string): string | undefined {
    return key === HOSTNAME ? this.hostname : this.shared.get(key);
  }

  has(key: string): boolean {
    return this.shared.has(key);
  }

  keys(): MapIterator<string> {
    return this.shared.keys();
  }

  values(): MapIterator<string> {
    return this.complete().values();
  }

  entries(): MapIterator<[string, string]> {
    return this.complete().entries();
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }

  forEach(visit: (value: string, key: string, labels: Labels) => void): void {
    this.complete().forEach((value, key) => visit(value, key, this));
  }

  private complete(): Labels {
    return this.hostname === undefined ? this.shared : new Map(this.shared).set(HOSTNAME, this.hostname);
  }
}
