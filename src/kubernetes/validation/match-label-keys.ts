import { Errors } from './errors';
import { PodAffinityTerm } from './schema/scheduling';
import { checkQualifiedName } from './syntax';

type LabelKeys = Pick<PodAffinityTerm, 'labelSelector' | 'matchLabelKeys' | 'mismatchLabelKeys'>;

/**
 * Label keys whose values come from the pod itself.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateMatchLabelKeysAndMismatchLabelKeys
 */
export function validateLabelKeys(term: LabelKeys, path: string, errors: Errors): void {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = term;
  for (const [name, keys] of Object.entries({ matchLabelKeys, mismatchLabelKeys })) {
    if (keys.length > 0 && !labelSelector) {
      errors.forbidden(`${path}.${name}`, 'must not be specified when labelSelector is not set');
    } else {
      keys.forEach((key, i) => checkQualifiedName(key, `${path}.${name}[${i}]`, errors));
    }
  }
  checkSelectedOnce(term, path, errors);
  matchLabelKeys.forEach((key, i) => {
    if (mismatchLabelKeys.includes(key)) {
      errors.invalid(`${path}.matchLabelKeys[${i}]`, key, 'exists in both matchLabelKeys and mismatchLabelKeys');
    }
  });
}

/** The API server adds a requirement for each key of its own, so it takes only the second one for the user's. */
function checkSelectedOnce({ labelSelector, matchLabelKeys = [] }: LabelKeys, path: string, errors: Errors): void {
  const selected = new Set(labelSelector?.matchLabels?.keys());
  for (const { key = '' } of labelSelector?.matchExpressions ?? []) {
    const i = matchLabelKeys.lastIndexOf(key);
    if (i >= 0 && selected.has(key)) {
      errors.invalid(`${path}[${i}]`, key, 'exists in both matchLabelKeys and labelSelector');
    }
    selected.add(key);
  }
}
