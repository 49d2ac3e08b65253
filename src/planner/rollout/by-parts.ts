/** Things known by several parts, each compared by identity: a map of maps, for a key of text costs more to make. */
export class ByParts<T> {
  private readonly root = new Map<unknown, unknown>();

  /** What is known by the parts; made where nothing is. There must be as many parts each time. */
  get(parts: readonly unknown[], make: () => T): T {
    let map = this.root;
    for (const part of parts.slice(0, -1)) {
      let next = map.get(part) as Map<unknown, unknown> | undefined;
      if (!next) {
        next = new Map();
        map.set(part, next);
      }
      map = next;
    }
    const last = parts[parts.length - 1];
    if (!map.has(last)) {
      map.set(last, make());
    }
    return map.get(last) as T;
  }
}
