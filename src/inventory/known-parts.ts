/**
 * What is looked at of a part of an object: everything; of a text only that it is one; nothing; or of some fields, and
 * of all others alike. In a list it is the same of every item.
 */
export type Look = typeof EVERYTHING | typeof THAT_IT_IS_TEXT | typeof NOTHING | FieldLooks;

interface FieldLooks {
  readonly fields: ReadonlyMap<string, Look>;
  readonly others: Look;
}

export const EVERYTHING = Symbol('everything');
export const THAT_IT_IS_TEXT = Symbol('that it is text');
export const NOTHING = Symbol('nothing');

/** What is looked at of each of these fields, and of others. */
export function fields(looks: Readonly<Record<string, Look>>, others: Look = NOTHING): Look {
  return { fields: new Map(Object.entries(looks)), others };
}

// A part is a sequence of tokens: marks, keys (each with the look that is had at what follows), and plain values.
const OBJECT = Symbol('object');
const LIST = Symbol('list');
const END = Symbol('end');
const TEXT = Symbol('text');
const NEGATIVE_ZERO = Symbol('-0');

/** Tokens that follow each other in all parts known so far, then those of which one comes next. */
interface Branch<T> {
  run: unknown[];
  next?: Map<unknown, Branch<T>>;
  /** What belongs to the part that ends here. */
  value?: T;
}

/** Deeper than any part of Kubernetes: an object that holds itself has no end. */
const MAX_DEPTH = 32;
/** Enough for the kinds of any fleet, and few enough for parts that are never alike. */
const MAX_PARTS = 10_000;

/**
 * Values by parts of objects, where parts count as one if what is looked at is equal. It is found without making a key
 * of the part: one walk over it meets either what is known, token by token, or the first that is new.
 */
export class KnownParts<T> {
  private readonly root: Branch<T> = { run: [], next: undefined, value: undefined };
  // Where the walk over a part is.
  private branch = this.root;
  private run = this.root.run;
  private at = 0;
  private count = 0;

  constructor(private readonly look: Look) {}

  /** The value that belongs to a part; undefined when none does. */
  get(part: unknown): T | undefined {
    this.enter(this.root);
    return this.follow(part, this.look) ? this.branch.value : undefined;
  }

  private follow(value: unknown, look: Look): boolean {
    if (typeof value !== 'object' || value === null) {
      return this.meets(tokenOf(value, look));
    }
    if (Array.isArray(value)) {
      if (!this.meets(LIST) || !this.meets(value.length)) {
        return false;
      }
      for (let i = 0; i < value.length; i++) {
        if (!this.follow(value[i], look)) {
          return false;
        }
      }
      return true;
    }
    if (!this.meets(OBJECT)) {
      return false;
    }
    // Most often keys and texts go on in the run; what does not is met by itself.
    let { run, at } = this;
    for (const key in value) {
      if (at < run.length - 2 && run[at] === key) {
        at++;
      } else {
        this.at = at;
        if (!this.meets(key)) {
          return false;
        }
        ({ run, at } = this);
      }
      const below = run[at++] as Look;
      if (below !== NOTHING) {
        const item = (value as Record<string, unknown>)[key];
        if (typeof item === 'string' && at < run.length && run[at] === (below === THAT_IT_IS_TEXT ? TEXT : item)) {
          at++;
        } else {
          this.at = at;
          if (!this.follow(item, below)) {
            return false;
          }
          ({ run, at } = this);
        }
      }
    }
    this.at = at;
    return this.meets(END);
  }

  private meets(token: unknown): boolean {
    const { run, at } = this;
    if (at < run.length) {
      this.at = at + 1;
      return run[at] === token;
    }
    const branch = this.branch.next?.get(token);
    if (branch) {
      this.enter(branch);
    }
    return branch !== undefined;
  }

  private enter(branch: Branch<T>): void {
    this.branch = branch;
    this.run = branch.run;
    this.at = 0;
  }

  /** Keeps the value that belongs to a part; not of one that cannot be told from others. */
  set(part: unknown, value: T): void {
    const tokens: unknown[] = [];
    if (this.count < MAX_PARTS && addTokens(part, this.look, tokens, 0)) {
      this.count++;
      this.insert(tokens, value);
    }
  }

  private insert(tokens: readonly unknown[], value: T): void {
    let branch = this.root;
    let at = 0;
    for (const [i, token] of tokens.entries()) {
      if (at < branch.run.length && branch.run[at] === token) {
        at++;
        continue;
      }
      if (at < branch.run.length) {
        splitAt(branch, at);
      }
      branch.next ??= new Map<unknown, Branch<T>>();
      const next = branch.next.get(token);
      if (!next) {
        branch.next.set(token, { run: tokens.slice(i + 1), next: undefined, value });
        return;
      }
      branch = next;
      at = 0;
    }
    branch.value = value;
  }
}

/** Makes the token at a place of a run the first of a branch. */
function splitAt<T>(branch: Branch<T>, at: number): void {
  const { run, next, value } = branch;
  branch.run = run.slice(0, at);
  branch.next = new Map([[run[at], { run: run.slice(at + 1), next, value }]]);
  branch.value = undefined;
}

function tokenOf(value: unknown, look: Look): unknown {
  if (typeof value === 'string') {
    return look === THAT_IT_IS_TEXT ? TEXT : value;
  }
  return value === 0 && Object.is(value, -0) ? NEGATIVE_ZERO : value;
}

/** Adds the tokens of a value; false when they would not tell it from others. */
function addTokens(value: unknown, look: Look, tokens: unknown[], depth: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return tokens.push(tokenOf(value, look)) > 0 && !Number.isNaN(value);
  }
  if (depth > MAX_DEPTH) {
    return false;
  }
  if (Array.isArray(value)) {
    tokens.push(LIST, value.length);
    return value.every((item) => addTokens(item, look, tokens, depth + 1));
  }
  if (!isPlain(value)) {
    return false;
  }
  tokens.push(OBJECT);
  for (const key of Object.keys(value)) {
    const below = typeof look === 'symbol' ? look : (look.fields.get(key) ?? look.others);
    tokens.push(key, below);
    if (below !== NOTHING && !addTokens((value as Record<string, unknown>)[key], below, tokens, depth + 1)) {
      return false;
    }
  }
  return tokens.push(END) > 0;
}

/** An object that inherits fields shows more of them than are read. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
