import { isRecord } from './node';

/** Fields as they were given, of any type. */
export type Given = Readonly<Record<string, unknown>>;

type Same = (given: Given, known: Given) => boolean;

/** Whether what should be lists of objects are the same, item by item. */
export function sameList(given: unknown, known: unknown, same: Same): boolean {
  if (!Array.isArray(given) || !Array.isArray(known)) {
    return given === known;
  }
  if (given.length !== known.length) {
    return false;
  }
  for (let i = 0; i < known.length; i++) {
    if (!sameObject(given[i], known[i], same)) {
      return false;
    }
  }
  return true;
}

/** Whether what should be objects are the same. */
export function sameObject(given: unknown, known: unknown, same: Same): boolean {
  return given === known || (isRecord(given) && isRecord(known) && same(given, known));
}

/** Whether two parts are the same as a whole, whatever keys there are. Their order does not count, as in Kubernetes. */
export function sameWhole(given: unknown, known: unknown): boolean {
  if (given === known) {
    return true;
  }
  if (!isRecord(given) || !isRecord(known)) {
    return sameItems(given, known);
  }
  let more = 0;
  for (const key in given) {
    const item = given[key];
    if (item === undefined || !sameWhole(item, known[key]) || (key === '__proto__' && !Object.hasOwn(known, key))) {
      return false;
    }
    more++;
  }
  for (const _ in known) {
    more--;
  }
  return more === 0;
}

function sameItems(given: unknown, known: unknown): boolean {
  if (!Array.isArray(given) || !Array.isArray(known) || given.length !== known.length) {
    return false;
  }
  return given.every((item, i) => sameWhole(item, known[i]));
}
