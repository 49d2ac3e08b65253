import { isRecord } from './is-record';

/**
 * Which fields of an object are kept: `true` for all below, or the fields that are, each with its own. In a list the same
 * holds for every item.
 */
export type KeptFields = true | { readonly [field: string]: KeptFields };

/** The same object with the fields that are kept; an object of which nothing is kept is left out of the one it is in. */
export function keepFields(value: unknown, kept: KeptFields): unknown {
  if (kept === true || typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => keepFields(item, kept));
  }
  return Object.fromEntries(
    Object.entries(kept)
      .filter(([field]) => Object.hasOwn(value, field))
      .map(([field, below]) => [field, keepFields((value as Record<string, unknown>)[field], below), below] as const)
      .filter(([, each, below]) => below === true || !isRecord(each) || Object.keys(each).length > 0),
  );
}
