import { Quantity } from '../../quantity';

/** An amount, with the text it was written as. */
export interface Amount {
  readonly quantity: Quantity;
  readonly text: string;
}

/** What each kind of value reads as. */
interface ScalarTypes {
  readonly string: string;
  readonly int32: number;
  readonly int64: number;
  readonly boolean: boolean;
  readonly quantity: Amount;
  readonly intOrString: number | string;
  readonly time: string;
  readonly anything: unknown;
}

export type ScalarKind = keyof ScalarTypes;

export interface ScalarShape<K extends ScalarKind = ScalarKind> {
  readonly kind: K;
}

export interface ListShape<S = unknown> {
  readonly kind: 'list';
  readonly items: S;
}

export interface MapShape<S = unknown> {
  readonly kind: 'map';
  readonly values: S;
}

export interface ObjectShape<F = Fields> {
  readonly kind: 'object';
  readonly fields: F;
}

/** The type of a field, as the API's own types declare it. */
export type Shape = ScalarShape | ListShape<Shape> | MapShape<Shape> | ObjectShape;

/** Shapes by field name, in the order of the API's documentation. */
export interface Fields {
  readonly [name: string]: Shape;
}

/** The type that a value of a shape has once it is read: every field is optional, as in JSON. */
export type Decoded<S> =
  S extends ScalarShape<infer K>
    ? ScalarTypes[K]
    : S extends ListShape<infer I>
      ? readonly Decoded<I>[]
      : S extends MapShape<infer V>
        ? ReadonlyMap<string, Decoded<V>>
        : S extends ObjectShape<infer F>
          ? { readonly [N in keyof F]?: Decoded<F[N]> }
          : never;

export const STRING: ScalarShape<'string'> = { kind: 'string' };
export const INT32: ScalarShape<'int32'> = { kind: 'int32' };
export const INT64: ScalarShape<'int64'> = { kind: 'int64' };
export const BOOLEAN: ScalarShape<'boolean'> = { kind: 'boolean' };
export const QUANTITY: ScalarShape<'quantity'> = { kind: 'quantity' };
export const INT_OR_STRING: ScalarShape<'intOrString'> = { kind: 'intOrString' };
export const TIME: ScalarShape<'time'> = { kind: 'time' };
export const ANYTHING: ScalarShape<'anything'> = { kind: 'anything' };

export function listOf<S extends Shape>(items: S): ListShape<S> {
  return { kind: 'list', items };
}

export function mapOf<S extends Shape>(values: S): MapShape<S> {
  return { kind: 'map', values };
}

export function object<F extends Fields>(fields: F): ObjectShape<F> {
  return { kind: 'object', fields };
}
