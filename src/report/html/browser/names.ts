import type { NameCode } from '../report-data';

/** The names of all nodes. */
export function decodeNames(codes: readonly NameCode[]): string[] {
  const names: string[] = [];
  let previous = '';
  for (const [start, text, end, more] of codes) {
    const head = previous.slice(0, start);
    const tail = end > 0 ? previous.slice(-end) : '';
    names.push(`${head}${text}${tail}`);
    for (let i = 1; i <= more; i++) {
      names.push(`${head}${`${Number(text) + i}`.padStart(text.length, '0')}${tail}`);
    }
    previous = names[names.length - 1];
  }
  return names;
}
