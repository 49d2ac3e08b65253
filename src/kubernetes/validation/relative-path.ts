import { Errors } from './errors';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePathNoBacksteps */
export function validateNoBacksteps(path: string, field: string, errors: Errors): void {
  if (hasBacksteps(path)) {
    errors.invalid(field, path, "must not contain '..'");
  }
}

export function hasBacksteps(path: string): boolean {
  return path.split('/').includes('..');
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateLocalDescendingPath */
export function validateRelativePath(path: string, field: string, errors: Errors): void {
  if (path.startsWith('/')) {
    errors.invalid(field, path, 'must be a relative path', `write ${path.replace(/^\/+/, '') || 'a relative path'}`);
  }
  validateNoBacksteps(path, field, errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateLocalNonReservedPath */
export function validateNotReservedPath(path: string, field: string, errors: Errors): void {
  validateRelativePath(path, field, errors);
  if (path.startsWith('..') && !path.startsWith('../')) {
    errors.invalid(field, path, "must not start with '..'");
  }
}
