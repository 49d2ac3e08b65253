import type { OptionFaults } from '../option-faults';

/** What a configuration in YAML or JSON is made of. */
export type Structure = Record<string, unknown>;

/**
 * Adds parameters in the caller's words to those of a rendered output that nest: each dot of a name leads into the next
 * inner one. What reads as a number, true or false is one, unless it stands in double quotes. None may contradict what is
 * there.
 */
export function withStructuredParameters(
  output: Structure,
  parameters: Record<string, string>,
  faults: OptionFaults,
): Structure {
  let result = output;
  for (const [name, value] of Object.entries(parameters)) {
    const path = name.split('.');
    const named = faults.require(
      path.every((key) => /^[A-Za-z_@][\w@-]*$/.test(key) && key !== '__proto__'),
      `outputParameters: ${JSON.stringify(name)} is no parameter name`,
    );
    faults.plainText(`outputParameters: ${name}`, value);
    const extended = named ? extend(result, path, typed(value)) : result;
    faults.require(
      extended !== undefined,
      `outputParameters: ${name} is already decided by the LogOutput; change it there`,
    );
    result = extended ?? result;
  }
  return result;
}

/** The same with a value more, or nothing if another stands there. */
function extend(target: Structure, [key, ...inner]: string[], value: unknown): Structure | undefined {
  const present = Object.hasOwn(target, key) ? target[key] : undefined;
  if (inner.length === 0) return present === undefined ? { ...target, [key]: value } : undefined;
  if (present !== undefined && !isStructure(present)) return undefined;
  const extended = extend(present ?? {}, inner, value);
  return extended && { ...target, [key]: extended };
}

function isStructure(value: unknown): value is Structure {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function typed(text: string): string | number | boolean {
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text;
}
