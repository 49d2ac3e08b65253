import { Errors } from './errors';
import { validateHandler } from './handler';
import { PodContext } from './pod-context';
import { Lifecycle } from './schema/probe';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateLifecycle */
export function validateLifecycle(
  lifecycle: Lifecycle | undefined,
  { gracePeriod }: PodContext,
  path: string,
  errors: Errors,
): void {
  if (lifecycle?.postStart) {
    validateHandler(lifecycle.postStart, gracePeriod, `${path}.postStart`, errors);
  }
  if (lifecycle?.preStop) {
    validateHandler(lifecycle.preStop, gracePeriod, `${path}.preStop`, errors);
  }
}
