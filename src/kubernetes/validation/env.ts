import { Errors } from './errors';
import { ENV_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-ref';
import { eachContainer } from './pod-containers';
import { validateNoBacksteps } from './relative-path';
import { EnvFromSource, EnvVar, FileKeySelector } from './schema/env';
import { PodSpec } from './schema/pod-spec';
import { Volume } from './schema/volume';
import { checkDnsLabel, checkDnsSubdomain, configKeyFaults, envNameFaults } from './syntax';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateEnv */
export function validateEnv(variables: readonly EnvVar[], path: string, errors: Errors): void {
  variables.forEach((variable, i) => {
    const field = `${path}[${i}]`;
    checkEnvName(variable.name, `${field}.name`, errors);
    validateValueFrom(variable, `${field}.valueFrom`, errors);
  });
}

function checkEnvName(name: string | undefined, field: string, errors: Errors): void {
  if (name) {
    errors.invalidEach(field, name, envNameFaults(name));
  } else {
    errors.required(field);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateEnvVarValueFrom */
function validateValueFrom({ value, valueFrom }: EnvVar, path: string, errors: Errors): void {
  if (!valueFrom) {
    return;
  }
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  if (fieldRef) {
    validateFieldRef(fieldRef, ENV_FIELDS, `${path}.fieldRef`, errors);
  }
  if (resourceFieldRef) {
    validateResourceFieldRef(resourceFieldRef, 'variable', `${path}.resourceFieldRef`, errors);
  }
  if (configMapKeyRef) {
    validateKeyRef(configMapKeyRef, `${path}.configMapKeyRef`, errors);
  }
  if (secretKeyRef) {
    validateKeyRef(secretKeyRef, `${path}.secretKeyRef`, errors);
  }
  if (fileKeyRef) {
    validateFileKeyRef(fileKeyRef, `${path}.fileKeyRef`, errors);
  }
  const sources = Object.keys(valueFrom);
  if (sources.length === 0 && errors.isUnread(path)) {
    return; // What stands there has been reported.
  }
  if (sources.length === 0) {
    const rule =
      'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
    errors.invalid(path, valueFrom, rule);
  } else if (value) {
    errors.invalid(path, sources, 'may not be specified when `value` is not empty', 'remove value or valueFrom');
  } else if (sources.length > 1) {
    errors.invalid(path, sources, 'may not have more than one field specified at a time');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateConfigMapKeySelector, validateSecretKeySelector */
function validateKeyRef({ name = '', key }: { name?: string; key?: string }, path: string, errors: Errors): void {
  checkDnsSubdomain(name, `${path}.name`, errors);
  if (key) {
    errors.invalidEach(`${path}.key`, key, configKeyFaults(key));
  } else {
    errors.required(`${path}.key`);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateFileKeySelector */
function validateFileKeyRef({ key, volumeName, path }: FileKeySelector, field: string, errors: Errors): void {
  checkEnvName(key, `${field}.key`, errors);
  if (volumeName) {
    checkDnsLabel(volumeName, `${field}.volumeName`, errors);
  } else {
    errors.required(`${field}.volumeName`);
  }
  if (path) {
    validateNoBacksteps(path, `${field}.path`, errors);
  } else {
    errors.required(`${field}.path`);
  }
}

/**
 * Files of variables come from emptyDir volumes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateFileKeyRefVolumes
 */
export function validateFileKeyVolumes(spec: PodSpec, path: string, errors: Errors): void {
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name ?? '', volume]));
  for (const [{ env = [] }, container] of eachContainer(spec, path)) {
    env.forEach(({ valueFrom }, i) => {
      const { volumeName = '' } = valueFrom?.fileKeyRef ?? {};
      const field = `${container}.env[${i}].valueFrom.fileKeyRef.volumeName`;
      const volume = volumes.get(volumeName);
      if (valueFrom?.fileKeyRef && !volume) {
        errors.notFound(field, volumeName, 'no volume of the pod has this name');
      } else if (valueFrom?.fileKeyRef && !isEmptyDir(volume!)) {
        errors.invalid(field, volumeName, 'referenced volume must be of type emptyDir');
      }
    });
  }
}

/** A volume without any source is an emptyDir too. */
function isEmptyDir(volume: Volume): boolean {
  return volume.emptyDir !== undefined || Object.keys(volume).every((key) => key === 'name');
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateEnvFrom */
export function validateEnvFrom(sources: readonly EnvFromSource[], path: string, errors: Errors): void {
  sources.forEach(({ prefix, configMapRef, secretRef }, i) => {
    const field = `${path}[${i}]`;
    if (prefix) {
      errors.invalidEach(`${field}.prefix`, prefix, envNameFaults(prefix));
    }
    for (const [name, ref] of Object.entries({ configMapRef, secretRef })) {
      if (ref?.name) {
        // The API server lets these end in a dash, as the beginning of a generated name.
        checkDnsSubdomain(ref.name.replace(/.-$/, 'a'), `${field}.${name}.name`, errors);
      } else if (ref) {
        errors.required(`${field}.${name}.name`);
      }
    }
    if (!configMapRef && !secretRef && !errors.isUnread(field)) {
      errors.invalid(path, sources[i], 'must specify one of: `configMapRef` or `secretRef`');
    } else if (configMapRef && secretRef) {
      const fix = 'make them two entries';
      errors.invalid(path, sources[i], 'may not have more than one field specified at a time', fix);
    }
  });
}
