import { RolloutPlanOptions } from './rollout-plan-options';

/** What a container takes to run where nothing is said: a small image that has to be pulled. */
export const DEFAULT_START_SECONDS = 10;

/** The seconds that a pod takes to start, by pool. */
export type StartSeconds = (pool: string | undefined) => number;

/**
 * Reads how long pods take to start.
 *
 * @param pools the names of the pools that the inventory has
 * @throws Error for a negative number, or a pool that there is not.
 */
export function startSecondsOf(given: RolloutPlanOptions['startSeconds'], pools: ReadonlySet<string>): StartSeconds {
  if (given === undefined || typeof given === 'number') {
    const seconds = given ?? DEFAULT_START_SECONDS;
    check(seconds, 'startSeconds');
    return () => seconds;
  }
  const byPool = new Map(Object.entries(given));
  for (const [pool, seconds] of byPool) {
    check(seconds, `startSeconds.${pool}`);
    if (!pools.has(pool)) {
      const known =
        pools.size > 0 ? `its pools are ${[...pools].sort().join(', ')}` : 'no label of its nodes names one';
      throw new Error(`startSeconds: the inventory has no pool "${pool}": ${known}`);
    }
  }
  return (pool) => (pool === undefined ? undefined : byPool.get(pool)) ?? DEFAULT_START_SECONDS;
}

function check(seconds: number, option: string): void {
  if (typeof seconds !== 'number' || !(seconds >= 0) || !Number.isFinite(seconds)) {
    throw new Error(`${option} is ${JSON.stringify(seconds)}: it must be a number of seconds, 0 or more`);
  }
}
