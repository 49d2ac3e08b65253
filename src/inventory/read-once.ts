import { KnownParts, Look, lookedAt } from './known-parts';
import { Fault } from '../kubernetes/manifest/fault';

/** From then on it is worth having the part in a form that is quick to compare with. */
const OFTEN = 32;

/**
 * Reads a part of objects once for all objects in which it looks the same: a fleet repeats a few labels, taints and pod
 * specs many times. A part with a fault is read anew in each object, so that each is told.
 */
export class ReadOnce<T extends object> {
  private readonly values: KnownParts<T>;
  /** The part that was met twice in a row last: the next one may well look the same. */
  private recent: { part: unknown; readonly value: T; met: number } | undefined = undefined;
  private last: T | undefined = undefined;

  /**
   * @param look all that is read of the part
   * @param same whether two parts look the same, which is asked before it is looked for among all that are known
   */
  constructor(
    private readonly look: Look,
    private readonly faults: Fault[],
    private readonly same?: (part: unknown, known: unknown) => boolean,
  ) {
    this.values = new KnownParts(look);
  }

  /** What has been read of a part that looks the same; undefined when nothing has. */
  known(part: unknown): T | undefined {
    const { recent, same } = this;
    if (recent && same?.(part, recent.part)) {
      recent.met++;
      if (recent.met === OFTEN) {
        recent.part = lookedAt(part, this.look);
      }
      return recent.value;
    }
    const value = this.values.get(part);
    if (same && value !== undefined && value === this.last) {
      this.recent = { part, value, met: 0 };
    }
    this.last = value;
    return value;
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
