import { KnownParts, Look } from './known-parts';
import { Fault } from '../kubernetes/manifest/fault';

/**
 * Reads a part of objects once for all objects in which it looks the same: a fleet repeats a few labels and taints many
 * times. A part with a fault is read anew in each object, so that each is told.
 */
export class ReadOnce<T extends object> {
  private readonly values: KnownParts<T>;

  /** @param look all that is read of the part */
  constructor(
    look: Look,
    private readonly faults: Fault[],
  ) {
    this.values = new KnownParts(look);
  }

  /** What has been read of a part that looks the same; undefined when nothing has. */
  known(part: unknown): T | undefined {
    return this.values.get(part);
  }

  /**
   * @param part what is read, as it was given
   * @param read the reader, which adds its faults
   */
  of<R extends T | undefined>(part: unknown, read: () => R): R | T {
    const known = this.known(part);
    if (known !== undefined) {
      return known;
    }
    const before = this.faults.length;
    const value = read();
    if (value !== undefined && this.faults.length === before) {
      this.values.set(part, value);
    }
    return value;
  }
}
