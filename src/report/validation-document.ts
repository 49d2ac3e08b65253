import { lineOfField } from '../kubernetes/manifest/line-of-field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { ManifestError } from '../kubernetes/validation/manifest-error';

/** A DaemonSet and why the API server would refuse it. */
export interface ValidatedManifest {
  readonly manifest: Manifest;
  readonly errors: readonly ManifestError[];
}

/** A mistake with the place where it stands. */
export interface LocatedManifestError extends ManifestError {
  /** Line in the file, from 1. @default - unknown */
  readonly line?: number;
}

/** An object with its mistakes. */
export interface ValidatedObject {
  /** File or stream it was read from. */
  readonly file?: string;
  /** As `DaemonSet namespace/name`. */
  readonly object: string;
  /** Empty when the API server would accept it. */
  readonly errors: readonly LocatedManifestError[];
}

/** What a validation came to; its JSON form has the schema `schemas/manifest-validation.json`. */
export interface ManifestValidationDocument {
  readonly apiVersion: string;
  readonly kind: string;
  readonly objects: readonly ValidatedObject[];
}

export function validationDocument(
  validated: readonly ValidatedManifest[],
  apiVersion: string,
): ManifestValidationDocument {
  return { apiVersion, kind: 'ManifestValidation', objects: validated.map(validatedObject) };
}

function validatedObject({ manifest, errors }: ValidatedManifest): ValidatedObject {
  return {
    file: manifest.file,
    object: manifest.describe(),
    errors: errors.map((error) => ({ ...error, line: lineOfField(manifest, error.field) })),
  };
}
