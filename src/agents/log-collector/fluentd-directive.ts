/** The value of a Fluentd parameter: itself, a list, or a text around an environment variable read at start. */
export type FluentdValue = string | number | boolean | (string | number)[] | FluentdEnvironment;

/** An environment variable in a parameter, with the text before it. */
export class FluentdEnvironment {
  constructor(
    public readonly variable: string,
    public readonly before: string = '',
    public readonly after: string = '',
  ) {}
}

export type FluentdParameters = Record<string, FluentdValue>;

/** One section of a Fluentd configuration, such as `<source>` or `<match kubernetes.**>`. */
export interface FluentdDirective {
  readonly name: string;
  readonly pattern?: string;
  readonly parameters: FluentdParameters;
  readonly sections?: FluentdDirective[];
}

/**
 * Writes directives in Fluentd's configuration syntax.
 *
 * A text is written bare only if nothing in it means anything to the parser; otherwise in single quotes, where Fluentd
 * knows no escapes but `\'` and `\\` and evaluates no `#{...}`.
 *
 * @throws if a text holds a control character, which single quotes cannot hold.
 * @see https://docs.fluentd.org/configuration/config-file#supported-data-types-for-values
 */
export function renderDirectives(directives: FluentdDirective[]): string {
  return directives.map((directive) => lines(directive).join('\n')).join('\n\n') + '\n';
}

function lines({ name, pattern, parameters, sections = [] }: FluentdDirective): string[] {
  return [
    pattern ? `<${name} ${pattern}>` : `<${name}>`,
    ...Object.entries(parameters).map(([key, value]) => `  ${key} ${render(value)}`),
    ...sections.flatMap(lines).map((line) => `  ${line}`),
    `</${name}>`,
  ];
}

function render(value: FluentdValue): string {
  if (value instanceof FluentdEnvironment) return renderEnvironment(value);
  if (Array.isArray(value)) return JSON.stringify(value);
  return typeof value === 'string' ? renderText(value) : String(value);
}

function renderText(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new Error(`A Fluentd value cannot hold control characters: ${JSON.stringify(text)}`);
  if (/^[\w./:*%@,-]+$/.test(text)) return text;
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

function renderEnvironment({ variable, before, after }: FluentdEnvironment): string {
  const literal = (text: string) => text.replace(/["\\]/g, '\\$&').replace(/#\{/g, '\\#{');
  return `"${literal(before)}#{ENV['${variable}']}${literal(after)}"`;
}
