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
        let split = others.get(entry);
        if (!split) {
          split = new Map();
          others.set(entry, split);
        }
        let number = split.get(group);
        if (number === undefined) {
          number = count++;
          split.set(group, number);
        }
        groups[place] = number;
      }
    }
  }
  const byGroup = new Array<number[] | undefined>(count);
  const inOrder: number[][] = [];
  for (let place = 0; place < size; place++) {
    let together = byGroup[groups[place]];
    if (!together) {
      together = [];
      byGroup[groups[place]] = together;
      inOrder.push(together);
    }
    together.push(place);
  }
  return inOrder;
}

/** Several lists of ascending places together, ascending; no place is in two of them. */
export function placesTogether(parts: readonly ArrayLike<number>[]): Int32Array {
  if (parts.length === 1) {
    return Int32Array.from(parts[0]);
  }
  const places = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  const end = parts.reduce((last, part) => Math.max(last, (part[part.length - 1] ?? NOWHERE) + 1), 0);
  let next = 0;
  // To sort many places costs more than to look at every one once.
  if (places.length > end / SORTED_PART) {
    const present = new Uint8Array(end);
    for (const part of parts) {
      for (let i = 0; i < part.length; i++) {
        present[part[i]] = 1;
      }
    }
    for (let place = 0; place < end; place++) {
      if (present[place] === 1) {
        places[next++] = place;
      }
    }
    return places;
  }
  for (const part of parts) {
    places.set(part, next);
    next += part.length;
  }
  return places.sort();
}

/** The names of the nodes at places. */
export function namesAt(places: ArrayLike<number>, nodes: readonly { readonly name: string }[]): string[] {
  const names = new Array<string>(places.length);
  for (let i = 0; i < places.length; i++) {
    names[i] = nodes[places[i]].name;
  }
  return names;
}

const NOWHERE = -1;
const SORTED_PART = 16;
