import { Errors } from './errors';
import { VOLUME_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-ref';
import { validateNotReservedPath } from './relative-path';
import { DownwardAPIVolumeFile } from './schema/projected-volume';
import { KeyToPath } from './schema/reference';
import { Volume } from './schema/volume';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateSecretVolumeSource */
export function validateSecretVolume(source: NonNullable<Volume['secret']>, path: string, errors: Errors): void {
  if (!source.secretName) {
    errors.required(`${path}.secretName`);
  }
  checkMode(source.defaultMode, `${path}.defaultMode`, errors);
  source.items?.forEach((item, i) => validateKeyToPath(item, `${path}.items[${i}]`, errors));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateConfigMapVolumeSource */
export function validateConfigMapVolume(source: NonNullable<Volume['configMap']>, path: string, errors: Errors): void {
  if (!source.name) {
    errors.required(`${path}.name`);
  }
  checkMode(source.defaultMode, `${path}.defaultMode`, errors);
  source.items?.forEach((item, i) => validateKeyToPath(item, `${path}.items[${i}]`, errors));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateDownwardAPIVolumeSource */
export function validateDownwardApiVolume(
  source: NonNullable<Volume['downwardAPI']>,
  path: string,
  errors: Errors,
): void {
  checkMode(source.defaultMode, `${path}.defaultMode`, errors);
  source.items?.forEach((file) => validateDownwardApiFile(file, path, errors));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateKeyToPath */
export function validateKeyToPath({ key, path = '', mode }: KeyToPath, field: string, errors: Errors): void {
  if (!key) {
    errors.required(`${field}.key`);
  }
  if (path === '') {
    errors.required(`${field}.path`);
  }
  validateNotReservedPath(path, `${field}.path`, errors);
  checkMode(mode, `${field}.mode`, errors);
}

/**
 * A file of the downward API, whose position the API server leaves out of the path.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateDownwardAPIVolumeFile
 */
export function validateDownwardApiFile(file: DownwardAPIVolumeFile, field: string, errors: Errors): void {
  const { path = '', fieldRef, resourceFieldRef, mode } = file;
  if (path === '') {
    errors.required(`${field}.path`);
  }
  validateNotReservedPath(path, `${field}.path`, errors);
  if (fieldRef) {
    validateFieldRef(fieldRef, VOLUME_FIELDS, `${field}.fieldRef`, errors);
    if (resourceFieldRef) {
      errors.invalid(field, file, 'fieldRef and resourceFieldRef can not be specified simultaneously');
    }
  } else if (resourceFieldRef) {
    validateResourceFieldRef(resourceFieldRef, 'volume', `${field}.resourceFieldRef`, errors);
  } else {
    errors.required(field, 'one of fieldRef and resourceFieldRef is required');
  }
  checkMode(mode, `${field}.mode`, errors);
}

/** Permission bits of a file. */
export function checkMode(mode: number | undefined, field: string, errors: Errors): void {
  if (mode !== undefined && !(mode >= 0 && mode <= 0o777)) {
    const octal = /^[0-7]{3}$/.test(String(mode)) ? parseInt(String(mode), 8) : undefined;
    const fix = octal === undefined ? undefined : `did you mean 0${mode}, which is ${octal}?`;
    errors.invalid(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive', fix);
  }
}
