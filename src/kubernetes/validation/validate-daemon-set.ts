import { validateDecodedDaemonSet } from './daemon-set';
import { decode } from './decode';
import { Errors } from './errors';
import { ManifestError } from './manifest-error';
import { DAEMON_SET } from './schema/daemon-set';
import { isRecord } from '../manifest/is-record';

/**
 * Why the API server of Kubernetes 1.36 would refuse a DaemonSet, with strict field validation; every reason at once.
 *
 * The API server stops at values of the wrong type and at unknown fields; this goes on with what can be read.
 *
 * @param daemonSet a parsed manifest of kind DaemonSet; another kind has no errors
 * @param previous the DaemonSet that it replaces, for the rules of an update
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function validateDaemonSet(daemonSet: unknown, previous?: unknown): ManifestError[] {
  const errors = new Errors();
  if (!isRecord(daemonSet)) {
    errors.add('FieldValueTypeInvalid', '', 'must be a Kubernetes object', daemonSet);
    return errors.found;
  }
  if (daemonSet.kind !== 'DaemonSet') {
    return [];
  }
  if (daemonSet.apiVersion !== 'apps/v1') {
    const fix = 'write apiVersion: apps/v1';
    errors.add('FieldValueNotSupported', 'apiVersion', 'supported values: "apps/v1"', daemonSet.apiVersion, fix);
  }
  const decoded = decode(daemonSet, DAEMON_SET, errors) ?? {};
  const decodedPrevious = isRecord(previous) ? decode(previous, DAEMON_SET, new Errors()) : undefined;
  validateDecodedDaemonSet(decoded, decodedPrevious, errors);
  return errors.found;
}
