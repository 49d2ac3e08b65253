import { ASCII, CLASS, TABLES } from './ascii';
import { FieldNames } from './field-names';
import { BROKEN, JsonBytes } from './json-bytes';

// By names of this file: a name of another is looked up wherever it stands, and this is done for every byte.
const { SPACE, QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, TO_CLOSER } = ASCII;
const { CLASSES, ENDS_PIECE } = TABLES;
const { BAD, WORD, PUNCTUATION, LINE, STRING, OPEN, CLOSE } = CLASS;

/**
 * JSON of which values are copied, without blanks and without the fields that nobody keeps. Whether it is JSON is for
 * `JSON.parse` to say of the copy.
 */
export class JsonCopy extends JsonBytes {
  private copied = Buffer.alloc(0);
  private length = 0;

  override add(chunk: Uint8Array, from: number): void {
    super.add(chunk, from);
    if (this.copied.length < this.bytes.length) {
      this.copied = Buffer.allocUnsafe(this.bytes.length);
    }
  }

  /** Begins a new copy, with a bracket if it is made field by field. */
  startCopy(bracket?: number): void {
    this.length = 0;
    if (bracket !== undefined) {
      this.put(bracket);
    }
  }

  /** What has been copied. */
  get copy(): Buffer {
    return this.copied.subarray(0, this.length);
  }

  /** Copies a value; of objects, and of those in a list, only some fields if these are given. */
  copyValue(from: number, names?: FieldNames): number {
    const first = this.bytes[from];
    if (names && first === OPEN_OBJECT) {
      return this.copyFields(from, names);
    }
    if (names && first === OPEN_LIST) {
      return this.copyItems(from, names);
    }
    return this.copyWhole(from);
  }

  private copyFields(from: number, names: FieldNames): number {
    this.put(OPEN_OBJECT);
    const after = this.fields(from, (key, end, value) => {
      const kept = names.find(this.bytes, key + 1, end - 1);
      return kept ? this.copyField(key, end, value, kept.below) : this.skip(value);
    });
    this.put(CLOSE_OBJECT);
    return after;
  }

  private copyItems(from: number, names: FieldNames): number {
    this.put(OPEN_LIST);
    const after = this.items(from, (item) => {
      this.separate(OPEN_LIST);
      // Kubernetes has no lists of lists: such a one is copied as it is, however deep it goes.
      return this.bytes[item] === OPEN_OBJECT ? this.copyFields(item, names) : this.copyWhole(item);
    });
    this.put(CLOSE_LIST);
    return after;
  }

  /** Copies a field into the object that is being copied. */
  copyField(key: number, end: number, value: number, names?: FieldNames): number {
    const { bytes, copied } = this;
    this.separate(OPEN_OBJECT);
    for (let at = key; at < end; at++) {
      copied[this.length++] = bytes[at];
    }
    this.put(COLON);
    return this.copyValue(value, names);
  }

  put(byte: number): void {
    this.copied[this.length++] = byte;
  }

  private separate(bracket: number): void {
    if (this.copied[this.length - 1] !== bracket) {
      this.put(COMMA);
    }
  }

  private copyWhole(from: number): number {
    const { bytes, copied, closers } = this;
    let { length } = this;
    let at = from;
    let depth = 0;
    do {
      let byte = bytes[at++];
      switch (CLASSES[byte]) {
        case WORD:
          // Nothing stands between words but blanks, which are not copied: two would become one.
          if (length > 0 && CLASSES[copied[length - 1]] === WORD) {
            throw BROKEN;
          }
          for (; CLASSES[byte] === WORD; byte = bytes[at++]) {
            copied[length++] = byte;
          }
          at = this.passed(at) - 1;
          break;
        case STRING:
          copied[length++] = byte;
          do {
            byte = bytes[at++];
            copied[length++] = byte;
            if (ENDS_PIECE[byte] === 1 && byte !== QUOTE) {
              this.escaped(byte, at);
              copied[length++] = bytes[at++];
            }
          } while (byte !== QUOTE);
          at = this.passed(at);
          break;
        case OPEN:
          copied[length++] = byte;
          this.checkDepth(depth);
          closers[depth++] = byte + TO_CLOSER;
          break;
        case CLOSE:
          copied[length++] = byte;
          if (closers[--depth] !== byte) {
            throw BROKEN;
          }
          break;
        case PUNCTUATION:
          copied[length++] = byte;
          break;
        case LINE:
          this.lines += 1;
          this.lineStart = at;
          while (bytes[at] === SPACE) {
            at += 1;
          }
          break;
        case BAD:
          throw BROKEN;
      }
    } while (depth > 0);
    this.length = length;
    return at;
  }
}
