import { didYouMean } from './fix';
import { ManifestError, ManifestErrorType } from './manifest-error';

/** Collects the errors of one manifest, in the order in which they are found. */
export class Errors {
  readonly found: ManifestError[] = [];
  private readonly unread: string[] = [];

  add(type: ManifestErrorType, field: string, detail: string, value?: unknown, fix?: string): void {
    this.found.push({
      type,
      field,
      ...(value === undefined ? {} : { value }),
      detail,
      ...(fix === undefined ? {} : { fix }),
    });
  }

  /** Nothing stands where something must. */
  required(field: string, detail: string = 'is required', fix?: string): void {
    if (!this.isUnread(field)) {
      this.add('FieldValueRequired', field, detail, undefined, fix);
    }
  }

  invalid(field: string, value: unknown, detail: string, fix?: string): void {
    this.add('FieldValueInvalid', field, detail, value, fix);
  }

  /** One error for each rule that the value breaks. */
  invalidEach(field: string, value: unknown, details: readonly string[], fix?: string): void {
    details.forEach((detail) => this.invalid(field, value, detail, fix));
  }

  notSupported(field: string, value: string, words: readonly string[]): void {
    const detail = `supported values: ${words.map((word) => `"${word}"`).join(', ')}`;
    this.add('FieldValueNotSupported', field, detail, value, didYouMean(value, words));
  }

  /** The value must be one of the words, and must be there. */
  oneOf(field: string, value: string | undefined, words: readonly string[]): void {
    if (!value) {
      this.required(field);
    } else if (!words.includes(value)) {
      this.notSupported(field, value, words);
    }
  }

  forbidden(field: string, detail: string, fix?: string): void {
    this.add('FieldValueForbidden', field, detail, undefined, fix);
  }

  duplicate(field: string, value: string, detail: string = 'must be unique', fix?: string): void {
    this.add('FieldValueDuplicate', field, detail, value, fix);
  }

  notFound(field: string, value: string, detail: string, fix?: string): void {
    this.add('FieldValueNotFound', field, detail, value, fix);
  }

  tooLong(field: string, limit: number): void {
    this.add('FieldValueTooLong', field, `may not be more than ${limit} bytes`);
  }

  tooMany(field: string, count: number, limit: number): void {
    this.add('FieldValueTooMany', field, `must have at most ${limit} items`, count);
  }

  /** A value that cannot be read at all: what depends on it is not asked about again. */
  unreadable(type: ManifestErrorType, field: string, detail: string, value: unknown, fix?: string): undefined {
    this.add(type, field, detail, value, fix);
    this.unread.push(field);
    return undefined;
  }

  /** Whether the field, something around it or something in it could not be read. */
  isUnread(field: string): boolean {
    return this.unread.some((unread) => unread === field || isWithin(field, unread) || isWithin(unread, field));
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && (inner[outer.length] === '.' || inner[outer.length] === '[');
}
