import { Errors } from './errors';
import { PodSpec } from './schema/pod-spec';
import { checkId } from './security-context';
import { validateAppArmorProfile, validateSeccompProfile } from './security-profile';
import { validateSysctls } from './sysctl';
import { validateWindowsOptions } from './windows';

/**
 * The security context of a pod. Of `seLinuxChangePolicy` the API server takes only Recursive while the feature gate
 * SELinuxMount is off, which is the default in 1.36.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodSpecSecurityContext
 */
export function validatePodSecurityContext(spec: PodSpec, path: string, errors: Errors): void {
  const { securityContext: context = {}, shareProcessNamespace, hostPID } = spec;
  checkId(context.fsGroup, `${path}.fsGroup`, errors);
  checkId(context.runAsUser, `${path}.runAsUser`, errors);
  checkId(context.runAsGroup, `${path}.runAsGroup`, errors);
  context.supplementalGroups?.forEach((id, i) => checkId(id, `${path}.supplementalGroups[${i}]`, errors));
  if (shareProcessNamespace && hostPID) {
    const rule = 'ShareProcessNamespace and HostPID cannot both be enabled';
    errors.invalid(`${path}.shareProcessNamespace`, shareProcessNamespace, rule, 'remove one of them');
  }
  validateSysctls(spec, context.sysctls ?? [], `${path}.sysctls`, errors);
  validateSeccompProfile(context.seccompProfile, `${path}.seccompProfile`, errors);
  validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`, errors);
  validateAppArmorProfile(context.appArmorProfile, `${path}.appArmorProfile`, errors);
  for (const [name, policies] of Object.entries(POLICIES)) {
    const policy = context[name as keyof typeof POLICIES];
    if (policy !== undefined && !policies.includes(policy)) {
      errors.notSupported(`${path}.${name}`, policy, policies);
    }
  }
}

const POLICIES = {
  fsGroupChangePolicy: ['Always', 'OnRootMismatch'],
  supplementalGroupsPolicy: ['Merge', 'Strict'],
  seLinuxChangePolicy: ['Recursive'],
};
