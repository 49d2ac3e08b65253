import { NameCode } from '../report-data';

/** Names in order, each by what it differs in from the one before; names that count up are one code. */
export function nameCodes(names: readonly string[]): NameCode[] {
  const codes: [number, string, number, number][] = [];
  let previous = '';
  for (const name of names) {
    const code = difference(previous, name);
    const last = codes.at(-1);
    if (last && countsUp(last, previous, name)) {
      last[3]++;
    } else {
      codes.push(code);
    }
    previous = name;
  }
  return codes;
}

/** The start and the end that two names share; a number is shared as a whole or not at all. */
function difference(previous: string, name: string): [number, string, number, number] {
  const most = Math.min(previous.length, name.length);
  let start = 0;
  while (start < most && previous[start] === name[start]) {
    start++;
  }
  while (start > 0 && isDigit(name[start - 1])) {
    start--;
  }
  let end = 0;
  while (end < most - start && previous.at(-1 - end) === name.at(-1 - end)) {
    end++;
  }
  while (end > 0 && isDigit(name.at(-end))) {
    end--;
  }
  return [start, name.slice(start, name.length - end), end, 0];
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Longer numbers are not safe integers. */
const MOST_DIGITS = 15;

/** Whether a name follows the one before in the number that the code ends in, and in nothing else. */
function countsUp([start, text, end]: NameCode, previous: string, name: string): boolean {
  const digits = previous.slice(start, previous.length - end);
  return (
    /^[0-9]+$/.test(text) &&
    digits.length <= MOST_DIGITS &&
    name === `${previous.slice(0, start)}${successor(digits)}${end > 0 ? previous.slice(-end) : ''}`
  );
}

function successor(digits: string): string {
  return `${Number(digits) + 1}`.padStart(digits.length, '0');
}
