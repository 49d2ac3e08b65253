import { BOOLEAN, Decoded, INT64, listOf, object, STRING } from './shape';

const CAPABILITIES = object({
  add: listOf(STRING),
  drop: listOf(STRING),
});

const SE_LINUX_OPTIONS = object({
  user: STRING,
  role: STRING,
  type: STRING,
  level: STRING,
});

const WINDOWS_SECURITY_CONTEXT_OPTIONS = object({
  gmsaCredentialSpecName: STRING,
  gmsaCredentialSpec: STRING,
  runAsUserName: STRING,
  hostProcess: BOOLEAN,
});

const SECCOMP_PROFILE = object({
  type: STRING,
  localhostProfile: STRING,
});

const APP_ARMOR_PROFILE = object({
  type: STRING,
  localhostProfile: STRING,
});

export const SECURITY_CONTEXT = object({
  capabilities: CAPABILITIES,
  privileged: BOOLEAN,
  seLinuxOptions: SE_LINUX_OPTIONS,
  windowsOptions: WINDOWS_SECURITY_CONTEXT_OPTIONS,
  runAsUser: INT64,
  runAsGroup: INT64,
  runAsNonRoot: BOOLEAN,
  readOnlyRootFilesystem: BOOLEAN,
  allowPrivilegeEscalation: BOOLEAN,
  procMount: STRING,
  seccompProfile: SECCOMP_PROFILE,
  appArmorProfile: APP_ARMOR_PROFILE,
});

const SYSCTL = object({
  name: STRING,
  value: STRING,
});

export const POD_SECURITY_CONTEXT = object({
  seLinuxOptions: SE_LINUX_OPTIONS,
  windowsOptions: WINDOWS_SECURITY_CONTEXT_OPTIONS,
  runAsUser: INT64,
  runAsGroup: INT64,
  runAsNonRoot: BOOLEAN,
  supplementalGroups: listOf(INT64),
  supplementalGroupsPolicy: STRING,
  fsGroup: INT64,
  sysctls: listOf(SYSCTL),
  fsGroupChangePolicy: STRING,
  seccompProfile: SECCOMP_PROFILE,
  appArmorProfile: APP_ARMOR_PROFILE,
  seLinuxChangePolicy: STRING,
});

export type WindowsSecurityContextOptions = Decoded<typeof WINDOWS_SECURITY_CONTEXT_OPTIONS>;
export type SeccompProfile = Decoded<typeof SECCOMP_PROFILE>;
export type AppArmorProfile = Decoded<typeof APP_ARMOR_PROFILE>;
export type SecurityContext = Decoded<typeof SECURITY_CONTEXT>;
export type PodSecurityContext = Decoded<typeof POD_SECURITY_CONTEXT>;
