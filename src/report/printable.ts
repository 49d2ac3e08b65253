import { stripVTControlCharacters } from 'node:util';

/**
 * Text from outside as it may be shown in a terminal: without escape sequences, control and invisible characters, in one
 * line, and every character one column wide. Kubernetes' own names are ASCII and stay as they are.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/g, ' ')
    .replace(/[\p{C}\p{M}]/gu, '')
    .replace(ODD_WIDTH, '?');
}

/** All but Latin, Greek and Cyrillic, and common signs such as quotes, arrows and comparisons. */
const ODD_WIDTH = /[^\u0020-\u052f\u2010-\u22ff]/gu;

/** The text in at most `width` columns; what is too much goes from the middle, as names differ at their ends. */
export function shortened(text: string, width: number): string {
  if (text.length <= width) {
    return text;
  }
  const head = Math.ceil((width - 1) / 2);
  const tail = width - 1 - head;
  return `${text.slice(0, head)}…${tail > 0 ? text.slice(-tail) : ''}`;
}
