const BINARY_UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const LAST_UNIT = BINARY_UNITS.length - 1;

/** From here on millicores are harder to read than cores. */
const MANY_MILLICORES = 10_000;

/** How a figure that does not come out even is rounded, so that what is short never looks as if it were enough. */
export type Rounding = 'nearest' | 'up' | 'down';

const ROUND: Record<Rounding, (value: number) => number> = {
  nearest: Math.round,
  up: Math.ceil,
  down: Math.floor,
};

/** An amount of cpu in millicores, exactly: `1925m`, `4`, and from ten cores on `47.81`. */
export function cpuText(millicores: number): string {
  const inCores = millicores % 1000 === 0 || Math.abs(millicores) >= MANY_MILLICORES;
  return inCores ? `${millicores / 1000}` : `${millicores}m`;
}

/** An amount of bytes with one decimal at most: `1.4Gi`, `128Mi`, `512 bytes`. */
export function bytesText(bytes: number, rounding: Rounding = 'nearest'): string {
  let unit = 0;
  let value = bytes;
  while (Math.abs(toOneDecimal(value, rounding)) >= 1024 && unit < LAST_UNIT) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? (value === 0 ? '0' : `${value} bytes`) : `${toOneDecimal(value, rounding)}${BINARY_UNITS[unit]}`;
}

function toOneDecimal(value: number, rounding: Rounding): number {
  return ROUND[rounding](value * 10) / 10;
}

/** An amount of a resource in the scheduler's unit: cpu in millicores, memory and storage in bytes, others as they are. */
export function amountText(resource: string, amount: number, rounding?: Rounding): string {
  if (resource === 'cpu') {
    return cpuText(amount);
  }
  return isInBytes(resource) ? bytesText(amount, rounding) : `${amount}`;
}

function isInBytes(resource: string): boolean {
  return resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');
}

/** A share in whole percent: `9%`, `<1%` for what would round to nothing, `-` of nothing at all. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) {
    return '-';
  }
  const percent = (part / whole) * 100;
  return percent > 0 && percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}

/** A number of things: `1 node`, `3 nodes`, `100,000 nodes`. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${wholeText(count)} ${count === 1 ? noun : plural}`;
}

/** A whole number with commas between the thousands. `toLocaleString` would load the data of all languages for it. */
export function wholeText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
