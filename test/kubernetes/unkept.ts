import { publishedKind, publishedType } from './published-api';
import { parseQuantity, quantityToString } from '../../src/kubernetes/quantity';
import type { ListShape, MapShape, ObjectShape, Shape } from '../../src/kubernetes/validation/schema/shape';

/**
 * What the API server takes and does not keep as it is written, as `field: value`. Client-side `kubectl apply` compares what
 * is written with what is kept, and tools that watch a cluster for drift do: such an object is never as it was applied.
 *
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-apply-calculates-differences-and-merges-changes
 */
export function unkept(manifest: any): string[] {
  const kind = publishedKind(manifest.apiVersion, manifest.kind);
  return kind ? inValue(manifest, publishedType(kind.type), [], '') : [];
}

/** Fields whose empty text is something else than none. */
const MEANT_EMPTY = new Set(['type', 'storageClassName']);
/** Fields of Go's plain booleans and numbers, which are not written when they are false or 0. */
const PLAIN = new Set(['readOnly', 'hostNetwork', 'hostPID', 'hostIPC', 'stdin', 'stdinOnce', 'tty']);
const PLAIN_NUMBERS = new Set(['minReadySeconds', 'initialDelaySeconds', 'hostPort']);

function inValue(value: any, shape: Shape, path: string[], resource: string): string[] {
  const at = path.join('.').replaceAll('.[', '[');
  const field = path.at(-1) ?? '';
  const told = (fault: boolean) => (fault ? [`${at}: ${JSON.stringify(value)}`] : []);
  switch (shape.kind) {
    case 'list':
      return value.length === 0
        ? told(true)
        : value.flatMap((item: any, i: number) =>
            inValue(item, (shape as ListShape<Shape>).items, [...path, `[${i}]`], ''),
          );
    case 'map':
      return Object.entries(value).flatMap(([key, item]) =>
        (shape as MapShape<Shape>).values.kind === 'string'
          ? []
          : inValue(item, (shape as MapShape<Shape>).values, [...path, key], key),
      );
    case 'object':
      return [
        // An item of these lists is compared as a whole, with the version that the API server writes into it.
        ...told(field === 'fieldRef' && path.at(-3) === 'items' && value.apiVersion === undefined),
        ...Object.entries(value).flatMap(([name, item]) =>
          inValue(item, (shape as ObjectShape).fields[name], [...path, name], ''),
        ),
      ];
    case 'string':
      return told(value === '' && !field.startsWith('[') && !MEANT_EMPTY.has(field));
    case 'boolean':
      return told(value === false && PLAIN.has(field));
    case 'int32':
      return told(value === 0 && PLAIN_NUMBERS.has(field));
    case 'quantity':
      return told(quantityToString(parseQuantity(String(value)), resource) !== value);
    default:
      return [];
  }
}
