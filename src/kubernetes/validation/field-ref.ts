import { Errors } from './errors';
import { ObjectFieldSelector, ResourceFieldSelector } from './schema/reference';
import { Amount } from './schema/shape';
import { checkQualifiedName } from './syntax';

/** What a variable may take from its pod. */
export const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** What a file of a volume may take from its pod. */
export const VOLUME_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

const POD_FIELDS = [...ENV_FIELDS, ...VOLUME_FIELDS, 'spec.restartPolicy', 'spec.schedulerName', 'status.phase'];
const SUBSCRIPTED = /^([^]+?)\['([^]*)'\]$/;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateObjectFieldSelector */
export function validateFieldRef(
  ref: ObjectFieldSelector,
  fields: readonly string[],
  path: string,
  errors: Errors,
): void {
  const fieldPath = ref.fieldPath ?? '';
  const field = `${path}.fieldPath`;
  if (fieldPath === '') {
    errors.required(field);
    return;
  }
  const apiVersion = ref.apiVersion || 'v1';
  if (apiVersion !== 'v1') {
    const rule = `error converting fieldPath: unsupported pod version: ${apiVersion}`;
    errors.invalid(field, fieldPath, rule, 'write apiVersion: v1, or leave it out');
    return;
  }
  const [, map, key] = SUBSCRIPTED.exec(fieldPath) ?? [];
  if (map === undefined) {
    checkField(fieldPath, fields, field, errors);
  } else if (map === 'metadata.annotations' || map === 'metadata.labels') {
    checkQualifiedName(map === 'metadata.annotations' ? key.toLowerCase() : key, path, errors);
  } else {
    const rule = `error converting fieldPath: field label does not support subscript: ${fieldPath}`;
    errors.invalid(field, fieldPath, rule);
  }
}

function checkField(fieldPath: string, fields: readonly string[], field: string, errors: Errors): void {
  const path = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
  if (!POD_FIELDS.includes(path)) {
    const rule = `error converting fieldPath: field label not supported: ${fieldPath}`;
    errors.invalid(field, fieldPath, rule, `write one of ${fields.join(', ')}`);
  } else if (!fields.includes(path)) {
    errors.notSupported(field, path, fields);
  }
}

const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];
const HUGE_PAGES = /^(requests|limits)\.hugepages-/;

/**
 * The resources of a container: its own for a variable, a named one's for a volume.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerResourceFieldSelector
 */
export function validateResourceFieldRef(
  ref: ResourceFieldSelector,
  user: 'variable' | 'volume',
  path: string,
  errors: Errors,
): void {
  const { resource = '', divisor } = ref;
  if (user === 'volume' && !ref.containerName) {
    errors.required(`${path}.containerName`);
  } else if (resource === '') {
    errors.required(`${path}.resource`);
  } else if (!RESOURCES.includes(resource) && !HUGE_PAGES.test(resource)) {
    errors.notSupported(`${path}.resource`, resource, RESOURCES);
  }
  if (divisor && divisor.quantity !== 0n) {
    checkDivisor(resource, divisor, `${path}.divisor`, errors);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerResourceDivisor */
function checkDivisor(resource: string, divisor: Amount, field: string, errors: Errors): void {
  const isCpu = resource.endsWith('.cpu');
  if (!RESOURCES.includes(resource) && !HUGE_PAGES.test(resource)) {
    return;
  }
  if (!divisors(isCpu, divisor.text).includes(divisor.quantity)) {
    const supported = isCpu ? '1m and 1' : '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';
    errors.invalid(field, divisor.text, `only divisor's values ${supported} are supported with this resource`);
  }
}

/** A power of ten or of 1024, as the suffix says; `1024` is not `1Ki` here. */
function divisors(isCpu: boolean, text: string): bigint[] {
  const unit = 10n ** 9n;
  if (/i$/.test(text)) {
    return isCpu ? [unit] : [0, 1, 2, 3, 4, 5, 6].map((power) => unit * 1024n ** BigInt(power));
  }
  if (/e[-+]?[0-9]|E[-+]?[0-9]/.test(text)) {
    return [unit];
  }
  return isCpu ? [unit / 1000n, unit] : [0, 1, 2, 3, 4, 5, 6].map((power) => unit * 1000n ** BigInt(power));
}
