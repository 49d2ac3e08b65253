import { Errors } from './errors';
import { ResourceRequirements } from './schema/container';
import { PodResourceClaim } from './schema/pod-spec';
import { checkDnsLabel, checkDnsSubdomain } from './syntax';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodResourceClaims */
export function validateResourceClaims(claims: readonly PodResourceClaim[], path: string, errors: Errors): void {
  const names = new Set<string>();
  claims.forEach((claim, i) => {
    const { name, resourceClaimName, resourceClaimTemplateName } = claim;
    const field = `${path}[${i}]`;
    if (!name) {
      errors.required(`${field}.name`);
    } else if (names.has(name)) {
      errors.duplicate(`${field}.name`, name);
    } else {
      checkDnsLabel(name, `${field}.name`, errors);
      names.add(name);
    }
    const sources = Object.entries({ resourceClaimName, resourceClaimTemplateName }).filter(
      ([, source]) => source !== undefined,
    );
    if (sources.length === 2) {
      const rule = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified';
      errors.invalid(field, claim, rule);
    }
    if (sources.length === 0) {
      errors.invalid(field, claim, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`');
    }
    sources.forEach(([source, value]) => checkDnsSubdomain(value!, `${field}.${source}`, errors));
  });
}

/**
 * The claims that a container uses are claims of its pod, and each is named once: as a whole, or by distinct requests.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateResourceClaimNames
 */
export function validateClaimNames(
  claims: NonNullable<ResourceRequirements['claims']>,
  podClaims: ReadonlySet<string>,
  path: string,
  errors: Errors,
): void {
  const used = new Set<string>();
  claims.forEach(({ name = '', request = '' }, i) => {
    const field = `${path}[${i}]`;
    if (name === '') {
      errors.required(field);
      return;
    }
    if (used.has(name)) {
      errors.duplicate(field, name);
    } else {
      const key = request === '' ? name : `${name}/${request}`;
      if (request !== '') {
        checkDnsLabel(request, `${field}.request`, errors);
      }
      if (used.has(key) || (request === '' && [...used].some((other) => other.startsWith(`${name}/`)))) {
        errors.duplicate(field, key);
      }
      used.add(key);
    }
    if (!podClaims.has(name)) {
      const known = podClaims.size === 0 ? ' which is empty' : `: ${[...podClaims].sort().join(', ')}`;
      errors.notFound(field, name, `must be one of the names in pod.spec.resourceClaims${known}`);
    }
  });
}
