import { Errors } from './errors';
import { SecurityContext } from './schema/security-context';
import { validateAppArmorProfile, validateSeccompProfile } from './security-profile';
import { validateWindowsOptions } from './windows';

const PROC_MOUNTS = ['Default', 'Unmasked'];
const MAX_ID = 2 ** 31 - 1;

/** The id of a user or a group. */
export function checkId(id: number | undefined, field: string, errors: Errors): void {
  if (id !== undefined && !(id >= 0 && id <= MAX_ID)) {
    errors.invalid(field, id, `must be between 0 and ${MAX_ID}, inclusive`);
  }
}

/**
 * The security context of a container.
 *
 * @param hostUsers whether its pod shares the user namespace of the host
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateSecurityContext
 */
export function validateSecurityContext(
  context: SecurityContext | undefined,
  hostUsers: boolean,
  path: string,
  errors: Errors,
): void {
  if (!context) {
    return;
  }
  const { procMount } = context;
  checkId(context.runAsUser, `${path}.runAsUser`, errors);
  checkId(context.runAsGroup, `${path}.runAsGroup`, errors);
  if (procMount !== undefined && !PROC_MOUNTS.includes(procMount)) {
    errors.notSupported(`${path}.procMount`, procMount, PROC_MOUNTS);
  }
  if (procMount === 'Unmasked' && hostUsers) {
    const rule = '`hostUsers` must be false to use `Unmasked`';
    errors.invalid(`${path}.procMount`, procMount, rule, 'write hostUsers: false in spec.template.spec');
  }
  validateSeccompProfile(context.seccompProfile, `${path}.seccompProfile`, errors);
  validateEscalation(context, path, errors);
  validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`, errors);
  validateAppArmorProfile(context.appArmorProfile, `${path}.appArmorProfile`, errors);
}

function validateEscalation(context: SecurityContext, path: string, errors: Errors): void {
  const { allowPrivilegeEscalation, privileged, capabilities } = context;
  if (allowPrivilegeEscalation !== false) {
    return;
  }
  const fix = 'remove allowPrivilegeEscalation';
  if (privileged) {
    const rule = 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true';
    errors.invalid(path, { allowPrivilegeEscalation, privileged }, rule, fix);
  }
  for (const capability of (capabilities?.add ?? []).filter((each) => each === 'CAP_SYS_ADMIN')) {
    const rule = 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN';
    errors.invalid(path, { allowPrivilegeEscalation, capabilities: { add: [capability] } }, rule, fix);
  }
}
