import { printable } from './printable';

/** More names than a reader takes in. */
const MOST_NAMES = 12;

/** The names of DaemonSets in a list, those that are too many by their number. */
export function daemonSetNamesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).map(printable).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
