import Table from 'cli-table3';
import { shortened } from '../printable';
import { Style } from './style';

/** A cell, with the style it is shown in. */
export interface Cell {
  readonly text: string;
  readonly style?: (text: string) => string;
}

/** From this width on there is room for every column. */
export const WIDE = 100;

const GAP = '  ';

/** No lines but the one below the head, so that a table can be read, copied and searched. */
const LIGHT = {
  ...Object.fromEntries(
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
      .concat(['left-mid', 'right', 'right-mid'])
      .map((part) => [part, '']),
  ),
  mid: '─',
  'mid-mid': GAP,
  middle: GAP,
};

/**
 * A table of at most `width` columns: the first column on the left, figures on the right. What does not fit is shortened
 * in the widest column, which is that of names.
 */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
  style: Style,
): string[] {
  const natural = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].text.length)));
  const widths = fitted(natural, width - GAP.length * (head.length - 1));
  const table = new Table({
    head: head.map((title, i) => style.heading(shortened(title, widths[i]))),
    colWidths: widths,
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    chars: LIGHT,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  for (const row of rows) {
    table.push(row.map((cell, i) => (cell.style ?? String)(shortened(cell.text, widths[i]))));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Column widths that add up to `available` at most, taken from the widest column first. */
function fitted(natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  while (widths.reduce((sum, each) => sum + each, 0) > available) {
    widths[widths.indexOf(Math.max(...widths))]--;
  }
  return widths;
}
