import { KeptFields } from '../kept-fields';

/** A field that is kept. */
export interface KeptField {
  readonly name: Buffer;
  /** What is kept of it. @default - all */
  readonly below?: FieldNames;
}

/** The fields that are kept of an object, found by the bytes of their keys. */
export class FieldNames {
  /** The names for all below. */
  static of(kept: KeptFields): FieldNames | undefined {
    return kept === true ? undefined : new FieldNames(kept);
  }

  private readonly byLength: KeptField[][] = [];

  private constructor(kept: Exclude<KeptFields, true>) {
    for (const [field, below] of Object.entries(kept)) {
      const name = Buffer.from(field);
      (this.byLength[name.length] ??= []).push({ name, below: FieldNames.of(below) });
    }
  }

  /**
   * The field whose name stands there; undefined where it is not kept. A name with an escape may be any: it is kept, with
   * all below.
   */
  find(bytes: Uint8Array, from: number, end: number): KeptField | undefined {
    for (const field of this.byLength[end - from] ?? NONE) {
      if (isAt(field.name, bytes, from)) {
        return field;
      }
    }
    for (let at = from; at < end; at++) {
      if (bytes[at] === BACKSLASH) {
        return ESCAPED;
      }
    }
    return undefined;
  }
}

const NONE: readonly KeptField[] = [];
const BACKSLASH = 0x5c;
const ESCAPED: KeptField = { name: Buffer.alloc(0) };

/** Whether a word stands somewhere. */
export function isAt(word: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < word.length; i++) {
    if (bytes[from + i] !== word[i]) {
      return false;
    }
  }
  return true;
}
