/**
 * The places of several lists of one length, those together that hold the same in every list: what is decided once for a
 * group holds for all its places. Groups are in order of their first place, places ascending.
 *
 * A fleet has few groups: each list only looks for those places where a group falls apart.
 */
export function alikePlaces(size: number, lists: readonly ArrayLike<unknown>[]): number[][] {
  const groups = new Int32Array(size);
  let count = Math.min(1, size);
  for (const list of lists) {
    const usual = new Array<unknown>(count);
    const seen = new Uint8Array(count);
    const others = new Map<unknown, Map<number, number>>();
    for (let place = 0; place < size; place++) {
      const group = groups[place];
      const entry = list[place];
      if (seen[group] === 0) {
        seen[group] = 1;
        usual[group] = entry;
      } else if (usual[group] !== entry) {
        const split = others.get(entry) ?? new Map<number, number>();
        const number = split.get(group) ?? count++;
        others.set(entry, split.set(group, number));
        groups[place] = number;
      }
    }
  }
  const places = new Map<number, number[]>();
  groups.forEach((group, place) => {
    const together = places.get(group);
    if (together) {
      together.push(place);
    } else {
      places.set(group, [place]);
    }
  });
  return [...places.values()];
}

/** Several lists of places together, ascending. */
export function placesTogether(parts: readonly ArrayLike<number>[]): Int32Array {
  if (parts.length === 1) {
    return Int32Array.from(parts[0]);
  }
  const places = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    places.set(part, end);
    end += part.length;
  }
  return places.sort();
}
