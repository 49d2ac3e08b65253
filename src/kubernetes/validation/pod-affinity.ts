import { Errors } from './errors';
import { validateLabelSelector } from './labels';
import { validateLabelKeys } from './match-label-keys';
import { checkWeight } from './node-affinity';
import { PodAffinity, PodAffinityTerm } from './schema/scheduling';
import { checkDnsLabel, checkQualifiedName } from './syntax';

/**
 * Affinity or anti-affinity to other pods.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodAffinity, validatePodAntiAffinity
 */
export function validatePodAffinity(affinity: PodAffinity | undefined, path: string, errors: Errors): void {
  affinity?.requiredDuringSchedulingIgnoredDuringExecution?.forEach((term, i) =>
    validateTerm(term, `${path}.requiredDuringSchedulingIgnoredDuringExecution[${i}]`, errors),
  );
  affinity?.preferredDuringSchedulingIgnoredDuringExecution?.forEach(({ weight, podAffinityTerm = {} }, i) => {
    const field = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${i}]`;
    checkWeight(weight, `${field}.weight`, errors);
    validateTerm(podAffinityTerm, `${field}.podAffinityTerm`, errors);
  });
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodAffinityTerm */
function validateTerm(term: PodAffinityTerm, path: string, errors: Errors): void {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey = '' } = term;
  validateLabelSelector(labelSelector, `${path}.labelSelector`, errors);
  validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`, errors);
  namespaces.forEach((namespace) => checkDnsLabel(namespace, `${path}.namespace`, errors));
  validateLabelKeys(term, path, errors);
  if (topologyKey === '') {
    errors.required(`${path}.topologyKey`, 'can not be empty', 'write kubernetes.io/hostname');
  }
  checkQualifiedName(topologyKey, `${path}.topologyKey`, errors);
}
