/** A setting of collectd: its name, its values, and what stands inside it, if it is a block. */
export interface CollectdItem {
  readonly name: string;
  readonly values?: readonly (string | number | boolean)[];
  readonly items?: readonly CollectdItem[];
}

/**
 * Settings in the language of collectd.
 *
 * @see https://www.collectd.org/documentation/manpages/collectd.conf.html
 */
export function collectdConfig(items: readonly CollectdItem[]): string {
  return items.flatMap((item) => lines(item)).join('\n') + '\n';
}

function lines({ name, values = [], items }: CollectdItem): string[] {
  const head = [name, ...values.map(written)].join(' ');
  if (!items) return [head];
  return [`<${head}>`, ...items.flatMap((item) => lines(item)).map((line) => `  ${line}`), `</${name}>`];
}

/** A text ends at the next quote that no backslash stands before. */
function written(value: string | number | boolean): string {
  return typeof value === 'string' ? `"${value.replace(/[\\"]/g, '\\$&')}"` : String(value);
}
