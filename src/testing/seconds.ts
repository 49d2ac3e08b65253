const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['m', 60],
  ['s', 1],
]);

/**
 * Reads a duration as Kubernetes writes it, `90s`, `10m` or `1h30m`, or a number of seconds.
 *
 * @throws Error for anything else, with what to write.
 */
export function secondsOf(duration: string | number): number {
  if (typeof duration === 'number' && Number.isFinite(duration) && duration >= 0) {
    return duration;
  }
  if (typeof duration !== 'string' || !/^([0-9]+[hms])+$/.test(duration)) {
    throw new Error(
      `${JSON.stringify(duration) ?? duration} is not a duration: write one as Kubernetes does, such as "90s", "10m" or "1h30m", or a number of seconds`,
    );
  }
  return [...duration.matchAll(/([0-9]+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS.get(unit)!,
    0,
  );
}
