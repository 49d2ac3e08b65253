import { Errors } from './errors';
import { checkOperator, checkValueCount } from './labels';
import { NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from './schema/scheduling';
import { checkDnsSubdomain, checkLabelValue, checkQualifiedName } from './syntax';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateNodeAffinity */
export function validateNodeAffinity(affinity: NodeAffinity | undefined, path: string, errors: Errors): void {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required) {
    const { nodeSelectorTerms: terms = [] } = required;
    const field = `${path}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
    if (terms.length === 0) {
      errors.required(field, 'must have at least one node selector term');
    }
    terms.forEach((term, i) => validateTerm(term, true, `${field}[${i}]`, errors));
  }
  affinity?.preferredDuringSchedulingIgnoredDuringExecution?.forEach(({ weight, preference = {} }, i) => {
    const field = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${i}]`;
    checkWeight(weight, `${field}.weight`, errors);
    validateTerm(preference, false, `${field}.preference`, errors);
  });
}

/** How much a preference counts. */
export function checkWeight(weight: number = 0, field: string, errors: Errors): void {
  if (weight <= 0 || weight > 100) {
    errors.invalid(field, weight, 'must be in the range 1-100');
  }
}

/** Preferences may name values that no label can have. */
function validateTerm(term: NodeSelectorTerm, checkValues: boolean, path: string, errors: Errors): void {
  term.matchExpressions?.forEach((requirement, i) =>
    validateExpression(requirement, checkValues, `${path}.matchExpressions[${i}]`, errors),
  );
  term.matchFields?.forEach((requirement, i) => validateMatchField(requirement, `${path}.matchFields[${i}]`, errors));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateNodeSelectorRequirement */
function validateExpression(
  { operator = '', key = '', values = [] }: NodeSelectorRequirement,
  checkValues: boolean,
  path: string,
  errors: Errors,
): void {
  checkValueCount(operator, values, `${path}.values`, errors);
  if (['Gt', 'Lt'].includes(operator) && values.length !== 1) {
    errors.required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'");
  }
  checkOperator(operator, OPERATORS, `${path}.operator`, errors);
  checkQualifiedName(key, `${path}.key`, errors);
  if (checkValues) {
    values.forEach((value, i) => checkLabelValue(value, `${path}.values[${i}]`, errors));
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateNodeFieldSelectorRequirement */
function validateMatchField(
  { operator = '', key = '', values = [] }: NodeSelectorRequirement,
  path: string,
  errors: Errors,
): void {
  if (['In', 'NotIn'].includes(operator) && values.length !== 1) {
    const rule = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.required(`${path}.values`, rule);
  }
  checkOperator(operator, ['In', 'NotIn'], `${path}.operator`, errors);
  if (key === 'metadata.name') {
    values.forEach((value, i) => checkDnsSubdomain(value, `${path}.values[${i}]`, errors));
  } else {
    errors.invalid(
      `${path}.key`,
      key,
      'not a valid field selector key',
      'write metadata.name, or use matchExpressions',
    );
  }
}
