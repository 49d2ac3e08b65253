import { ASCII, CLASS, TABLES } from './ascii';

// By names of this file: a name of another is looked up wherever it stands, and this is done for every byte.
const { NEWLINE, SPACE, QUOTE, COMMA, COLON, BACKSLASH, CLOSE_LIST, CLOSE_OBJECT, TO_CLOSER } = ASCII;
const { CLASSES, ENDS_PIECE } = TABLES;
const { BAD, WORD, BLANK, LINE, STRING, OPEN, CLOSE } = CLASS;

/** Thrown where the bytes at hand end before what is read does. */
export const MORE = new Error('more bytes are needed');

/** Thrown where something is no JSON, by whoever does not look closely. */
export const BROKEN = new Error('this is no JSON');

/** Returned by what takes the parts of a value, where it wants no more of them. */
export const STOP = -1;

/** As deep as Go's decoder goes, and so kubectl: deeper JSON is refused. */
export const MAX_DEPTH = 10_000;

/** Room behind the last byte for two quotes: they end every loop, so that none asks at each byte whether it is the last. */
const GUARD = 2;

/**
 * JSON as it comes in, a window of it at a time. Values are passed in loops that look at each byte once, and hold them to no
 * more than closed strings and matching brackets.
 *
 * Every method takes the index where something begins, and returns the one after its end. It throws `MORE` or `BROKEN`.
 */
export class JsonBytes {
  /** The bytes at hand, of which the first `end` count. */
  bytes = Buffer.alloc(GUARD, QUOTE);
  end = 0;
  /** How many line breaks have been passed, in all. */
  lines = 0;
  /** Index after the last one; negative where it is no longer at hand. */
  lineStart = 0;

  protected readonly closers = new Uint8Array(MAX_DEPTH);

  /** Adds bytes; those before an index are let go, and the others move to the front. */
  add(chunk: Uint8Array, from: number): void {
    const rest = this.end - from;
    const end = rest + chunk.length;
    if (end + GUARD > this.bytes.length) {
      const { bytes } = this;
      this.bytes = Buffer.allocUnsafe(2 * end + GUARD);
      bytes.copy(this.bytes, 0, from, this.end);
    } else {
      this.bytes.copyWithin(0, from, this.end);
    }
    this.bytes.set(chunk, rest);
    this.bytes.fill(QUOTE, end, end + GUARD);
    this.end = end;
    this.lineStart -= from;
  }

  /** Where the next value or bracket begins. */
  blank(from: number): number {
    const { bytes } = this;
    let at = from;
    for (; ; at++) {
      const byte = bytes[at];
      if (byte === NEWLINE) {
        this.lines += 1;
        this.lineStart = at + 1;
      } else if (byte !== SPACE && CLASSES[byte] !== BLANK) {
        return at;
      }
    }
  }

  /**
   * Passes an object, whose fields `read` takes: each from the first quote of its key to the end of that, and from there to
   * its value. It returns where the value ends, or `STOP` to go no further.
   */
  fields(from: number, read: (key: number, end: number, value: number) => number): number {
    let at = this.blank(from + 1);
    if (this.bytes[at] === CLOSE_OBJECT) {
      return at + 1;
    }
    for (;;) {
      if (this.bytes[at] !== QUOTE) {
        throw BROKEN;
      }
      const end = this.skipString(at);
      const next = read(at, end, this.valueOf(end));
      if (next === STOP) {
        return STOP;
      }
      at = this.blank(next);
      if (this.bytes[at] !== COMMA) {
        this.expect(at, CLOSE_OBJECT);
        return at + 1;
      }
      at = this.blank(at + 1);
    }
  }

  /** Where the value of a field begins, whose key ends there. */
  valueOf(end: number): number {
    const colon = this.blank(end);
    this.expect(colon, COLON);
    return this.blank(colon + 1);
  }

  /** Passes a list, whose items `read` takes. */
  items(from: number, read: (item: number) => number): number {
    let at = this.blank(from + 1);
    if (this.bytes[at] === CLOSE_LIST) {
      return at + 1;
    }
    for (;;) {
      const next = read(at);
      if (next === STOP) {
        return STOP;
      }
      at = this.blank(next);
      if (this.bytes[at] !== COMMA) {
        this.expect(at, CLOSE_LIST);
        return at + 1;
      }
      at = this.blank(at + 1);
    }
  }

  private expect(at: number, byte: number): void {
    if (this.bytes[at] !== byte) {
      throw at >= this.end ? MORE : BROKEN;
    }
  }

  /** Passes a value. */
  skip(from: number): number {
    switch (CLASSES[this.bytes[from]]) {
      case STRING:
        return this.skipString(from);
      case OPEN:
        return this.skipNested(from);
      case WORD:
        return this.skipWord(from);
      default:
        throw BROKEN;
    }
  }

  protected skipString(from: number): number {
    const { bytes } = this;
    let at = from + 1;
    let byte;
    do {
      byte = bytes[at++];
      if (ENDS_PIECE[byte] === 1 && byte !== QUOTE) {
        at = this.escaped(byte, at);
      }
    } while (byte !== QUOTE);
    return this.passed(at);
  }

  protected escaped(byte: number, at: number): number {
    if (byte !== BACKSLASH) {
      throw BROKEN;
    }
    return at + 1;
  }

  protected passed(at: number): number {
    if (at > this.end) {
      throw MORE;
    }
    return at;
  }

  protected checkDepth(depth: number): void {
    if (depth === MAX_DEPTH) {
      throw BROKEN;
    }
  }

  protected skipWord(from: number): number {
    let at = from;
    while (CLASSES[this.bytes[at]] === WORD) {
      at += 1;
    }
    // A word goes on where the bytes end.
    return this.passed(at + 1) - 1;
  }

  private skipNested(from: number): number {
    const { bytes, closers } = this;
    let at = from;
    let depth = 0;
    do {
      let byte = bytes[at++];
      switch (CLASSES[byte]) {
        case STRING:
          do {
            byte = bytes[at++];
            if (ENDS_PIECE[byte] === 1 && byte !== QUOTE) {
              at = this.escaped(byte, at);
            }
          } while (byte !== QUOTE);
          this.passed(at);
          break;
        case OPEN:
          this.checkDepth(depth);
          closers[depth++] = byte + TO_CLOSER;
          break;
        case CLOSE:
          if (closers[--depth] !== byte) {
            throw BROKEN;
          }
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
    return at;
  }
}
