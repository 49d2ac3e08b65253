import { Scalar, stringify } from 'yaml';

/** A value that a program takes from its environment, with the text before it. */
export class EnvironmentValue {
  constructor(
    public readonly variable: string,
    public readonly before: string = '',
  ) {}
}

/**
 * YAML for a program that replaces `${VARIABLE}` in its configuration, perhaps before it reads it, and `$$` by a dollar.
 *
 * Environment values stand in block scalars, where no character of a password ends the value or means anything; all other
 * text keeps its dollars, whatever follows them.
 *
 * @param scheme what stands before the name of a variable, such as `env:`
 */
export function yamlWithEnvironment(value: unknown, scheme: string = ''): string {
  return stringify(escaped(value, scheme), { lineWidth: 0, aliasDuplicateObjects: false });
}

function escaped(value: unknown, scheme: string): unknown {
  if (value instanceof EnvironmentValue) {
    return blockScalar(`${escapeDollars(value.before)}\${${scheme}${value.variable}}`);
  }
  if (typeof value === 'string') return escapeDollars(value);
  if (Array.isArray(value)) return value.map((inner) => escaped(inner, scheme));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [escapeDollars(key), escaped(inner, scheme)]),
  );
}

function escapeDollars(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function blockScalar(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}
