import { quantityHint } from '../manifest/field';
import { tryParseQuantity } from '../quantity';
import { Errors } from './errors';
import { Amount, Decoded, ListShape, MapShape, ObjectShape, ScalarKind, Shape } from './schema/shape';
import { unknownFieldFix } from './unknown-field';

/**
 * Reads a value as the API server decodes JSON with strict field validation: every value has its field's type, and every
 * field is known. `null` reads as absent.
 *
 * What is wrong is an error; a number written as text and the like is then read as it was meant, and the rest as absent,
 * so that everything else can still be checked.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function decode<S extends Shape>(value: unknown, shape: S, errors: Errors): Decoded<S> | undefined {
  return read(value, shape, '', errors) as Decoded<S> | undefined;
}

function read(value: unknown, shape: Shape, path: string, errors: Errors): unknown {
  if (value === undefined || value === null) {
    return undefined;
  }
  switch (shape.kind) {
    case 'object':
      return readObject(value, shape as ObjectShape, path, errors);
    case 'list':
      return readList(value, shape as ListShape<Shape>, path, errors);
    case 'map':
      return readMap(value, shape as MapShape<Shape>, path, errors);
    default:
      return SCALARS[shape.kind](value, path, errors);
  }
}

function readObject(value: unknown, shape: ObjectShape, path: string, errors: Errors): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) {
    const fix = Array.isArray(value) ? 'write its fields directly, without a dash' : undefined;
    return wrongType('an object', value, path, errors, fix);
  }
  const decoded: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value!)) {
    const field = path === '' ? name : `${path}.${name}`;
    if (Object.hasOwn(shape.fields, name)) {
      const result = read(item, shape.fields[name], field, errors);
      if (result !== undefined) {
        decoded[name] = result;
      }
    } else {
      errors.add('UnknownField', field, `unknown field "${field}"`, item, unknownFieldFix(name, shape));
    }
  }
  return decoded;
}

function readList(value: unknown, shape: ListShape<Shape>, path: string, errors: Errors): unknown {
  if (!Array.isArray(value)) {
    return wrongType('a list', value, path, errors, 'start each entry with a dash');
  }
  // Positions must stay what they are, so what cannot be read, or is null, becomes an empty entry.
  return value.map((item, index) => read(item, shape.items, `${path}[${index}]`, errors) ?? zero(shape.items));
}

function readMap(value: unknown, shape: MapShape<Shape>, path: string, errors: Errors): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) {
    return wrongType('a map', value, path, errors);
  }
  const decoded = new Map<string, unknown>();
  for (const [key, item] of Object.entries(value!)) {
    const entry = item === null ? zero(shape.values) : read(item, shape.values, `${path}[${key}]`, errors);
    if (entry !== undefined) {
      decoded.set(key, entry);
    }
  }
  return decoded;
}

/** What Go makes of a `null` that stands in a list or a map. */
function zero(shape: Shape): unknown {
  switch (shape.kind) {
    case 'object':
      return {};
    case 'list':
      return [];
    case 'map':
      return new Map();
    case 'quantity':
      return { quantity: 0n, text: '0' } satisfies Amount;
    case 'boolean':
      return false;
    case 'int32':
    case 'int64':
    case 'intOrString':
      return 0;
    default:
      return '';
  }
}

type ReadScalar = (value: unknown, path: string, errors: Errors) => unknown;

const SCALARS: Readonly<Record<ScalarKind, ReadScalar>> = {
  string: readString,
  int32: (value, path, errors) => readInteger(value, 2 ** 31, path, errors),
  int64: (value, path, errors) => readInteger(value, 2 ** 63, path, errors),
  boolean: readBoolean,
  quantity: readQuantity,
  intOrString: (value, path, errors) =>
    typeof value === 'string' ? value : readInteger(value, 2 ** 31, path, errors, 'a number or a string'),
  time: readTime,
  anything: (value) => value,
};

function readString(value: unknown, path: string, errors: Errors): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value !== 'number' && typeof value !== 'boolean') {
    return wrongType('a string', value, path, errors);
  }
  errors.add('FieldValueTypeInvalid', path, notA('a string', value), value, `put it in quotes: "${value}"`);
  return String(value);
}

function readInteger(value: unknown, limit: number, path: string, errors: Errors, type = 'an integer'): unknown {
  if (typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value)) {
    errors.add('FieldValueTypeInvalid', path, notA(type, value), value, `write it without quotes: ${value}`);
    return Number(value);
  }
  if (typeof value !== 'number') {
    return wrongType(type, value, path, errors);
  }
  if (!Number.isInteger(value)) {
    return errors.unreadable('FieldValueTypeInvalid', path, `must be ${type}, not a fraction`, value);
  }
  return value < limit && value >= -limit
    ? value
    : errors.unreadable('FieldValueTypeInvalid', path, `must fit in int${limit === 2 ** 31 ? 32 : 64}`, value);
}

function readBoolean(value: unknown, path: string, errors: Errors): boolean | undefined {
  if (typeof value === 'boolean') {
    return value;
  }
  if (value !== 'true' && value !== 'false') {
    return wrongType('true or false', value, path, errors);
  }
  errors.add('FieldValueTypeInvalid', path, notA('true or false', value), value, `write it without quotes: ${value}`);
  return value === 'true';
}

function readQuantity(value: unknown, path: string, errors: Errors): Amount | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return wrongType('a quantity, such as 100m or 128Mi', value, path, errors);
  }
  const text = String(value).trim();
  const parsed = tryParseQuantity(text);
  return 'rule' in parsed
    ? errors.unreadable('FieldValueInvalid', path, parsed.rule, value, quantityHint(text))
    : { quantity: parsed.quantity, text };
}

const RFC_3339 = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function readTime(value: unknown, path: string, errors: Errors): string | undefined {
  return typeof value === 'string' && isDay(RFC_3339.exec(value)?.[1])
    ? value
    : wrongType('a time, such as 2026-01-31T12:00:00Z', value, path, errors);
}

/** Whether the calendar has the day, written `2026-01-31`. */
function isDay(text: string | undefined): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function wrongType(type: string, value: unknown, path: string, errors: Errors, fix?: string): undefined {
  return errors.unreadable('FieldValueTypeInvalid', path, notA(type, value), value, fix);
}

function notA(type: string, value: unknown): string {
  const actual = Array.isArray(value) ? 'a list' : NOUNS[typeof value];
  return `must be ${type}, not ${actual ?? typeof value}`;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  object: 'an object',
};
