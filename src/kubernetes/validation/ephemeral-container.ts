import { checkUniqueName, validateContainer } from './container';
import { Errors } from './errors';
import { keptLifecycle } from './lifecycle';
import { PodContext } from './pod-context';
import { EphemeralContainer } from './schema/container';
import { PodSpec } from './schema/pod-spec';

const FORBIDDEN_FIELDS = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
] as const;

/**
 * A pod template may have no ephemeral containers at all; the API server checks them all the same.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateEphemeralContainers
 */
export function validateEphemeralContainers(spec: PodSpec, pod: PodContext, path: string, errors: Errors): void {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const others = new Set(containers.map(({ name = '' }) => name));
  const names = new Set(others);
  (spec.ephemeralContainers ?? []).forEach((container, i) => {
    const field = `${path}[${i}]`;
    const { image = '', targetContainerName, volumeMounts = [] } = container;
    validateContainer(container, pod, field, errors);
    if (image !== image.trim()) {
      errors.invalid(`${field}.image`, image, 'must not have leading or trailing whitespace');
    }
    checkUniqueName(container, names, field, errors);
    names.add(container.name ?? '');
    if (targetContainerName && !others.has(targetContainerName)) {
      errors.notFound(`${field}.targetContainerName`, targetContainerName, 'no container has this name');
    }
    for (const name of FORBIDDEN_FIELDS.filter((each) => isSet(container, each))) {
      errors.forbidden(`${field}.${name}`, 'cannot be set for an Ephemeral Container');
    }
    volumeMounts.forEach((mount, j) => {
      for (const name of (['subPath', 'subPathExpr'] as const).filter((each) => mount[each])) {
        errors.forbidden(`${field}.volumeMounts[${j}].${name}`, 'cannot be set for an Ephemeral Container');
      }
    });
  });
}

/** Empty resources are what absent ones are; the other fields are pointers and lists. */
function isSet(container: EphemeralContainer, name: (typeof FORBIDDEN_FIELDS)[number]): boolean {
  const { resources = {}, lifecycle } = container;
  const given = {
    ...container,
    resources: Object.keys(resources).length > 0 ? resources : undefined,
    lifecycle: keptLifecycle(lifecycle),
  };
  return given[name] !== undefined;
}
