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
  let folds: readonly Fold[] = ascending(names).map(foldOf);
  for (const position of differingPositions(folds)) {
    folds = foldAt(position, folds);
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
  /** Which of them may vary; one list for all names that are alike in this. */
  readonly varying: readonly number[];
  readonly count: number;
}

/** Each name once, in order; a fleet's names mostly are. */
function ascending(names: readonly string[]): readonly string[] {
  return isAscending(names) ? names : [...names].sort().filter((name, i, all) => i === 0 || all[i - 1] !== name);
}

function isAscending(names: readonly string[]): boolean {
  for (let i = 1; i < names.length; i++) {
    if (names[i - 1] >= names[i]) {
      return false;
    }
  }
  return true;
}

/** Many agents stand on the same nodes: of so many names the parts are told once. */
const MOST_KNOWN = 200_000;
const knownNames = new Map<string, Fold>();
/** One text for all equal parts, which are then compared at a glance. */
const sameParts = new Map<string, string>();
const sameVarying = new Map<string, readonly number[]>();

/** A name, as it is before anything is folded. */
function foldOf(name: string): Fold {
  let fold = knownNames.get(name);
  if (!fold) {
    if (knownNames.size === MOST_KNOWN) {
      knownNames.clear();
      sameParts.clear();
      sameVarying.clear();
    }
    const parts = partsOf(name).map(same);
    fold = { parts, varying: varyingOf(parts), count: 1 };
    knownNames.set(name, fold);
  }
  return fold;
}

function same(part: string): string {
  const known = sameParts.get(part);
  if (known === undefined) {
    sameParts.set(part, part);
  }
  return known ?? part;
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

function varyingOf(parts: readonly string[]): readonly number[] {
  const varying = parts.flatMap((part, position) => (VARYING.test(part) ? [position] : []));
  const key = varying.join();
  const known = sameVarying.get(key) ?? varying;
  sameVarying.set(key, known);
  return known;
}

/** Where a part may vary and not all names have the same, the last such place first. */
function differingPositions(folds: readonly Fold[]): number[] {
  const positions = new Set<number>();
  let last: readonly number[] = [];
  for (const { varying } of folds) {
    if (varying !== last) {
      varying.forEach((position) => positions.add(position));
      last = varying;
    }
  }
  const differs = (position: number) => {
    const part = folds[0].parts[position];
    return folds.some(({ parts }) => parts[position] !== part);
  };
  return [...positions].filter(differs).sort((a, b) => b - a);
}

/** Joins the folds that differ in nothing but this part. */
function foldAt(position: number, folds: readonly Fold[]): Fold[] {
  const groups: Fold[][] = [];
  const byRest = new Map<string, Fold[]>();
  let last: Fold[] | undefined;
  for (const fold of folds) {
    if (!fold.varying.includes(position)) {
      groups.push([fold]);
    } else if (last && differOnlyAt(position, last[0].parts, fold.parts)) {
      // Neighbours mostly belong together, and to compare them takes less than to look for a group.
      last.push(fold);
    } else {
      const rest = withPart(fold, position, '*').join('');
      last = byRest.get(rest) ?? [];
      if (last.push(fold) === 1) {
        byRest.set(rest, last);
        groups.push(last);
      }
    }
  }
  return groups.flatMap((group) => (group.length === 1 ? group : joined(position, group)));
}

function differOnlyAt(position: number, a: readonly string[], b: readonly string[]): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && i !== position) {
      return false;
    }
  }
  return a.length === b.length;
}

function joined(position: number, group: readonly Fold[]): Fold[] {
  const ranges = rangesOf(group.map(({ parts }) => parts[position]));
  const folds: Fold[] = [];
  for (let i = 0; i < ranges.length; i += MOST_RANGES) {
    const shown = ranges.slice(i, i + MOST_RANGES);
    const values = shown.reduce((sum, { count }) => sum + count, 0);
    const text = shown.map(rangeText).join();
    folds.push({
      parts: withPart(group[0], position, values === 1 ? text : `[${text}]`),
      varying: group[0].varying,
      count: values * group[0].count,
    });
  }
  return folds;
}

function withPart({ parts }: Fold, position: number, part: string): string[] {
  return parts.map((each, i) => (i === position ? part : each));
}

/** Values that follow each other. */
interface ValueRange {
  readonly first: string;
  last: string;
  count: number;
}

/** Values in order, those that follow each other together. */
function rangesOf(values: readonly string[]): ValueRange[] {
  const ranges: ValueRange[] = [];
  let range: ValueRange | undefined;
  const inOrder = values.every((value, i) => i === 0 || byLengthThenText(values[i - 1], value) <= 0);
  for (const value of inOrder ? values : [...values].sort(byLengthThenText)) {
    if (range && follows(range.last, value)) {
      range.last = value;
      range.count++;
    } else {
      range = { first: value, last: value, count: 1 };
      ranges.push(range);
    }
  }
  return ranges;
}

/** Two are told one by one: `[01,02]` is no longer than `[01-02]`, and plainer. */
function rangeText({ first, last, count }: ValueRange): string {
  return count > 2 ? `${first}-${last}` : count === 2 ? `${first},${last}` : first;
}

/** Of the same length: so 09 is followed by 10, and 9 as well; 9 is never followed by 010. */
function follows(value: string, next: string): boolean {
  if (!/^[0-9]+$/.test(value)) {
    return /^[a-y]$/.test(value) && next === String.fromCharCode(value.charCodeAt(0) + 1);
  }
  const isNext =
    value.length < EXACT_DIGITS
      ? Number(value) + 1 === Number(next)
      : /^[0-9]+$/.test(next) && BigInt(value) + 1n === BigInt(next);
  return isNext && (next.length === value.length || (next.length === value.length + 1 && !next.startsWith('0')));
}

/** Numbers of fewer digits are exact as they are. */
const EXACT_DIGITS = 15;

function byLengthThenText(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
