import { Errors } from './errors';
import { checkNotNegative } from './metadata';
import { DaemonSetUpdateStrategy } from './schema/daemon-set';
import { percentFaults } from './syntax';

type IntOrPercent = number | string;

/**
 * How the pods are replaced, with the API's defaults: RollingUpdate, and maxUnavailable 1.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateDaemonSetUpdateStrategy
 */
export function validateUpdateStrategy(strategy: DaemonSetUpdateStrategy, path: string, errors: Errors): void {
  const type = strategy.type || 'RollingUpdate';
  if (type === 'RollingUpdate') {
    const { maxUnavailable = 1, maxSurge = 0 } = strategy.rollingUpdate ?? {};
    validateRollingUpdate(maxUnavailable, maxSurge, `${path}.rollingUpdate`, errors);
  } else if (type !== 'OnDelete') {
    errors.notSupported(path, type, ['RollingUpdate', 'OnDelete']);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateRollingUpdateDaemonSet */
function validateRollingUpdate(
  maxUnavailable: IntOrPercent,
  maxSurge: IntOrPercent,
  path: string,
  errors: Errors,
): void {
  checkIntOrPercent(maxUnavailable, `${path}.maxUnavailable`, errors);
  checkIntOrPercent(maxSurge, `${path}.maxSurge`, errors);
  checkAtMost100Percent(maxUnavailable, `${path}.maxUnavailable`, errors);
  checkAtMost100Percent(maxSurge, `${path}.maxSurge`, errors);
  const hasUnavailable = amount(maxUnavailable) !== 0;
  const hasSurge = amount(maxSurge) !== 0;
  if (hasUnavailable && hasSurge) {
    const rule = 'may not be set when maxUnavailable is non-zero';
    errors.invalid(`${path}.maxSurge`, maxSurge, rule, 'write maxUnavailable: 0, or remove maxSurge');
  }
  if (!hasUnavailable && !hasSurge) {
    errors.required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0', 'write maxUnavailable: 1');
  }
}

function checkIntOrPercent(value: IntOrPercent, field: string, errors: Errors): void {
  if (typeof value === 'number') {
    checkNotNegative(value, field, errors);
  } else {
    const fix = /^[0-9]+$/.test(value) ? `write ${value} without quotes, or "${value}%"` : undefined;
    errors.invalidEach(field, value, percentFaults(value), fix);
  }
}

function checkAtMost100Percent(value: IntOrPercent, field: string, errors: Errors): void {
  if (isPercent(value) && amount(value) > 100) {
    errors.invalid(field, value, 'must not be greater than 100%');
  }
}

/** A text that is no percentage counts as the number it is, or as 0. */
function amount(value: IntOrPercent): number {
  return typeof value === 'string' && !isPercent(value) && !/^[+-]?[0-9]+$/.test(value)
    ? 0
    : parseInt(String(value), 10);
}

function isPercent(value: IntOrPercent): boolean {
  return typeof value === 'string' && percentFaults(value).length === 0;
}
