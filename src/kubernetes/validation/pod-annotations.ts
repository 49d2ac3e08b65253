import { decode } from './decode';
import { Errors } from './errors';
import { eachContainer } from './pod-containers';
import { validateRelativePath } from './relative-path';
import { PodSpec } from './schema/pod-spec';
import { TOLERATION } from './schema/scheduling';
import { AppArmorProfile, SeccompProfile } from './schema/security-context';
import { listOf } from './schema/shape';
import { validateTolerations } from './toleration';

type Annotations = ReadonlyMap<string, string>;

const MIRROR = 'kubernetes.io/config.mirror';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * The annotations that mean something to the API server.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePodSpecificAnnotations
 */
export function validatePodAnnotations(annotations: Annotations, spec: PodSpec, path: string, errors: Errors): void {
  if (annotations.has(MIRROR) && !spec.nodeName) {
    const rule = 'must set spec.nodeName if mirror pod annotation is set';
    errors.invalid(`${path}[${MIRROR}]`, annotations.get(MIRROR), rule);
  }
  if (annotations.get(TOLERATIONS)) {
    validateTolerationsAnnotation(annotations.get(TOLERATIONS)!, path, errors);
  }
  const cost = annotations.get(DELETION_COST);
  if (cost !== undefined && !(/^(-[0-9]+|0|[1-9][0-9]*)$/.test(cost) && Math.abs(Number(cost)) < 2 ** 31)) {
    errors.invalid(`${path}[${DELETION_COST}]`, cost, 'must be a 32bit integer');
  }
  for (const [key, value] of annotations) {
    if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) {
      validateSeccompAnnotation(value, `${path}.${key}`, errors);
    }
    if (key.startsWith(APP_ARMOR)) {
      validateAppArmorAnnotation(key.slice(APP_ARMOR.length), value, spec, `${path}[${key}]`, errors);
    }
  }
}

function validateTolerationsAnnotation(text: string, path: string, errors: Errors): void {
  const decoding = new Errors();
  const tolerations = decode(readJson(text, decoding), listOf(TOLERATION), decoding);
  if (decoding.found.some(({ type }) => type === 'FieldValueTypeInvalid')) {
    errors.invalid(path, TOLERATIONS, 'must be a JSON list of tolerations', 'write spec.tolerations instead');
  } else {
    validateTolerations(tolerations ?? [], `${path}.${TOLERATIONS}`, errors);
  }
}

function readJson(text: string, errors: Errors): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return errors.unreadable('FieldValueTypeInvalid', '', 'must be JSON', text);
  }
}

function validateSeccompAnnotation(profile: string, field: string, errors: Errors): void {
  if (profile.startsWith('localhost/')) {
    validateRelativePath(profile.slice('localhost/'.length), field, errors);
  } else if (!['runtime/default', 'docker/default', 'unconfined'].includes(profile)) {
    errors.invalid(field, profile, 'must be a valid seccomp profile', 'write securityContext.seccompProfile instead');
  }
}

function validateAppArmorAnnotation(
  container: string,
  profile: string,
  spec: PodSpec,
  field: string,
  errors: Errors,
): void {
  if (!eachContainer(spec, '').some(([{ name = '' }]) => name === container)) {
    errors.invalid(field, container, 'container not found');
  }
  if (!['', 'runtime/default', 'unconfined'].includes(profile) && !profile.startsWith('localhost/')) {
    const fix = 'write runtime/default, unconfined or localhost/ and the name of a profile';
    errors.invalid(field, profile, `invalid AppArmor profile name: "${profile}"`, fix);
  }
}

/**
 * Annotation and field must agree where both name a profile.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateSeccompAnnotationsAndFields, validateAppArmorAnnotationsAndFieldsMatchOnCreate
 */
export function validateProfilesMatchAnnotations(
  annotations: Annotations,
  spec: PodSpec,
  path: string,
  errors: Errors,
): void {
  const podContext = spec.securityContext;
  checkMatch('seccomp', podContext?.seccompProfile, annotations.get(SECCOMP_POD), `${path}.securityContext`, errors);
  for (const [{ name, securityContext }, container] of eachContainer(spec, path)) {
    const field = `${container}.securityContext`;
    const seccomp = annotations.get(SECCOMP_CONTAINER + name);
    checkMatch('seccomp', securityContext?.seccompProfile, seccomp, field, errors);
    if (spec.os?.name !== 'windows') {
      const profile = securityContext?.appArmorProfile ?? podContext?.appArmorProfile;
      checkMatch('apparmor', profile, annotations.get(APP_ARMOR + name), field, errors);
    }
  }
}

function checkMatch(
  kind: 'seccomp' | 'apparmor',
  profile: SeccompProfile | AppArmorProfile | undefined,
  annotation: string | undefined,
  path: string,
  errors: Errors,
): void {
  if (!profile || annotation === undefined) {
    return;
  }
  const field = `${path}.${kind === 'seccomp' ? 'seccompProfile' : 'appArmorProfile'}`;
  const { type = '', localhostProfile } = profile;
  const local = annotation.startsWith('localhost/');
  const same: Readonly<Record<string, boolean>> = {
    Unconfined: annotation === 'unconfined',
    RuntimeDefault: annotation === 'runtime/default' || (kind === 'seccomp' && annotation === 'docker/default'),
    Localhost: local,
  };
  const fix = 'remove the annotation';
  if (same[type] === false) {
    errors.forbidden(`${field}.type`, `${kind} type in annotation and field must match`, fix);
  } else if (type === 'Localhost' && annotation.slice('localhost/'.length) !== localhostProfile) {
    errors.forbidden(`${field}.localhostProfile`, `${kind} profile in annotation and field must match`, fix);
  }
}
