import { Fault } from '../kubernetes/manifest/fault';

/**
 * Reads a part of objects once for all objects in which it has the same text: a fleet repeats a few labels, taints and
 * pod specs many times. A part with a fault is read anew in each object, so that each is told.
 */
export class ReadOnce<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly faults: Fault[]) {}

  /**
   * @param part what is read, as it was given
   * @param read the reader, which adds its faults
   */
  of(part: unknown, read: () => T): T {
    const text = textOf(part);
    const before = this.faults.length;
    const known = text === undefined ? undefined : this.known.get(text);
    if (known !== undefined) {
      return known;
    }
    const value = read();
    if (text !== undefined && this.faults.length === before) {
      this.known.set(text, value);
    }
    return value;
  }
}

/** The part as JSON; undefined where JSON does not tell it from another: NaN is written as null. */
function textOf(part: unknown): string | undefined {
  try {
    const text = JSON.stringify(part) ?? '';
    return text.includes('null') ? undefined : text;
  } catch {
    return undefined; // YAML can build an object that holds itself, and a caller may pass a bigint.
  }
}
