/** A list whose items are made when they are first asked for. */
export function lazyList<T>(length: number, make: (i: number) => T): readonly T[] {
  const list = new Array<T>(length);
  for (let i = 0; i < length; i++) {
    Object.defineProperty(list, i, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value = make(i);
        Object.defineProperty(list, i, { value, enumerable: true });
        return value;
      },
    });
  }
  return list;
}
