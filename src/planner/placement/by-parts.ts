/** Things known by several parts, each compared by identity: a map of maps, for a key of text costs more to make. */
export class ByParts<T> {
  private readonly root = new Map<unknown, unknown>();

  /** What is known by the parts; made where nothing is. There must be as many parts each time. */
  get(parts: readonly unknown[], make: () => T): T {
    const last = parts.length - 1;
    let map = this.root;
    for (let i = 0; i < last; i++) {
      let next = map.get(parts[i]) as Map<unknown, unknown> | undefined;
      if (!next) {
        next = new Map();
        map.set(parts[i], next);
      }
      map = next;
    }
    if (!map.has(parts[last])) {
      map.set(parts[last], make());
    }
    return map.get(parts[last]) as T;
  }
}
