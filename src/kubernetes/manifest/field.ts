import { Fault } from './fault';
import { Manifest } from './manifest';
import { nearestWord } from './nearest-word';
import { Quantity, tryParseQuantity } from '../quantity';

/**
 * A place in a manifest that is read with types: every mistake becomes a fault with its path, and reading goes on.
 *
 * `null` reads as absent, as the API server has it.
 */
export class Field {
  /** The root of a manifest. */
  static of(manifest: Manifest, faults: Fault[]): Field {
    return new Field(manifest, faults, manifest.object, undefined, '');
  }

  private misshapen = false;

  private constructor(
    private readonly manifest: Manifest,
    private readonly faults: Fault[],
    readonly value: unknown,
    private readonly parent: Field | undefined,
    private readonly key: string | number,
  ) {}

  /** Whether anything stands here. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The path from the root, such as `spec.taints[0].effect`. */
  get path(): string {
    return this.keys.reduce<string>((path, key) => path + pathStep(key, path === ''), '');
  }

  private get keys(): (string | number)[] {
    return this.parent ? [...this.parent.keys, this.key] : [];
  }

  /** Reports a fault at this place. */
  fault(rule: string, hint?: string): undefined {
    const { file, describe, locate } = this.manifest;
    const value = this.present ? this.value : undefined;
    this.faults.push({ file, line: locate?.(this.keys), object: describe(), field: this.path, value, rule, hint });
    return undefined;
  }

  /** A field of this object; absent when this is absent, or no object, which is a fault. */
  get(name: string): Field {
    const object = this.object();
    return new Field(this.manifest, this.faults, object && own(object, name), this, name);
  }

  /** A field that must be there. */
  required(name: string): Field {
    const field = this.get(name);
    if (this.object() && !field.present) {
      field.fault('is required');
    }
    return field;
  }

  private object(): Record<string, unknown> | undefined {
    if (!this.present) {
      return undefined;
    }
    if (typeof this.value === 'object' && !Array.isArray(this.value)) {
      return this.value as Record<string, unknown>;
    }
    if (!this.misshapen) {
      this.misshapen = true; // One fault, however many fields are asked for.
      this.fault('must be an object');
    }
    return undefined;
  }

  /** The text that stands here. */
  string(): string | undefined {
    return this.typed('string', 'must be a string');
  }

  /** One of the words, with a hint when it looks mistyped. */
  oneOf<T extends string>(words: readonly T[]): T | undefined {
    const text = this.string();
    if (text === undefined || (words as readonly string[]).includes(text)) {
      return text as T | undefined;
    }
    const meant = nearestWord(text, words);
    return this.fault(`must be one of ${words.join(', ')}`, meant && `did you mean ${meant}?`);
  }

  boolean(): boolean | undefined {
    return this.typed('boolean', 'must be true or false');
  }

  integer(): number | undefined {
    const number = this.typed<number>('number', 'must be an integer');
    return number === undefined || Number.isInteger(number) ? number : this.fault('must be an integer');
  }

  private typed<T>(type: string, rule: string): T | undefined {
    if (!this.present) {
      return undefined;
    }
    return typeof this.value === type ? (this.value as T) : this.fault(rule);
  }

  /** A quantity, which may be written as a number or as a string. */
  quantity(): Quantity | undefined {
    if (!this.present) {
      return undefined;
    }
    if (typeof this.value !== 'string' && typeof this.value !== 'number') {
      return this.fault('must be a quantity, such as 100m or 128Mi');
    }
    const result = tryParseQuantity(String(this.value));
    return 'rule' in result ? this.fault(result.rule, quantityHint(String(this.value))) : result.quantity;
  }

  /** The entries of a list; none when absent. */
  items(): Field[] {
    if (!this.present) {
      return [];
    }
    if (!Array.isArray(this.value)) {
      this.fault('must be a list');
      return [];
    }
    return this.value.map((value, index) => new Field(this.manifest, this.faults, value, this, index));
  }

  /** The entries of a list that are there, each read. */
  list<T>(read: (item: Field) => T | undefined): T[] {
    const items = this.items().map(read);
    // Most often all are there, and what `filter` makes takes more room.
    return items.includes(undefined) ? items.filter((item) => item !== undefined) : (items as T[]);
  }

  /** The entries of an object, each read; those that cannot be read are left out. */
  map<T>(read: (value: Field) => T | undefined): Map<string, T> {
    const entries = new Map<string, T>();
    const object = this.object() ?? {};
    for (const key of Object.keys(object)) {
      const item = read(new Field(this.manifest, this.faults, object[key], this, key));
      if (item !== undefined) {
        entries.set(key, item);
      }
    }
    return entries;
  }

  /** A map of strings, such as labels. */
  strings(): Map<string, string> {
    return this.map((value) => value.string());
  }

  /** A list of strings. */
  stringList(): string[] {
    return this.list((item) => item.string());
  }
}

const SIMPLE_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

function pathStep(key: string | number, first: boolean): string {
  if (typeof key === 'number') {
    return `[${key}]`;
  }
  return SIMPLE_KEY.test(key) ? `${first ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
}

// Keys come from files: `constructor` must not find Object's.
function own(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** `1GB` and `1gb` are the commonest mistakes: Kubernetes writes `1G` or `1Gi`. */
export function quantityHint(text: string): string | undefined {
  const match = /^\s*([0-9.]+)\s*([kKmMgGtTpPeE])(i?)[bB]?\s*$/.exec(text);
  if (!match) {
    return undefined;
  }
  const unit = match[2].toUpperCase();
  const decimal = unit === 'K' ? 'k' : unit;
  return `did you mean ${match[1]}${unit}i${match[3] ? '' : ` or ${match[1]}${decimal}`}?`;
}
