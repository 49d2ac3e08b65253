import { Errors } from './errors';
import { PodSpec } from './schema/pod-spec';
import { PodSecurityContext } from './schema/security-context';

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateSysctls */
export function validateSysctls(
  { hostNetwork, hostIPC }: PodSpec,
  sysctls: NonNullable<PodSecurityContext['sysctls']>,
  path: string,
  errors: Errors,
): void {
  const names = new Set<string>();
  sysctls.forEach(({ name = '' }, i) => {
    const field = `${path}[${i}].name`;
    if (name === '') {
      errors.required(field);
    } else if (name.length > 253 || !SYSCTL.test(name)) {
      errors.invalid(field, name, `must have at most 253 characters and match regex ${SYSCTL.source}`);
    } else if (names.has(name)) {
      errors.duplicate(field, name);
    }
    const namespace = namespaceOf(name);
    if (hostNetwork && namespace === 'net') {
      errors.invalid(field, name, "may not be specified when 'hostNetwork' is true");
    } else if (hostIPC && namespace === 'ipc') {
      errors.invalid(field, name, "may not be specified when 'hostIPC' is true");
    }
    names.add(name);
  });
}

/**
 * The kernel namespace that a sysctl belongs to.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/node/util/sysctl/namespace.go
 */
function namespaceOf(sysctl: string): 'net' | 'ipc' | undefined {
  const slashed = /^[^./]*\//.test(sysctl);
  const name = slashed ? sysctl.replace(/[./]/g, (separator) => (separator === '/' ? '.' : '/')) : sysctl;
  if (name.startsWith('net.')) {
    return 'net';
  }
  return name === 'kernel.sem' || /^(kernel\.(shm|msg)|fs\.mqueue\.)/.test(name) ? 'ipc' : undefined;
}
