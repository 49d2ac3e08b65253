import { Errors } from './errors';
import { validateRelativePath } from './relative-path';
import { AppArmorProfile, SeccompProfile } from './schema/security-context';

const TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const MAX_PROFILE = 4095;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateSeccompProfileField */
export function validateSeccompProfile(profile: SeccompProfile | undefined, path: string, errors: Errors): void {
  if (!profile) {
    return;
  }
  const { type, localhostProfile } = profile;
  const field = `${path}.localhostProfile`;
  errors.oneOf(`${path}.type`, type, TYPES);
  if (type !== 'Localhost') {
    if (localhostProfile !== undefined) {
      errors.invalid(field, localhostProfile, 'can only be set when seccomp type is Localhost');
    }
  } else if (localhostProfile === undefined) {
    errors.required(field, 'must be set when seccomp type is Localhost');
  } else {
    validateRelativePath(localhostProfile, field, errors);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateAppArmorProfileField */
export function validateAppArmorProfile(profile: AppArmorProfile | undefined, path: string, errors: Errors): void {
  if (!profile) {
    return;
  }
  const { type = '', localhostProfile } = profile;
  const field = `${path}.localhostProfile`;
  errors.oneOf(`${path}.type`, type, TYPES);
  if (type !== 'Localhost') {
    if (localhostProfile !== undefined && TYPES.includes(type)) {
      errors.invalid(field, localhostProfile, 'can only be set when AppArmor type is Localhost');
    }
  } else if (localhostProfile === undefined || localhostProfile === '') {
    errors.required(field, 'must be set when AppArmor type is Localhost');
  } else {
    if (localhostProfile !== localhostProfile.trim()) {
      errors.invalid(field, localhostProfile, 'must not be padded with whitespace');
    }
    if (localhostProfile.length > MAX_PROFILE) {
      errors.tooLong(field, MAX_PROFILE);
    }
  }
}
