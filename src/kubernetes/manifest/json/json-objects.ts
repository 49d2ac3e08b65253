import { isAscii, isUtf8 } from 'node:buffer';
import { ASCII } from './ascii';
import { FieldNames, isAt } from './field-names';
import { MORE, BROKEN, STOP, MAX_DEPTH } from './json-bytes';
import { JsonCopy } from './json-copy';
import { JsonFault, TOO_DEEP, expectedText, jsonFault, placeOf } from './json-fault';
import { linesBefore } from './lines-before';
import { KeptFields } from '../kept-fields';

const { QUOTE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT } = ASCII;

/** What is kept of objects of a kind; undefined where nobody reads them. */
export type KeptKinds = (apiVersion: string, kind: string) => KeptFields | undefined;

/** What an object says that it is, as far as it has said so. */
export interface ObjectType {
  apiVersion?: string;
  kind?: string;
}

/** A value that stands by itself or in a list. */
export interface JsonValue {
  readonly value: unknown;
  /** The List that it is an item of. @default - it is in none, or that one has not said yet what it is */
  readonly list?: ObjectType;
  /** The line of what is below it, from 1; its own once the next bytes have come. */
  readonly locate: (keys: readonly (string | number)[]) => number;
}

/** A list that is read item by item. */
interface OpenList {
  /** The object whose `items` it is. @default - a list by itself */
  readonly object?: ObjectType;
  readonly locate: JsonValue['locate'];
  /** Items that say nothing of their kind, while the object has not said its own. */
  readonly waiting: JsonValue[];
  /** Whether its last bracket has been read, and further fields of its object come. */
  closed: boolean;
  /** What has been read last. */
  after: 'bracket' | 'comma' | 'value';
}

/** More than any Kubernetes object has: the API server takes 3 MiB in a request. */
const LARGEST_VALUE = 64 * 1024 * 1024;

const TYPE_FIELDS = (['apiVersion', 'kind', 'items'] as const).map((name) => ({
  name,
  quoted: Buffer.from(JSON.stringify(name)),
}));
const LIST = 'List';
const DIVIDER = Buffer.from('---');
const ESCAPE = '\\';

/** What of an object is copied: some fields, all, or none as nobody reads it. */
type Copied = FieldNames | 'all' | 'none';

/**
 * Takes JSON apart as it comes in: any number of values one after the other, Lists and lists of them into their items. Of
 * each object only what is kept of its kind is parsed, and of kinds that nobody reads nothing.
 */
export class JsonObjects {
  /** How many objects there were, Lists not counted. */
  count = 0;
  /** What is wrong; nothing is read from there on. */
  fault?: JsonFault;

  private readonly json = new JsonCopy();
  private readonly lists: OpenList[] = [];
  private readonly kinds = new Map<string, Copied>();
  /** Index of what is read next. */
  private at = 0;
  /** How many bytes it takes to try again: a long value is not read from its start each time some more of it comes. */
  private enough = 0;
  /** Tells whether the bytes are still those at which something was found. */
  private window = 0;
  /** Line breaks before it, and where the last of them is. */
  private lines = 0;
  private lineStart = 0;
  private found: JsonValue[] = [];

  constructor(private readonly kept: KeptKinds) {}

  /** The values that end in these bytes. */
  push(chunk: Uint8Array): JsonValue[] {
    if (!this.fault) {
      this.json.add(chunk, this.at);
      this.at = 0;
      this.window += 1;
      if (this.json.end >= this.enough) {
        this.readOn();
      }
    }
    return this.take();
  }

  /** The rest, after the last bytes. */
  end(): JsonValue[] {
    if (!this.fault) {
      this.readOn();
    }
    const { json, at } = this;
    if (!this.fault && (this.lists.length > 0 || at < json.end)) {
      const rule = 'it ends before the last bracket is closed: was it cut off?';
      this.fault = jsonFault(json, at) ?? { ...placeOf(json, at, json.end), rule };
    }
    return this.take();
  }

  private take(): JsonValue[] {
    const { found } = this;
    this.found = [];
    return found;
  }

  private readOn(): void {
    const { json } = this;
    try {
      for (;;) {
        this.at = json.blank(this.at);
        this.lines = json.lines;
        this.lineStart = json.lineStart;
        if (this.at === json.end) {
          return;
        }
        this.step(this.at);
      }
    } catch (error) {
      this.rewind();
      this.stopped(error);
    }
  }

  /** Goes back to what is read next. */
  private rewind(): void {
    this.json.lines = this.lines;
    this.json.lineStart = this.lineStart;
  }

  private stopped(error: unknown): void {
    const { json, at } = this;
    if (error !== MORE && error !== BROKEN) {
      throw error;
    }
    if (error === BROKEN) {
      this.fault ??= jsonFault(json, at) ?? { ...placeOf(json, at, at), rule: 'a value that cannot be read' };
      return;
    }
    this.enough = 2 * (json.end - at);
    if (json.end - at > LARGEST_VALUE) {
      const rule = 'a value has more than 64 MB, and no object of Kubernetes does';
      this.fault = { ...placeOf(json, at, at), rule };
    }
  }

  private refuse(expected: string): never {
    this.fail(expectedText(expected, this.json.bytes, this.at));
  }

  private fail(rule: string): never {
    this.rewind();
    this.fault = { ...placeOf(this.json, this.at, this.at), rule };
    throw BROKEN;
  }

  /** Reads a bracket, a comma or a value. */
  private step(at: number): void {
    const list = this.lists.at(-1);
    const byte = this.json.bytes[at];
    if (!list) {
      this.at = this.document(at, byte);
    } else if (list.after === 'value') {
      this.afterValue(at, byte, list);
    } else if (byte === CLOSE_LIST && list.after === 'bracket') {
      this.closeList(list);
    } else {
      const end = list.closed ? this.field(at, list) : this.value(at, byte, list);
      list.after = 'value';
      this.at = end;
    }
  }

  private afterValue(at: number, byte: number, list: OpenList): void {
    if (byte === COMMA) {
      list.after = 'comma';
      this.at = at + 1;
    } else if (byte === CLOSE_OBJECT && list.closed) {
      this.closeObject(list);
    } else if (byte === CLOSE_LIST && !list.closed) {
      this.closeList(list);
    } else {
      this.refuse(list.closed ? '"," or "}"' : '"," or "]"');
    }
  }

  private document(at: number, byte: number): number {
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      return this.value(at, byte);
    }
    if (byte === DIVIDER[0] && at + DIVIDER.length > this.json.end) {
      throw MORE;
    }
    if (!isAt(DIVIDER, this.json.bytes, at)) {
      this.refuse('"{" or "["');
    }
    return at + DIVIDER.length;
  }

  private value(at: number, byte: number, list?: OpenList): number {
    if (byte === OPEN_OBJECT) {
      return this.object(at, list);
    }
    if (byte === OPEN_LIST) {
      this.open(at);
      return at + 1;
    }
    this.json.startCopy();
    const end = this.json.copyValue(at);
    this.add(this.parsed(), at, list);
    return end;
  }

  private open(at: number, object?: ObjectType): void {
    if (this.lists.length === MAX_DEPTH) {
      this.fail(TOO_DEEP);
    }
    this.lists.push({ object, locate: this.locator(at), waiting: [], closed: false, after: 'bracket' });
  }

  private closeList(list: OpenList): void {
    this.at += 1;
    if (list.object) {
      list.closed = true;
      list.after = 'value';
    } else {
      this.lists.pop();
    }
  }

  private closeObject({ object = {}, waiting, locate }: OpenList): void {
    this.at += 1;
    this.lists.pop();
    const { apiVersion, kind } = object;
    if (apiVersion !== undefined && kind?.endsWith('List')) {
      waiting.forEach((each) => this.found.push({ ...each, list: object }));
    } else {
      // It is no List: what it lacks is told, or it is an object like others.
      this.count += 1;
      this.found.push({ value: { ...object }, locate });
    }
  }

  /**
   * Reads an object, or opens it where it is a List, whose `items` may come before its kind.
   *
   * @param all whether all of it is copied, as it tells its kind too late
   */
  private object(at: number, list?: OpenList, all?: 'all'): number {
    const { json } = this;
    const own: ObjectType = {};
    let copied = all as Copied | undefined;
    let opened: number | undefined;
    json.startCopy(OPEN_OBJECT);
    const after = json.fields(at, (key, end, value) => {
      const name = this.typeField(key, end);
      if (name === 'items') {
        if (json.bytes[value] === OPEN_LIST && (typeIn(own, list).kind ?? 'List').endsWith('List')) {
          opened = value + 1;
          return STOP;
        }
      } else if (name) {
        if (copied !== undefined && copied !== 'all') {
          return STOP;
        }
        own[name] = this.text(value);
        if (own[name] === undefined) {
          copied = 'all';
        }
        return json.copyField(key, end, value);
      }
      copied ??= this.copiedOf(typeIn(own, list));
      return this.copyIfKept(copied, key, end, value);
    });
    if (opened !== undefined) {
      this.open(at, own);
      return opened;
    }
    if (after === STOP) {
      this.rewind();
      return this.object(at, list, 'all');
    }
    json.put(CLOSE_OBJECT);
    this.count += 1;
    copied ??= this.copiedOf(typeIn(own, list));
    if (copied !== 'none') {
      this.add(this.parsed(), at, list);
    }
    return after;
  }

  private copyIfKept(copied: Copied, key: number, end: number, value: number): number {
    const { json } = this;
    if (copied === 'all') {
      return json.copyField(key, end, value);
    }
    const kept = copied === 'none' ? undefined : copied.find(json.bytes, key + 1, end - 1);
    return kept ? json.copyField(key, end, value, kept.below) : json.skip(value);
  }

  /** Reads a field of a List after its items. */
  private field(at: number, { object }: OpenList): number {
    const { json } = this;
    if (json.bytes[at] !== QUOTE) {
      this.refuse('the name of a field, in double quotes');
    }
    const end = json.skip(at);
    const value = json.valueOf(end);
    const name = this.typeField(at, end);
    if (name === 'items') {
      this.refuse('one field called items, not a second one');
    }
    if (name) {
      object![name] = this.text(value);
    }
    return json.skip(value);
  }

  private typeField(key: number, end: number): keyof ObjectType | 'items' | undefined {
    return TYPE_FIELDS.find(({ quoted }) => quoted.length === end - key && isAt(quoted, this.json.bytes, key))?.name;
  }

  /** A string without escapes; undefined for anything else. */
  private text(value: number): string | undefined {
    const { json } = this;
    const end = json.skip(value);
    const text = json.bytes[value] === QUOTE ? json.bytes.toString('utf8', value + 1, end - 1) : ESCAPE;
    return text.includes(ESCAPE) ? undefined : text;
  }

  private copiedOf({ apiVersion, kind }: ObjectType): Copied {
    if (apiVersion === undefined || kind === undefined) {
      return 'all';
    }
    const type = `${apiVersion} ${kind}`;
    let copied = this.kinds.get(type);
    if (copied === undefined) {
      const kept = this.kept(apiVersion, kind);
      copied = kept === undefined ? 'none' : (FieldNames.of(kept) ?? 'all');
      this.kinds.set(type, copied);
    }
    return copied;
  }

  private parsed(): unknown {
    const { copy } = this.json;
    const ascii = isAscii(copy);
    if (!ascii && !isUtf8(copy)) {
      this.fail('a value is not text in UTF-8');
    }
    try {
      return JSON.parse(copy.toString(ascii ? 'latin1' : 'utf8'));
    } catch {
      throw BROKEN;
    }
  }

  private add(value: unknown, at: number, list?: OpenList): void {
    const type = list?.object;
    const item: JsonValue = { value, list: type, locate: this.locator(at) };
    const typed = typeof value !== 'object' || value === null || 'kind' in value;
    if (!type || typed || (type.apiVersion !== undefined && type.kind !== undefined)) {
      this.found.push(item);
    } else {
      list.waiting.push(item);
    }
  }

  private locator(at: number): JsonValue['locate'] {
    const { json, window, lines: before } = this;
    return (keys) => {
      if (this.window !== window) {
        return before + 1;
      }
      const { lines, lineStart } = json;
      json.lines = before;
      const line = linesBefore(json, at, keys) + 1;
      json.lines = lines;
      json.lineStart = lineStart;
      return line;
    };
  }
}

/** What an object is: what it says itself, or what the list says that it is an item of. */
function typeIn(own: ObjectType, list: OpenList | undefined): ObjectType {
  const { apiVersion, kind = LIST } = list?.object ?? {};
  return own.kind !== undefined || kind === LIST
    ? own
    : { kind: kind.slice(0, -LIST.length), apiVersion: own.apiVersion ?? apiVersion };
}
