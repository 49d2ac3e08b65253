import { Shard } from './fleet-document';

/** A number with as many digits as a part may have. */
export const MOST_SHARDS = 999_999;

/**
 * Reads a part of a fleet: `3/16`, the third of every sixteen clusters. Parts may be counted from 0, as the Indexed Jobs of
 * Kubernetes do, or from 1, as test runners do: the sixteenth of sixteen is that of 0.
 *
 * @throws Error that says what is expected
 */
export function readShard(text: string): Shard {
  const [, index, count] = /^([0-9]{1,6})\/([0-9]{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count < 1 || index > count) {
    throw new Error(`"${text}" is no shard: expected PART/PARTS, from 0/16 to 15/16, or from 1/16 to 16/16`);
  }
  return { index: index % count, count };
}

/** The things of a shard: every so many of them, so that shards have the same share of any beginning letter. */
export function inShard<T>(things: readonly T[], { index, count }: Shard): T[] {
  return things.filter((_, i) => i % count === index);
}
