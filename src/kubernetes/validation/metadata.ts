import { Errors } from './errors';
import { validateLabels } from './labels';
import { ObjectMeta } from './schema/object-meta';
import { checkDnsLabel, checkDnsSubdomain, qualifiedNameFaults } from './syntax';

const MAX_ANNOTATIONS = 256 * 1024;
/** A group, absent in the core group, and a version. */
const GROUP_VERSION = /^(?:([^/]*)\/)?([^/]*)$/;
const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/**
 * The metadata of a namespaced object whose name is a DNS subdomain. An absent namespace is no error: the client fills
 * it in before the API server looks. Nor is a generation below zero: the API server writes its own over it.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go ValidateObjectMeta
 */
export function validateMetadata(metadata: ObjectMeta, path: string, errors: Errors): void {
  const { name, generateName, namespace, finalizers = [] } = metadata;
  if (generateName) {
    checkDnsSubdomain(generateName.replace(/.-$/, 'a'), `${path}.generateName`, errors);
  }
  if (name) {
    checkDnsSubdomain(name, `${path}.name`, errors);
  } else if (!generateName) {
    errors.required(`${path}.name`, 'name or generateName is required');
  }
  if (namespace) {
    checkDnsLabel(namespace, `${path}.namespace`, errors);
  }
  validateLabels(metadata.labels, `${path}.labels`, errors);
  validateAnnotations(metadata.annotations, `${path}.annotations`, errors);
  validateOwnerReferences(metadata, `${path}.ownerReferences`, errors);
  validateFinalizers(finalizers, `${path}.finalizers`, errors);
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go ValidateAnnotations */
export function validateAnnotations(
  annotations: ReadonlyMap<string, string> | undefined,
  path: string,
  errors: Errors,
): void {
  let size = 0;
  for (const [key, value] of annotations ?? []) {
    errors.invalidEach(path, key, qualifiedNameFaults(key.toLowerCase()));
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (size > MAX_ANNOTATIONS) {
    errors.tooLong(path, MAX_ANNOTATIONS);
  }
}

export function checkNotNegative(value: number | undefined, field: string, errors: Errors): void {
  if (value !== undefined && value < 0) {
    errors.invalid(field, value, 'must be greater than or equal to 0');
  }
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go ValidateOwnerReferences */
function validateOwnerReferences({ ownerReferences = [] }: ObjectMeta, path: string, errors: Errors): void {
  for (const { apiVersion = '', kind, name, uid } of ownerReferences) {
    const [, group = '', version] = GROUP_VERSION.exec(apiVersion) ?? [];
    if (!version) {
      errors.invalid(`${path}.apiVersion`, apiVersion, 'version must not be empty');
    }
    for (const [field, value] of Object.entries({ kind, name, uid })) {
      if (!value) {
        errors.invalid(`${path}.${field}`, value ?? '', 'must not be empty');
      }
    }
    if (group === '' && version === 'v1' && kind === 'Event') {
      errors.invalid(path, `${apiVersion} ${kind}`, 'is disallowed from being an owner');
    }
  }
  const controllers = ownerReferences.filter(({ controller }) => controller);
  controllers.slice(1).forEach(({ kind, name }) => {
    errors.invalid(path, `${kind}/${name}`, 'Only one reference can have Controller set to true');
  });
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go ValidateFinalizers */
function validateFinalizers(finalizers: readonly string[], path: string, errors: Errors): void {
  finalizers.forEach((finalizer, i) => {
    errors.invalidEach(path, finalizer, qualifiedNameFaults(finalizer));
    if (!finalizer.includes('/') && !STANDARD_FINALIZERS.includes(finalizer)) {
      const rule = 'name is neither a standard finalizer name nor is it fully qualified';
      errors.invalid(`${path}[${i}]`, finalizer, rule);
    }
  });
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    errors.invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set');
  }
}

/**
 * What may not change in an update. Only what both say is compared: clients leave out what the server knows. An update
 * cannot delete; the deletion of an object that is being deleted stays what it is.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go ValidateObjectMetaUpdate
 */
export function validateMetadataUpdate(metadata: ObjectMeta, previous: ObjectMeta, path: string, errors: Errors): void {
  for (const field of ['name', 'namespace', 'uid'] as const) {
    const [now, before] = [metadata[field], previous[field]];
    if (now && before && now !== before) {
      errors.invalid(`${path}.${field}`, now, 'field is immutable', `keep ${before}`);
    }
  }
  const { deletionTimestamp, deletionGracePeriodSeconds: seconds } = metadata;
  if (deletionTimestamp !== undefined && previous.deletionTimestamp === undefined) {
    errors.invalid(`${path}.deletionTimestamp`, deletionTimestamp, 'field is immutable', 'remove it');
  }
  if (seconds !== undefined && seconds !== previous.deletionGracePeriodSeconds) {
    errors.invalid(`${path}.deletionGracePeriodSeconds`, seconds, 'field is immutable', 'remove it');
  }
}
