import { printable, shortened } from '../printable';
import { wholeText } from '../units';

/** Longer texts are for the other formats: a comment holds 65,536 characters. */
const LONGEST_TEXT = 400;

/** What Markdown or a code host would take for more than text, and what it is written as. */
const SPECIAL: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/[&<>"'\\`*_[\]|~$]/g, (found) => `&#${found.charCodeAt(0)};`],
  // A space of no width keeps mentions, references to issues, and addresses from becoming links.
  [/@|#(?=[0-9A-Za-z])/g, (found) => `${found}&#8203;`],
  [/:(?=\/\/)|\b(?:www|GH)(?=[.-])/gi, (found) => `${found}&#8203;`],
];

/** Untrusted text that shows as it is, in one line: no markup, no HTML, no mention, no link. */
export function escaped(text: string): string {
  const short = shortened(printable(text), LONGEST_TEXT);
  // Entities hold `#` and `&` themselves, so each character is looked at once.
  return SPECIAL.reduce(
    (parts, [pattern, write]) =>
      parts.flatMap((part) => (typeof part === 'string' ? replaced(part, pattern, write) : [part])),
    [short] as (string | Written)[],
  )
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('');
}

/** What is written already. */
interface Written {
  readonly text: string;
}

function replaced(text: string, pattern: RegExp, write: (found: string) => string): (string | Written)[] {
  const parts: (string | Written)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    parts.push(text.slice(end, index), { text: write(found) });
    end = index + found.length;
  }
  return [...parts, text.slice(end)];
}

const PLAIN = /^[A-Za-z0-9 .,:;=/()[\]{}<>"'+…-]+$/;

/** An untrusted name as code. Code hosts look for no mentions in code. */
export function code(text: string): string {
  const name = shortened(printable(text), LONGEST_TEXT);
  return PLAIN.test(name) ? `\`${name}\`` : `<code>${escaped(name)}</code>`;
}

/** A table, its first column on the left and the others on the right; of more rows than `most`, the rest by number. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], most: number): string[] {
  if (rows.length === 0) {
    return [];
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const more = rows.length - most;
  return [
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.slice(0, most).map(line),
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ];
}

/** The first things as entries of a list, and how many more there are. */
export function atMost<T>(things: readonly T[], most: number, noun: string, entry: (thing: T) => string): string[] {
  const more = things.length - most;
  const entries = things.slice(0, most).map(entry);
  return more > 0 ? [...entries, `- and ${wholeText(more)} more ${noun}`] : entries;
}

/** Lines that a reader unfolds; none without lines. */
export function details(summary: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

/** Untrusted text as it is, in a block of code. */
export function codeBlock(language: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(({ 0: { length } }) => length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...text.split('\n').map(printable), fence];
}

/** Blocks of lines with a blank line between them; empty ones are left out. */
export function page(...blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
