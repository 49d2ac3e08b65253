import { forbiddenAmong, missing, PodSecurityControl } from '../control';
import { PolicyPod, securityContexts } from '../policy-pod';

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_runAsNonRoot.go */
export const runAsNonRoot: PodSecurityControl = {
  id: 'runAsNonRoot',
  level: 'restricted',
  reason: 'runAsNonRoot != true',
  violations: (pod, minor) => {
    if (rootIsHarmless(pod, minor)) {
      return [];
    }
    const unset =
      pod.securityContext.get('runAsNonRoot').boolean() === true
        ? []
        : pod.containers.map(({ securityContext }) => securityContext.get('runAsNonRoot'));
    return [
      ...forbiddenAmong(
        securityContexts(pod).map((context) => context.get('runAsNonRoot')),
        (field) => field.boolean() === false,
      ),
      ...unset.filter(({ present }) => !present).map(missing),
    ];
  },
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_runAsUser.go */
export const runAsUser: PodSecurityControl = {
  id: 'runAsUser',
  level: 'restricted',
  reason: 'runAsUser=0',
  violations: (pod, minor) =>
    rootIsHarmless(pod, minor)
      ? []
      : forbiddenAmong(
          securityContexts(pod).map((context) => context.get('runAsUser')),
          (field) => field.integer() === 0,
        ),
};

/** Since 1.35 root is allowed where it is not root of the node (KEP-127). */
function rootIsHarmless({ userNamespace }: PolicyPod, minor: number): boolean {
  return userNamespace && minor >= 35;
}
