/**
 * A Kubernetes quantity such as `100m` or `1.5Gi`, exactly, as a whole number of 10⁻⁹ units.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = bigint;

const NANO = 1_000_000_000n;
const NANO_PER_MILLI = 1_000_000n;
/** Upstream caps amounts at the largest int64 (`maxAllowed` in `quantity.go`). */
const MAX_QUANTITY = (2n ** 63n - 1n) * NANO;

const GRAMMAR = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const FORMAT_RULE = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const SUFFIX_RULE = "unable to parse quantity's suffix";

const DECIMAL_EXPONENT: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const BINARY_FACTOR: ReadonlyMap<string, bigint> = new Map(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, i) => [suffix, 2n ** BigInt(10 * (i + 1))]),
);
const EXPONENT = /^[eE]([-+]?[0-9]+)$/;
/** No quantity needs more: 10⁹⁹ is past every cap, 10⁻⁹⁹ below the smallest unit. */
const MAX_EXPONENT = 99;

/** A quantity and its suffix, or the rule that the text breaks. */
type Parsed = { readonly quantity: Quantity } | { readonly rule: string };

// A fleet repeats the same few texts ("110", "4", "128Mi"); each is parsed once.
const parsed = new Map<string, Parsed>();
const PARSED_LIMIT = 100_000;

/**
 * Parses a quantity, rounding away from zero to 10⁻⁹ as the API server does.
 *
 * Where upstream reads a text without any digit (`.`, `-`, `Ki`) as 0, this reports a fault.
 *
 * @throws Error naming the rule when the text is not a quantity.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go ParseQuantity
 */
export function parseQuantity(text: string): Quantity {
  const result = tryParseQuantity(text);
  if ('rule' in result) {
    throw new Error(`"${text}" is not a quantity: ${result.rule}`);
  }
  return result.quantity;
}

/** Parses a quantity, or returns the rule that the text breaks. */
export function tryParseQuantity(text: string): Parsed {
  let result = parsed.get(text);
  if (!result) {
    result = parse(text);
    if (parsed.size < PARSED_LIMIT) {
      parsed.set(text, result);
    }
  }
  return result;
}

function parse(text: string): Parsed {
  const match = GRAMMAR.exec(text);
  if (!match) {
    return { rule: FORMAT_RULE };
  }
  const [, sign, whole, fraction = '', suffix] = match;
  const magnitude = scale(BigInt(whole + fraction), fraction.length, suffix);
  if (magnitude === undefined) {
    return { rule: SUFFIX_RULE };
  }
  if (whole === '' && fraction === '') {
    return { rule: FORMAT_RULE };
  }
  const capped = magnitude > MAX_QUANTITY ? MAX_QUANTITY : magnitude;
  return { quantity: sign === '-' ? -capped : capped };
}

/** `digits` × 10^-`decimals` × suffix in nano units, rounded up; undefined for an unknown suffix. */
function scale(digits: bigint, decimals: number, suffix: string): bigint | undefined {
  const factor = BINARY_FACTOR.get(suffix);
  if (factor) {
    return divideUp(digits * factor * NANO, 10n ** BigInt(decimals));
  }
  const exponent = DECIMAL_EXPONENT.get(suffix) ?? explicitExponent(suffix);
  if (exponent === undefined) {
    return undefined;
  }
  const power = exponent + 9 - decimals;
  return power >= 0 ? digits * 10n ** BigInt(power) : divideUp(digits, 10n ** BigInt(-power));
}

function explicitExponent(suffix: string): number | undefined {
  const exponent = EXPONENT.exec(suffix)?.[1];
  return exponent === undefined ? undefined : Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Number(exponent)));
}

/** Division rounded away from zero (`Value()` and `MilliValue()` of upstream). */
function divideUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor === 0n ? quotient : quotient + (dividend < 0n ? -1n : 1n);
}

/** Whole units, rounded away from zero: what the scheduler counts bytes and devices in. */
export function quantityValue(quantity: Quantity): bigint {
  return divideUp(quantity, NANO);
}

/** Thousandths, rounded away from zero: what the scheduler counts cpu in. */
export function quantityMilliValue(quantity: Quantity): bigint {
  return divideUp(quantity, NANO_PER_MILLI);
}

/**
 * What the API server makes of an amount in a list of resources: what is written finer than thousandths is rounded up.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go SetDefaults_ResourceList
 */
export function storedQuantity(quantity: Quantity): Quantity {
  return quantity % NANO_PER_MILLI === 0n ? quantity : quantityMilliValue(quantity) * NANO_PER_MILLI;
}

/**
 * A quantity as people write it: cpu in millicores unless whole, bytes with the largest binary suffix that divides them.
 *
 * @param resource the resource it is an amount of: `cpu` never takes a binary suffix
 */
export function quantityToString(quantity: Quantity, resource: string): string {
  if (quantity % NANO !== 0n) {
    return `${quantityMilliValue(quantity)}m`;
  }
  const value = quantity / NANO;
  const fitting = resource === 'cpu' || value === 0n ? [] : [...BINARY_FACTOR].filter(([, f]) => value % f === 0n);
  const [suffix, factor] = fitting.at(-1) ?? ['', 1n];
  return `${value / factor}${suffix}`;
}
