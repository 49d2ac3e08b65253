import { Field } from '../../manifest/field';
import { PodSecurityViolation } from '../broken-control';
import { forbidden, forbiddenAmong, missing, PodSecurityControl } from '../control';

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_privileged.go */
export const privileged: PodSecurityControl = {
  id: 'privileged',
  level: 'baseline',
  reason: 'privileged',
  violations: ({ containers }) =>
    forbiddenAmong(
      containers.map(({ securityContext }) => securityContext.get('privileged')),
      (field) => field.boolean() === true,
    ),
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_allowPrivilegeEscalation.go */
export const allowPrivilegeEscalation: PodSecurityControl = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  reason: 'allowPrivilegeEscalation != false',
  violations: ({ containers, windows }) =>
    windows
      ? []
      : containers
          .map(({ securityContext }) => securityContext.get('allowPrivilegeEscalation'))
          .filter((field) => field.boolean() !== false)
          .map((field) => (field.present ? forbidden(field) : missing(field))),
};

const DEFAULT_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_capabilities_baseline.go */
export const capabilitiesBaseline: PodSecurityControl = {
  id: 'capabilities_baseline',
  level: 'baseline',
  reason: 'non-default capabilities',
  violations: ({ containers }) =>
    containers.flatMap(({ securityContext }) => addedBeyond(securityContext, DEFAULT_CAPABILITIES)),
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_capabilities_restricted.go */
export const capabilitiesRestricted: PodSecurityControl = {
  id: 'capabilities_restricted',
  level: 'restricted',
  reason: 'unrestricted capabilities',
  overrides: 'capabilities_baseline',
  violations: ({ containers, windows }) =>
    windows
      ? []
      : containers.flatMap(({ securityContext }) => [
          ...notDropped(securityContext.get('capabilities').get('drop')),
          ...addedBeyond(securityContext, ['NET_BIND_SERVICE']),
        ]),
};

function addedBeyond(securityContext: Field, allowed: readonly string[]): PodSecurityViolation[] {
  const added = securityContext.get('capabilities').get('add').items();
  return forbiddenAmong(added, (capability) => !allowed.includes(capability.string() ?? ''));
}

function notDropped(drop: Field): PodSecurityViolation[] {
  if (drop.stringList().includes('ALL')) {
    return [];
  }
  return [drop.present ? forbidden(drop) : missing(drop)];
}
