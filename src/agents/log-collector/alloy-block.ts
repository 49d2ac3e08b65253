/** An expression of Alloy that is no literal, such as a reference to another component. Never made of text of a user. */
export class AlloyExpression {
  constructor(public readonly code: string) {}
}

/** A value in Alloy's configuration syntax. */
export type AlloyValue =
  string | number | boolean | AlloyExpression | AlloyValue[] | { readonly [key: string]: AlloyValue };

export type AlloyAttributes = Record<string, AlloyValue>;

/** One block, such as `loki.write "output" { ... }`. */
export interface AlloyBlock {
  readonly name: string;
  readonly label?: string;
  readonly attributes?: AlloyAttributes;
  readonly blocks?: AlloyBlock[];
}

/** The value of an environment variable, read at start. */
export function alloyEnvironment(variable: string): AlloyExpression {
  return new AlloyExpression(`sys.env(${text(variable)})`);
}

/**
 * Writes blocks in Alloy's configuration syntax. Text stands in double quotes, where nothing is replaced and only a
 * backslash means anything.
 *
 * @throws if a name is none of Alloy's.
 * @see https://grafana.com/docs/alloy/latest/get-started/syntax/
 */
export function renderAlloy(blocks: AlloyBlock[]): string {
  return blocks.map((block) => lines(block).join('\n')).join('\n\n') + '\n';
}

function lines({ name, label, attributes = {}, blocks = [] }: AlloyBlock): string[] {
  const head = [name.split('.').map(identifier).join('.'), ...(label ? [text(identifier(label))] : []), '{'].join(' ');
  const body = [
    ...Object.entries(attributes).map(([key, value]) => `${identifier(key)} = ${render(value)}`),
    ...blocks.flatMap(lines),
  ];
  return body.length === 0 ? [`${head}}`] : [head, ...body.map((line) => `  ${line}`), '}'];
}

function render(value: AlloyValue): string {
  if (value instanceof AlloyExpression) return value.code;
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${text(key)} = ${render(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** The escapes of JSON are among those of Alloy, and JSON leaves no quote, backslash or line break as it is. */
function text(value: string): string {
  return JSON.stringify(value);
}

function identifier(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`${JSON.stringify(name)} is no name in Alloy's syntax.`);
  return name;
}
