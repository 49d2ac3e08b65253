import { isRecord } from '../kubernetes/manifest/is-record';

/** Fields as they were given, of any type. */
export type Given = Readonly<Record<string, unknown>>;

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
    const other = known[key];
    const isSame = item === other ? item !== undefined : sameWhole(item, other);
    if (!isSame || (key === '__proto__' && !Object.hasOwn(known, key))) {
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
  for (let i = 0; i < known.length; i++) {
    if (!sameWhole(given[i], known[i])) {
      return false;
    }
  }
  return true;
}
