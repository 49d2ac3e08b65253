import { Errors } from './errors';
import { eachContainer } from './pod-containers';
import { PodSpec } from './schema/pod-spec';

const LINUX_ONLY_OF_POD = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
] as const;
const LINUX_ONLY_NAMESPACES = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'] as const;
const LINUX_ONLY_OF_CONTAINER = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const;

/**
 * `spec.os`, and what may not be set for that operating system.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateOS, validateLinux, validateWindows
 */
export function validateOperatingSystem(spec: PodSpec, path: string, errors: Errors): void {
  const { name } = spec.os ?? {};
  if (spec.os && !name) {
    errors.required(`${path}.os.name`);
  } else if (name === 'linux') {
    validateLinux(spec, path, errors);
  } else if (name === 'windows') {
    validateWindows(spec, path, errors);
  } else if (name) {
    errors.notSupported(`${path}.os`, name, ['linux', 'windows']);
  }
}

function validateLinux(spec: PodSpec, path: string, errors: Errors): void {
  const contexts = [[spec, path] as const, ...eachContainer(spec, path)];
  for (const [{ securityContext }, field] of contexts) {
    if (securityContext?.windowsOptions) {
      const rule = 'windows options cannot be set for a linux pod';
      errors.forbidden(`${field}.securityContext.windowsOptions`, rule);
    }
  }
}

function validateWindows(spec: PodSpec, path: string, errors: Errors): void {
  const forbidden = (field: string) => errors.forbidden(field, 'cannot be set for a windows pod', 'remove it');
  const { securityContext = {}, hostUsers, hostPID, hostIPC, shareProcessNamespace } = spec;
  // false is as good as absent where the API's type cannot tell them apart.
  const namespaces = { hostUsers, hostPID: hostPID || undefined, hostIPC: hostIPC || undefined, shareProcessNamespace };
  LINUX_ONLY_NAMESPACES.filter((name) => namespaces[name] !== undefined).forEach((name) =>
    forbidden(`${path}.${name}`),
  );
  for (const name of LINUX_ONLY_OF_POD.filter((each) => isSet(securityContext[each], each))) {
    forbidden(`${path}.securityContext.${name}`);
  }
  for (const [container, field] of eachContainer(spec, path)) {
    for (const name of LINUX_ONLY_OF_CONTAINER.filter((each) => container.securityContext?.[each] !== undefined)) {
      forbidden(`${field}.securityContext.${name}`);
    }
  }
}

function isSet(value: unknown, name: (typeof LINUX_ONLY_OF_POD)[number]): boolean {
  return name === 'sysctls' ? Array.isArray(value) && value.length > 0 : value !== undefined;
}
