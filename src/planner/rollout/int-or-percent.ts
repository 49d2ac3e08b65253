import { Field } from '../../kubernetes/manifest/field';

/** A number of nodes, or a share of them such as `10%`. */
export type IntOrPercent = number | string;

const PERCENT = /^[0-9]+%$/;
const RULE = 'must be a whole number of 0 or more, or a percentage such as "10%"';

/** Reads a budget of an update strategy as the API server accepts it. */
export function readIntOrPercent(field: Field): IntOrPercent | undefined {
  const { present, value } = field;
  if (!present) {
    return undefined;
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 ? value : field.fault(RULE);
  }
  if (typeof value !== 'string' || !PERCENT.test(value)) {
    return field.fault(RULE, hintFor(value));
  }
  return parseInt(value, 10) <= 100 ? value : field.fault('must not be greater than 100%');
}

function hintFor(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9]+$/.test(value) ? `write ${value}, or "${value}%"` : undefined;
}

/**
 * The budget for a number of nodes: percentages round up, for maxUnavailable as for maxSurge.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/intstr/intstr.go GetScaledValueFromIntOrPercent
 */
export function scaledValue(budget: IntOrPercent, nodes: number): number {
  return typeof budget === 'number' ? budget : Math.ceil((parseInt(budget, 10) * nodes) / 100);
}
