import { Errors } from './errors';
import { Container } from './schema/container';

const RESOURCES = ['cpu', 'memory'];
const POLICIES = ['NotRequired', 'RestartContainer'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateResizePolicy */
export function validateResizePolicy(
  policies: NonNullable<Container['resizePolicy']>,
  podRestartPolicy: string,
  path: string,
  errors: Errors,
): void {
  const seen = new Set<string>();
  policies.forEach(({ resourceName = '', restartPolicy = '' }, i) => {
    if (seen.has(resourceName)) {
      errors.duplicate(`${path}[${i}]`, resourceName);
    }
    seen.add(resourceName);
    errors.oneOf(path, resourceName, RESOURCES);
    errors.oneOf(path, restartPolicy, POLICIES);
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      errors.invalid(path, restartPolicy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'");
    }
  });
}
