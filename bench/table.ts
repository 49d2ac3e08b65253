import Table from 'cli-table3';
import { Figure, isMet } from './figure';

/** The figures as a table for people. */
export function figureTable(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['what', 'median', 'spread', 'target', 'met', 'node by node'],
    colAligns: ['left', 'right', 'right', 'right', 'left', 'right'],
    style: { head: [], border: [] },
  });
  for (const figure of figures) {
    const { what, unit, value, spread, ratio } = figure;
    const met = isMet(figure);
    table.push([
      what,
      `${rounded(value)} ${unit}`,
      spread === undefined ? '' : `±${spread.toFixed(0)} %`,
      targetText(figure),
      met === undefined ? '' : met ? 'yes' : 'NO',
      ratio === undefined ? '' : `${rounded(ratio)} times as long`,
    ]);
  }
  return table.toString();
}

function targetText({ target, unit }: Figure): string {
  const { atMost, atLeast } = target ?? {};
  return atMost !== undefined ? `≤ ${atMost} ${unit}` : atLeast !== undefined ? `≥ ${atLeast} ${unit}` : '';
}

function rounded(value: number): string {
  return value < 100 ? value.toPrecision(3) : value.toFixed(0);
}
