import Table from 'cli-table3';
import { Figure, Skipped, isMet } from './figure';

const HEAD = ['what', 'median', 'spread', 'target', 'met', 'node by node'];
const RIGHT = [1, 2, 3, 5];

/** The figures as a table for people. */
export function figureTable(figures: readonly (Figure | Skipped)[]): string {
  const table = new Table({
    head: HEAD,
    colAligns: HEAD.map((_, i) => (RIGHT.includes(i) ? 'right' : 'left')),
    style: { head: [], border: [] },
  });
  figures.forEach((figure) => table.push(rowOf(figure)));
  return table.toString();
}

/** The figures as a table of Markdown. */
export function figureMarkdown(figures: readonly (Figure | Skipped)[]): string {
  const rule = HEAD.map((_, i) => (RIGHT.includes(i) ? '---:' : '---'));
  return [HEAD, rule, ...figures.map(rowOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(figure: Figure | Skipped): string[] {
  if ('skipped' in figure) {
    return [figure.what, 'not measured', '', '', figure.skipped, ''];
  }
  const { what, unit, value, spread, ratio } = figure;
  const met = isMet(figure);
  return [
    what,
    `${rounded(value)} ${unit}`,
    spread === undefined ? '' : `±${spread.toFixed(0)} %`,
    targetText(figure),
    met === undefined ? '' : met ? 'yes' : 'NO',
    ratio === undefined ? '' : `${rounded(ratio)} times as long`,
  ];
}

function targetText({ target, unit }: Figure): string {
  const { atMost, atLeast } = target ?? {};
  return atMost !== undefined
    ? `≤ ${withCommas(atMost)} ${unit}`
    : atLeast !== undefined
      ? `≥ ${withCommas(atLeast)} ${unit}`
      : '';
}

function rounded(value: number): string {
  return value < 100 && !Number.isInteger(value) ? value.toPrecision(3) : withCommas(Math.round(value));
}

function withCommas(value: number): string {
  return value.toLocaleString('en-US');
}
