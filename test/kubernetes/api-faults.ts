import { COMPANION_RULES } from './companion-rules';
import { validateName } from './object-names';
import { publishedKind, publishedType, type PublishedType } from './published-api';
import { decode } from '../../src/kubernetes/validation/decode';
import { Errors } from '../../src/kubernetes/validation/errors';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';
import { validateMetadata } from '../../src/kubernetes/validation/metadata';
import { object, type ListShape, type MapShape, type Shape } from '../../src/kubernetes/validation/schema/shape';

/**
 * Why the API server of Kubernetes 1.36 would refuse a manifest under strict field validation, as `field: rule`: fields
 * that it does not know, values of another type, fields that are not there, and the rules that no type shows.
 *
 * Of a kind that somebody else has defined, only the metadata is looked at.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function apiFaults(manifest: any): string[] {
  const { apiVersion, kind, metadata } = manifest;
  const errors = new Errors();
  const known = publishedKind(apiVersion, kind);
  if (known) {
    const type = publishedType(known.type);
    const decoded: any = decode(manifest, type, errors);
    requireFields(decoded, type, '', errors);
    if (!known.namespaced && metadata?.namespace) {
      errors.forbidden('metadata.namespace', 'not allowed on this type');
    }
    validateName(apiVersion, kind, decoded.metadata ?? {}, errors);
    COMPANION_RULES[`${apiVersion} ${kind}`]?.(decoded, errors);
  } else {
    if (isOfKubernetes(apiVersion)) errors.add('UnknownField', 'kind', `${apiVersion} has no ${kind}`);
    const { metadata: decoded }: any = decode(
      { metadata },
      object({ metadata: publishedType('V1ObjectMeta') }),
      errors,
    );
    validateMetadata(decoded ?? {}, 'metadata', errors);
  }
  const found = [...errors.found, ...ManifestValidator.validate(manifest)];
  return [...new Set(found.map(({ field, detail }) => `${field}: ${detail}`))];
}

/** Whether an API server without any CustomResourceDefinition has the kind. */
export function isBuiltIn({ apiVersion, kind }: any): boolean {
  return publishedKind(apiVersion, kind) !== undefined;
}

/** @see https://github.com/kubernetes/community/blob/master/sig-architecture/api-review-process.md */
function isOfKubernetes(apiVersion: string): boolean {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return !group.includes('.') || /^[^.]+(\.(authorization|authentication|apiserver))?\.k8s\.io$/.test(group);
}

/** Every field that its type asks for, wherever an object of that type stands. */
function requireFields(value: any, shape: Shape, path: string, errors: Errors): void {
  if (shape.kind === 'object') {
    const { fields, required } = shape as PublishedType;
    required
      .filter((name) => value[name] === undefined)
      .forEach((name) => errors.required(path ? `${path}.${name}` : name));
    for (const [name, item] of Object.entries(value)) {
      requireFields(item, fields[name], path ? `${path}.${name}` : name, errors);
    }
  } else if (shape.kind === 'list') {
    value.forEach((item: any, i: number) =>
      requireFields(item, (shape as ListShape<Shape>).items, `${path}[${i}]`, errors),
    );
  } else if (shape.kind === 'map') {
    for (const [key, item] of value) requireFields(item, (shape as MapShape<Shape>).values, `${path}[${key}]`, errors);
  }
}
