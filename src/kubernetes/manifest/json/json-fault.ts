import { ASCII } from './ascii';
import { MAX_DEPTH, JsonBytes } from './json-bytes';

/** What is no JSON, and where. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  readonly rule: string;
}

/**
 * What is wrong with the value that begins somewhere, looked at closely, as RFC 8259 has it.
 *
 * @param json whose bytes are at hand, and whose lines are those of where the value begins
 * @returns undefined where no rule is broken up to the last byte that is at hand
 */
export function jsonFault(json: JsonBytes, from: number): JsonFault | undefined {
  try {
    new StrictReader(json.bytes, json.end, from).read();
    return undefined;
  } catch (error) {
    if (error instanceof Misplaced) {
      return { ...placeOf(json, from, error.at), rule: error.message };
    }
    throw error;
  }
}

/** Line and column of an index, where lines are counted up to another before it. */
export function placeOf({ bytes, lines, lineStart }: JsonBytes, from: number, at: number) {
  let line = lines + 1;
  let start = lineStart;
  for (let i = from; i < at; i++) {
    if (bytes[i] === NEWLINE) {
      line += 1;
      start = i + 1;
    }
  }
  // Of a line whose beginning is no longer at hand, bytes are counted.
  const gone = Math.max(0, -start);
  return { line, column: 1 + gone + bytes.toString('utf8', Math.max(0, start), at).length };
}

/** What was expected, and what stands there instead. */
export function expectedText(expected: string, bytes: Buffer, at: number): string {
  const [character] = bytes.toString('utf8', at, at + LONGEST_CHARACTER);
  return `expected ${expected} and found ${JSON.stringify(character)}`;
}

export const TOO_DEEP = `brackets are nested deeper than ${MAX_DEPTH}`;

const { NEWLINE, SPACE, QUOTE, BACKSLASH } = ASCII;
const RETURN = 0x0d;
const LONGEST_CHARACTER = 4;

class Misplaced extends Error {
  constructor(
    readonly at: number,
    rule: string,
  ) {
    super(rule);
  }
}

const BLANK = /[ \t\r\n]/;
const DELIMITER = /[\s,:"{}[\]]/;
const WORD = /^(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false|null)$/;
const ESCAPE = /^\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const BEGUN_ESCAPE = /^\\(u[0-9a-fA-F]{0,3})?$/;
const LONGEST_ESCAPE = 6;
const LONGEST_WORD = 1_000;

/** What may come next. */
type Next = 'value' | 'first item' | 'first field' | 'field' | 'colon' | 'after';

/** Reads a value with no thought of speed; without recursion, as it may be nested deeply. */
class StrictReader {
  private readonly closers: ('}' | ']')[] = [];
  private next: Next = 'value';

  constructor(
    private readonly bytes: Buffer,
    private readonly end: number,
    private at: number,
  ) {}

  /** @throws Misplaced */
  read(): void {
    do {
      while (this.at < this.end && BLANK.test(this.character)) {
        this.at += 1;
      }
      if (this.at < this.end) {
        this.step(this.character);
      }
    } while (this.at < this.end && this.closers.length > 0);
  }

  private get character(): string {
    return String.fromCharCode(this.bytes[this.at]);
  }

  private step(character: string): void {
    const closer = this.closers.at(-1)!;
    switch (this.next) {
      case 'after':
        return character === ',' ? this.pass(closer === '}' ? 'field' : 'value') : this.close(`"," or "${closer}"`);
      case 'colon':
        return character === ':' ? this.pass('value') : this.misplaced('":"');
      case 'field':
        return character === '"' ? this.string('colon') : this.misplaced('the name of a field, in double quotes');
      case 'first field':
        return character === '"' ? this.string('colon') : this.close('the name of a field, in double quotes, or "}"');
      case 'first item':
        return character === ']' ? this.close('') : this.value(character);
      case 'value':
        return this.value(character);
    }
  }

  private pass(next: Next): void {
    this.at += 1;
    this.next = next;
  }

  private close(expected: string): void {
    if (this.character !== this.closers.at(-1)) {
      this.misplaced(expected);
    }
    this.closers.pop();
    this.pass('after');
  }

  private value(character: string): void {
    if (character === '"') {
      this.string('after');
    } else if (character === '{' || character === '[') {
      this.open(character);
    } else {
      this.word();
    }
  }

  private open(bracket: '{' | '['): void {
    if (this.closers.length === MAX_DEPTH) {
      throw new Misplaced(this.at, TOO_DEEP);
    }
    this.closers.push(bracket === '{' ? '}' : ']');
    this.pass(bracket === '{' ? 'first field' : 'first item');
  }

  private string(next: Next): void {
    const start = this.at;
    for (this.at += 1; this.at < this.end; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === QUOTE) {
        this.pass(next);
        return;
      }
      if (byte === NEWLINE || byte === RETURN) {
        throw new Misplaced(start, 'a string is not closed in its line');
      }
      if (byte < SPACE) {
        throw new Misplaced(this.at, `a string holds the control character ${JSON.stringify(this.character)}`);
      }
      if (byte === BACKSLASH) {
        this.escape();
      }
    }
  }

  private escape(): void {
    const text = this.bytes.toString('latin1', this.at, Math.min(this.end, this.at + LONGEST_ESCAPE));
    const [escape] = ESCAPE.exec(text) ?? [];
    if (escape) {
      this.at += escape.length - 1;
    } else if (!BEGUN_ESCAPE.test(text)) {
      throw new Misplaced(this.at, `a string holds ${JSON.stringify(text.slice(0, 2))}, which is no escape`);
    }
  }

  private word(): void {
    const text = this.bytes.toString('utf8', this.at, Math.min(this.end, this.at + LONGEST_WORD));
    const length = text.search(DELIMITER);
    const word = length < 0 ? text : text.slice(0, length);
    if (!WORD.test(word) && (length >= 0 || this.at + LONGEST_WORD < this.end)) {
      this.misplaced(`a value${this.next === 'first item' ? ' or "]"' : ''}`, word || undefined);
    }
    this.at += Buffer.byteLength(word);
    this.next = 'after';
  }

  private misplaced(expected: string, word?: string): never {
    const text = word ? `expected ${expected} and found ${JSON.stringify(word.slice(0, 20))}` : undefined;
    throw new Misplaced(this.at, text ?? expectedText(expected, this.bytes, this.at));
  }
}
