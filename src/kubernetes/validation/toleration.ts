import { Errors } from './errors';
import { Toleration } from './schema/scheduling';
import { checkQualifiedName, labelValueFaults } from './syntax';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const OPERATORS = ['Equal', 'Exists'];
const COMPARISONS = ['Lt', 'Gt'];

/**
 * The tolerations of a pod. Lt and Gt need the feature gate TaintTolerationComparisonOperators, which is off in 1.36.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateTolerations
 */
export function validateTolerations(tolerations: readonly Toleration[], path: string, errors: Errors): void {
  tolerations.forEach((toleration, i) => {
    const { key, operator = '', effect = '', tolerationSeconds } = toleration;
    const field = `${path}[${i}]`;
    if (key) {
      checkQualifiedName(key, `${field}.key`, errors);
    } else if (operator !== 'Exists') {
      const rule = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
      errors.invalid(`${field}.operator`, operator, rule, 'write a key, or operator: Exists');
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      const rule = "effect must be 'NoExecute' when `tolerationSeconds` is set";
      errors.invalid(`${field}.effect`, effect, rule, 'write effect: NoExecute, or remove tolerationSeconds');
    }
    validateOperator(toleration, `${field}.operator`, errors);
    if (effect !== '' && !EFFECTS.includes(effect)) {
      errors.notSupported(`${field}.effect`, effect, EFFECTS);
    }
  });
}

/** The API server reports a bad value at the operator. */
function validateOperator({ operator = '', value = '' }: Toleration, field: string, errors: Errors): void {
  if (operator === '' || operator === 'Equal') {
    const faults = labelValueFaults(value);
    errors.invalidEach(field, value, faults.length > 0 ? [faults.join(';')] : []);
  } else if (operator === 'Exists') {
    if (value !== '') {
      const rule = "value must be empty when `operator` is 'Exists'";
      errors.invalid(field, value, rule, 'remove the value, or write operator: Equal');
    }
  } else {
    errors.notSupported(field, operator, COMPARISONS.includes(operator) ? [...OPERATORS, ...COMPARISONS] : OPERATORS);
  }
}
