import { Errors } from './errors';
import { validateNoBacksteps } from './relative-path';
import { Volume } from './schema/volume';

type HostPath = NonNullable<Volume['hostPath']>;
type EmptyDir = NonNullable<Volume['emptyDir']>;

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateHostPathVolumeSource */
export function validateHostPath({ path, type }: HostPath, field: string, errors: Errors): void {
  if (!path) {
    errors.required(`${field}.path`);
    return;
  }
  validateNoBacksteps(path, `${field}.path`, errors);
  if (type !== undefined && !HOST_PATH_TYPES.includes(type)) {
    errors.notSupported(`${field}.type`, type, HOST_PATH_TYPES);
  }
}

export function validateEmptyDir({ sizeLimit }: EmptyDir, path: string, errors: Errors): void {
  if (sizeLimit && sizeLimit.quantity < 0n) {
    errors.forbidden(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity');
  }
}
