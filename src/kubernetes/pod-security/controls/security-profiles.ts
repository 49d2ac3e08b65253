import { Field } from '../../manifest/field';
import { PodSecurityViolation } from '../broken-control';
import { forbidden, forbiddenAmong, missing, PodSecurityControl } from '../control';
import { PolicyPod, securityContexts } from '../policy-pod';

const CONFINING_TYPES = ['RuntimeDefault', 'Localhost'];
const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_appArmorProfile.go */
export const appArmorProfile: PodSecurityControl = {
  id: 'appArmorProfile',
  level: 'baseline',
  reason: 'forbidden AppArmor profile',
  violations: (pod) => [...unconfined(pod, 'appArmorProfile'), ...appArmorAnnotations(pod.annotations)],
};

function appArmorAnnotations(annotations: Field): PodSecurityViolation[] {
  const profiles = [...annotations.map((value) => value)].filter(([key]) => key.startsWith(APP_ARMOR_ANNOTATION));
  return forbiddenAmong(
    profiles.map(([, value]) => value),
    (value) => !/^($|runtime\/default$|localhost\/)/.test(value.string() ?? ''),
  );
}

/** Profiles that are given and do not confine. */
function unconfined(pod: PolicyPod, profile: string): PodSecurityViolation[] {
  return securityContexts(pod)
    .map((context) => context.get(profile))
    .filter((field) => field.present && !confines(field))
    .map((field) => forbidden(field.get('type')));
}

function confines(profile: Field): boolean {
  return CONFINING_TYPES.includes(profile.get('type').string() ?? '');
}

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seccompProfile_baseline.go */
export const seccompProfileBaseline: PodSecurityControl = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  reason: 'seccompProfile',
  violations: (pod) => unconfined(pod, 'seccompProfile'),
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seccompProfile_restricted.go */
export const seccompProfileRestricted: PodSecurityControl = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  reason: 'seccompProfile',
  overrides: 'seccompProfile_baseline',
  violations: (pod) => {
    if (pod.windows) {
      return [];
    }
    const unset = confines(pod.securityContext.get('seccompProfile'))
      ? []
      : pod.containers
          .map(({ securityContext }) => securityContext.get('seccompProfile'))
          .filter(({ present }) => !present)
          .map((profile) => missing(profile.get('type')));
    return [...unconfined(pod, 'seccompProfile'), ...unset];
  },
};

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seLinuxOptions.go */
export const seLinuxOptions: PodSecurityControl = {
  id: 'seLinuxOptions',
  level: 'baseline',
  reason: 'seLinuxOptions',
  violations: (pod, minor) => {
    const types = minor >= 31 ? [...SELINUX_TYPES, 'container_engine_t'] : SELINUX_TYPES;
    return securityContexts(pod)
      .map((context) => context.get('seLinuxOptions'))
      .flatMap((options) => [
        ...forbiddenAmong([options.get('type')], (type) => !types.includes(type.string() ?? '')),
        ...forbiddenAmong([options.get('user'), options.get('role')], (field) => Boolean(field.string())),
      ]);
  },
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_procMount_baseline.go */
export const procMount: PodSecurityControl = {
  id: 'procMount',
  level: 'baseline',
  reason: 'procMount',
  violations: (pod, minor) => (pod.userNamespace && minor >= 35 ? [] : unmaskedProc(pod)),
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_procMount_restricted.go */
export const procMountRestricted: PodSecurityControl = {
  id: 'procMount_restricted',
  level: 'restricted',
  reason: 'procMount',
  since: 35,
  overrides: 'procMount',
  violations: unmaskedProc,
};

function unmaskedProc({ containers }: PolicyPod): PodSecurityViolation[] {
  return forbiddenAmong(
    containers.map(({ securityContext }) => securityContext.get('procMount')),
    (field) => field.present && field.string() !== 'Default',
  );
}
