import { Certain, certainScalar, UNCERTAIN } from './certain-scalar';

/** A document of block YAML: what it holds, and from where to where it stands in the text. */
export interface BlockDocument {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Where the lines of the entries of its `items` begin, and at last where they end. */
  readonly items: readonly number[];
}

/** An entry of a map, or of a list, which has no key. */
export interface Entry {
  readonly key?: string;
  readonly value: unknown;
}

/** Parses an entry that is given as a text of its own; undefined where it does not stand for itself. */
export type EntryParser = (text: string) => Entry | undefined;

/**
 * The documents of a text of YAML as `kubectl`, Helm and cdk8s print it: block maps and lists of scalars on one line each.
 * An entry that is anything else is left to a parser.
 *
 * @returns undefined where a parser has to read it as a whole: what is broken, or has anchors
 */
export function readBlockDocuments(text: string, parseEntry: EntryParser): BlockDocument[] | undefined {
  try {
    return text.includes('\r') ? undefined : new BlockReader(text, parseEntry).documents();
  } catch (error) {
    if (error instanceof NotCertain) {
      return undefined;
    }
    throw error;
  }
}

class NotCertain extends Error {}

/** Deeper than any manifest, and far from what the stack holds. */
const DEEPEST = 200;
/** A longer key has to be told by a `?`. */
const LONGEST_KEY = 1000;
const QUOTED_KEY = /^(?:"[ !#-[\]-~]*"|'[ -&(-~]*')$/;

/** Indentation, the dash of an entry of a list, the key of one of a map with a few colons, and the rest of a line. */
const LINE =
  /( *)(-(?: +|(?=\n|$)))?(?:([\w./][^\n:]*(?::[^\s:][^\n:]*){0,20}|"[^"\\\n]*"|'[^'\n]*'):(?= |\n|$))? *([^\n]*)(?:\n|$)/y;
const INDENTED = /( *)([^\n]*)(?:\n|$)/y;
const MARKER = /^(?:---|\.\.\.|%)/;

class BlockReader {
  /** Where the line begins, and the next one. */
  private start = 0;
  private end = 0;
  /** Column of what is read next on the line; -1 where the document ends. */
  private column = -1;
  /** How far behind its dash the entry of a list begins; 0 where there is no dash. */
  private dash = 0;
  private key: string | typeof UNCERTAIN | undefined;
  private rest = '';
  private readonly keys = new Map<string, string | typeof UNCERTAIN>();
  private readonly scalars = new Map<string, Certain>();
  /** Where the entries of the last list directly below the root begin. */
  private entries: number[] = [];
  private items: readonly number[] = [];

  constructor(
    private readonly text: string,
    private readonly parseEntry: EntryParser,
  ) {}

  documents(): BlockDocument[] {
    const documents: BlockDocument[] = [];
    this.next(0);
    while (this.start < this.text.length) {
      const marker = this.start;
      if (this.column < 0) {
        this.marker();
      }
      this.items = [];
      const start = this.column < 0 ? marker : this.start;
      const value = this.column < 0 ? null : this.node(0);
      if (value === UNCERTAIN || this.column >= 0) {
        throw new NotCertain();
      }
      documents.push({ value, start, end: this.start, items: this.items });
    }
    return documents;
  }

  private marker(): void {
    if (!/^---(?: *| +#.*)$/.test(this.rest)) {
      throw new NotCertain();
    }
    this.next(this.end);
  }

  /** The map or list that begins at the line; UNCERTAIN, with nothing read, when it is something else. */
  private node(depth: number): unknown {
    if (depth > DEEPEST) {
      throw new NotCertain();
    }
    return this.dash > 0 ? this.list(depth) : typeof this.key === 'string' ? this.map(depth) : UNCERTAIN;
  }

  private list(depth: number): unknown[] {
    const { column } = this;
    const list: unknown[] = [];
    const entries: number[] = [];
    while (this.column === column && this.dash > 0) {
      const { start } = this;
      const value = this.entryOfList(depth);
      list.push(value === UNCERTAIN ? this.parsed(start, column, false).value : value);
      entries.push(start);
    }
    this.endOf(column);
    this.entries = depth === 1 ? [...entries, this.start] : this.entries;
    return list;
  }

  private entryOfList(depth: number): unknown {
    if (this.key === undefined) {
      return this.value(this.column, depth, false);
    }
    this.column += this.dash;
    this.dash = 0;
    return this.node(depth + 1);
  }

  private map(depth: number): object {
    const { column } = this;
    const map = {};
    while (this.column === column && this.dash === 0) {
      const { start, key } = this;
      this.entries = depth === 0 ? [] : this.entries;
      const value = typeof key === 'string' ? this.value(column, depth, true) : UNCERTAIN;
      if (typeof key !== 'string' || value === UNCERTAIN) {
        const parsed = this.parsed(start, column, true);
        assign(map, parsed.key!, parsed.value);
        continue;
      }
      if (depth === 0 && key === 'items') {
        this.items = Object.hasOwn(map, key) ? [] : this.entries;
      }
      assign(map, key, value);
    }
    this.endOf(column);
    return map;
  }

  /** The value of an entry in a column, which begins with the rest of the line. */
  private value(column: number, depth: number, ofMap: boolean): unknown {
    const { rest } = this;
    if (rest === '' || rest[0] === '#') {
      this.next(this.end);
      const below = this.column > column || (ofMap && this.column === column && this.dash > 0);
      return below ? this.node(depth + 1) : null;
    }
    if (rest[0] === '|') {
      return this.literal(column);
    }
    const value = this.scalar(rest);
    this.next(this.end);
    // A line that is deeper goes on with the scalar.
    return this.column > column ? UNCERTAIN : value;
  }

  private scalar(rest: string): unknown {
    if (rest === '{}') {
      return {};
    }
    if (rest === '[]') {
      return [];
    }
    let value = this.scalars.get(rest);
    if (value === undefined) {
      const comment = rest[0] === '"' || rest[0] === "'" ? -1 : rest.indexOf(' #');
      value = certainScalar((comment < 0 ? rest : rest.slice(0, comment)).trimEnd());
      this.scalars.set(rest, value);
    }
    return value;
  }

  private literal(column: number): string | typeof UNCERTAIN {
    const lines: string[] = [];
    let indent = 0;
    let filled = 0;
    let start = this.end;
    for (; start < this.text.length; start = INDENTED.lastIndex) {
      const [spaces, content] = this.indented(start);
      indent ||= spaces;
      if (content !== '' && spaces <= column) {
        break;
      }
      // Whether white space is part of the text, and what is less indented than it, is for the parser to say.
      if (content === '' ? filled === 0 || spaces > indent : spaces < indent) {
        return UNCERTAIN;
      }
      lines.push(content && ' '.repeat(spaces - indent) + content);
      filled = content === '' ? filled : lines.length;
    }
    if (!/^\|-?$/.test(this.rest) || filled === 0) {
      return UNCERTAIN;
    }
    const end = this.rest === '|' ? '\n' : '';
    this.next(start);
    return lines.slice(0, filled).join('\n') + end;
  }

  /** Leaves an entry, with all lines that are deeper, to the parser. */
  private parsed(start: number, column: number, ofMap: boolean): Entry {
    this.indented(start);
    let end = INDENTED.lastIndex;
    while (end < this.text.length) {
      const [spaces, content] = this.indented(end);
      const deeper = spaces > column || (ofMap && spaces === column && /^-(?: |$)/.test(content));
      if (!deeper && content !== '') {
        break;
      }
      end = INDENTED.lastIndex;
    }
    const parsed = this.parseEntry(' '.repeat(column) + this.text.slice(start + column, end));
    if (!parsed || (parsed.key !== undefined) !== ofMap) {
      throw new NotCertain();
    }
    this.next(end);
    return parsed;
  }

  private indented(start: number): [spaces: number, content: string] {
    INDENTED.lastIndex = start;
    const [, spaces, content] = INDENTED.exec(this.text)!;
    return [spaces.length, content];
  }

  /** Goes to the next line with content, from an offset on: past blank lines and comments. */
  private next(offset: number): void {
    LINE.lastIndex = offset;
    for (let start = offset; start < this.text.length; start = LINE.lastIndex) {
      const line = LINE.exec(this.text)!;
      const [, indent, dash, key, rest] = line;
      if (dash === undefined && key === undefined && (rest === '' || rest[0] === '#')) {
        continue;
      }
      this.start = start;
      this.end = LINE.lastIndex;
      this.column = indent === '' && dash === undefined && MARKER.test(key ?? rest) ? -1 : indent.length;
      this.dash = dash === undefined ? 0 : dash.length;
      this.key = key === undefined ? undefined : this.certainKey(key);
      this.rest = rest;
      return;
    }
    this.start = this.text.length;
    this.column = -1;
  }

  private certainKey(written: string): string | typeof UNCERTAIN {
    let key = this.keys.get(written);
    if (key === undefined) {
      key = certainKey(written);
      this.keys.set(written, key);
    }
    return key;
  }

  /** What follows a map or a list is not deeper than it. */
  private endOf(column: number): void {
    if (this.column > column) {
      throw new NotCertain();
    }
  }
}

function certainKey(written: string): string | typeof UNCERTAIN {
  // The parser knows what it merges.
  if (written.length > LONGEST_KEY || written.slice(1, -1) === '<<') {
    return UNCERTAIN;
  }
  if (/^["']/.test(written)) {
    return QUOTED_KEY.test(written) ? written.slice(1, -1) : UNCERTAIN;
  }
  return written === '.' || certainScalar(written) === written ? written : UNCERTAIN;
}

/** A label may have any name, that of the prototype as well. */
function assign(map: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (map as Record<string, unknown>)[key] = value;
  }
}
