import { Errors } from './errors';
import { LabelSelector, LabelSelectorRequirement } from './schema/label-selector';
import { checkLabelValue, checkQualifiedName } from './syntax';

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/validation/validation.go ValidateLabels */
export function validateLabels(labels: ReadonlyMap<string, string> | undefined, path: string, errors: Errors): void {
  for (const [key, value] of labels ?? []) {
    checkQualifiedName(key, path, errors);
    checkLabelValue(value, path, errors);
  }
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector */
export function validateLabelSelector(selector: LabelSelector | undefined, path: string, errors: Errors): void {
  validateLabels(selector?.matchLabels, `${path}.matchLabels`, errors);
  selector?.matchExpressions?.forEach((requirement, i) =>
    validateRequirement(requirement, `${path}.matchExpressions[${i}]`, errors),
  );
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function validateRequirement(requirement: LabelSelectorRequirement, path: string, errors: Errors): void {
  const { operator = '', key = '', values = [] } = requirement;
  checkOperator(operator, OPERATORS, `${path}.operator`, errors);
  checkValueCount(operator, values, `${path}.values`, errors);
  checkQualifiedName(key, `${path}.key`, errors);
  values.forEach((value, i) => checkLabelValue(value, `${path}.values[${i}]`, errors));
}

/** Checks the operator of a label selector or of a node selector. */
export function checkOperator(operator: string, operators: readonly string[], field: string, errors: Errors): void {
  if (!operators.includes(operator)) {
    errors.invalid(field, operator, 'not a valid selector operator', `write one of ${operators.join(', ')}`);
  }
}

/** `In` and `NotIn` need values, `Exists` and `DoesNotExist` take none. */
export function checkValueCount(operator: string, values: readonly string[], field: string, errors: Errors): void {
  if (['In', 'NotIn'].includes(operator) && values.length === 0) {
    errors.required(field, "must be specified when `operator` is 'In' or 'NotIn'");
  }
  if (['Exists', 'DoesNotExist'].includes(operator) && values.length > 0) {
    const fix = `remove the values, or write operator: ${operator === 'Exists' ? 'In' : 'NotIn'}`;
    errors.forbidden(field, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'", fix);
  }
}
