import { PodSpec } from './pod-spec';

/**
 * The requests that are above their limit, in the words of the API server. Defaults of a LimitRange can cause this in a
 * pod whose template is fine.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements
 */
export function requestLimitFaults(pod: PodSpec): string[] {
  return [...pod.containers, ...pod.initContainers].flatMap((container) =>
    [...container.requests]
      .filter(([name, request]) => request > (container.limits.get(name) ?? request))
      .map(([name]) => `the request of ${name} of container ${container.name} must be less than or equal to its limit`),
  );
}
