/** What stands on the right of a key. */
export type TomlValue = string | number | boolean | readonly string[];

/** A table of a TOML document: its name of bare keys and dots, and what it holds. Keys without a value are left out. */
export interface TomlTable {
  readonly name: string;
  /** Whether there may be several of the name, as of the plugins of Telegraf: `[[name]]`. */
  readonly repeated?: boolean;
  readonly values: Readonly<Record<string, TomlValue | undefined>>;
}

/**
 * A TOML document of tables.
 *
 * @see https://toml.io/en/v1.0.0
 */
export function toml(tables: readonly TomlTable[]): string {
  return tables.map(table).join('\n');
}

function table({ name, repeated, values }: TomlTable): string {
  const lines = Object.entries(values).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${/^[\w-]+$/.test(key) ? key : quoted(key)} = ${value(inner)}`],
  );
  return [repeated ? `[[${name}]]` : `[${name}]`, ...lines, ''].join('\n');
}

function value(inner: TomlValue): string {
  if (typeof inner === 'string') return quoted(inner);
  if (typeof inner === 'number' || typeof inner === 'boolean') return String(inner);
  return `[${inner.map(quoted).join(', ')}]`;
}

/** What JSON escapes TOML reads alike; it also wants DEL escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}
