/** A value in Logstash's configuration syntax. */
export type LogstashValue = string | number | boolean | string[] | { readonly [key: string]: string };

export type LogstashSettings = Record<string, LogstashValue>;

/**
 * Writes one section of a pipeline, `input` or `output`, with one plugin in it.
 *
 * Text stands in whichever quotes it does not hold. Logstash replaces `${...}` by the environment and `%{...}` by fields
 * of the event, wherever they stand.
 *
 * @throws if a text cannot be written; `isLogstashText` says so before.
 * @see https://www.elastic.co/docs/reference/logstash/configuration-file-structure
 */
export function renderLogstash(section: string, plugin: string, settings: LogstashSettings): string {
  const lines = Object.entries(settings).map(([name, value]) => `    ${name} => ${render(value)}`);
  return [`${section} {`, `  ${plugin} {`, ...lines, '  }', '}', ''].join('\n');
}

/** Whether a text can stand in a pipeline: a string knows no escapes, so not with both quotes, nor with a backslash at its end. */
export function isLogstashText(text: string): boolean {
  return !/\p{Cc}/u.test(text) && !(text.includes('"') && text.includes("'")) && !text.endsWith('\\');
}

function render(value: LogstashValue): string {
  if (Array.isArray(value)) return `[${value.map(quote).join(', ')}]`;
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object') return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${quote(key)} => ${quote(inner)}`)
    .join(' ')} }`;
}

function quote(text: string): string {
  if (!isLogstashText(text)) throw new Error(`${JSON.stringify(text)} cannot be written in Logstash's syntax.`);
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
