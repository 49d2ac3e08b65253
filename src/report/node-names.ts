import { printable, shortened } from './printable';
import { wholeText } from './units';

/** Some nodes by a pattern of their names: `general-a-[01-03]`. */
export interface NodeNamePattern {
  readonly text: string;
  /** How many names it stands for. */
  readonly count: number;
}

/** A bracket holds at most so many ranges: more of them are harder to read than two patterns. */
const MOST_RANGES = 6;

/**
 * Node names as few patterns, in order and without loss: every name is an expansion of exactly one pattern, and every
 * expansion is a name. Only numbers, single letters and zones such as `1a` vary within a pattern.
 *
 * @example
 * foldNodeNames(['gpu-a-01', 'gpu-a-02', 'gpu-a-03', 'infra']); // gpu-a-[01-03], infra
 */
export function foldNodeNames(names: readonly string[]): NodeNamePattern[] {
  const known = folded.get(names);
  if (known) {
    return known;
  }
  let folds: Fold[] = [...new Set(names)].sort().map((name) => ({ parts: partsOf(name), count: 1 }));
  const positions = folds.reduce((most, { parts }) => Math.max(most, parts.length), 0);
  for (let position = positions - 1; position >= 0; position--) {
    if (differsAt(position, folds)) {
      folds = foldAt(position, folds);
    }
  }
  const patterns = folds.map(({ parts, count }) => ({ text: parts.join(''), count }));
  folded.set(names, patterns);
  return patterns;
}

/** Agents often stand on the same nodes, which are one list then. */
const folded = new WeakMap<readonly string[], NodeNamePattern[]>();

/** Node names for people, in at most `width` columns: see `nodePatternsText`. */
export function nodeNamesText(names: readonly string[], width?: number): string {
  return nodePatternsText(foldNodeNames(names), width);
}

/** More patterns than a reader takes in. */
const MOST_PATTERNS = 4;

/** Patterns for people, in at most `width` columns: all in order, or those of most nodes and how many nodes more. */
export function nodePatternsText(patterns: readonly NodeNamePattern[], width = Infinity): string {
  if (patterns.length <= MOST_PATTERNS && textOf(patterns).length <= width) {
    return textOf(patterns);
  }
  const largest = [...patterns].sort((a, b) => b.count - a.count);
  for (let shown = Math.min(MOST_PATTERNS, patterns.length - 1); shown > 1; shown--) {
    const text = textOf(largest.slice(0, shown), largest.slice(shown));
    if (text.length <= width) {
      return text;
    }
  }
  const [first, ...rest] = largest;
  const shortest = { ...first, text: shortened(printable(first.text), width - textOf([], rest).length) };
  return textOf([shortest], rest);
}

function textOf(shown: readonly NodeNamePattern[], rest: readonly NodeNamePattern[] = []): string {
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  const texts = shown.map(({ text }) => printable(text)).join(', ');
  return more === 0 ? texts : `${texts} and ${wholeText(more)} more`;
}

/** Names with something in common. */
interface Fold {
  readonly parts: readonly string[];
  readonly count: number;
}

/**
 * A name in parts, of which the odd ones are delimiters; a number at the end of a word is a part of its own, after an
 * empty delimiter. To split a fleet's names by a regular expression would take most of the time of telling them.
 */
function partsOf(name: string): string[] {
  // A bracket or comma in a name would read as ours.
  if (/[[\],]/.test(name)) {
    return [name];
  }
  const parts: string[] = [];
  let start = 0;
  for (let end = 0; end <= name.length; end++) {
    if (end === name.length || name[end] === '-' || name[end] === '.') {
      const number = numberAtEnd(name, start, end);
      if (number < end) {
        parts.push(name.slice(start, number), '', name.slice(number, end));
      } else {
        parts.push(name.slice(start, end));
      }
      if (end < name.length) {
        parts.push(name[end]);
      }
      start = end + 1;
    }
  }
  return parts;
}

/** Where the number at the end of a word begins, if letters come before it; else where the word ends. */
function numberAtEnd(name: string, start: number, end: number): number {
  let number = end;
  while (number > start && name[number - 1] >= '0' && name[number - 1] <= '9') {
    number--;
  }
  return number > start && name[number - 1] >= 'a' && name[number - 1] <= 'z' ? number : end;
}

/** Numbers, single letters, and a number with a letter, as in names of zones. */
const VARYING = /^([0-9]+|[0-9]*[a-z])$/;

function differsAt(position: number, folds: readonly Fold[]): boolean {
  return folds.some(({ parts }) => parts[position] !== folds[0].parts[position]);
}

/** Joins the folds that differ in nothing but this part. */
function foldAt(position: number, folds: readonly Fold[]): Fold[] {
  const groups = new Map<string | Fold, Fold[]>();
  for (const fold of folds) {
    const varies = VARYING.test(fold.parts[position] ?? '');
    const key = varies ? withPart(fold, position, '*').join('') : fold;
    const group = groups.get(key);
    if (group) {
      group.push(fold);
    } else {
      groups.set(key, [fold]);
    }
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : joined(position, group)));
}

function joined(position: number, group: readonly Fold[]): Fold[] {
  const ranges = rangesOf(group.map(({ parts }) => parts[position]));
  const folds: Fold[] = [];
  for (let i = 0; i < ranges.length; i += MOST_RANGES) {
    const shown = ranges.slice(i, i + MOST_RANGES);
    const values = shown.reduce((sum, { length }) => sum + length, 0);
    const text = shown.map(rangeText).join();
    folds.push({
      parts: withPart(group[0], position, values === 1 ? text : `[${text}]`),
      count: values * group[0].count,
    });
  }
  return folds;
}

function withPart({ parts }: Fold, position: number, part: string): string[] {
  return parts.map((each, i) => (i === position ? part : each));
}

/** Values in order, those that follow each other together. */
function rangesOf(values: readonly string[]): string[][] {
  const ranges: string[][] = [];
  for (const value of [...values].sort(byLengthThenText)) {
    const range = ranges.at(-1);
    if (range && successor(range.at(-1)!) === value) {
      range.push(value);
    } else {
      ranges.push([value]);
    }
  }
  return ranges;
}

/** Two are told one by one: `[01,02]` is no longer than `[01-02]`, and plainer. */
function rangeText(range: readonly string[]): string {
  return range.length > 2 ? `${range[0]}-${range.at(-1)}` : range.join();
}

/** Of the same length: so 09 is followed by 10, and 9 as well; 9 is never followed by 010. */
function successor(value: string): string | undefined {
  if (/^[0-9]+$/.test(value)) {
    const next = `${BigInt(value) + 1n}`.padStart(value.length, '0');
    return value.length === next.length || !value.startsWith('0') ? next : undefined;
  }
  return /^[a-y]$/.test(value) ? String.fromCharCode(value.charCodeAt(0) + 1) : undefined;
}

function byLengthThenText(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
