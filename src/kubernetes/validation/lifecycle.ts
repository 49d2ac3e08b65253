import { Errors } from './errors';
import { validateHandler } from './handler';
import { PodContext } from './pod-context';
import { Lifecycle } from './schema/probe';

/**
 * The lifecycle that the API server looks at. It drops `stopSignal`, and a lifecycle that says nothing else with it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/pod/util.go dropContainerStopSignals
 */
export function keptLifecycle(lifecycle: Lifecycle | undefined): Lifecycle | undefined {
  return lifecycle?.stopSignal !== undefined && !lifecycle.preStop && !lifecycle.postStart ? undefined : lifecycle;
}

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
