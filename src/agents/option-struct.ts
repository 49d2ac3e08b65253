import { OPTION_NAMES } from './option-names.generated';

/** An interface of what may be said to agents. */
export type OptionStruct = keyof typeof OPTION_NAMES;

interface Declaration {
  readonly names: readonly string[];
  readonly needed?: readonly string[];
  readonly of?: readonly string[];
}

const DECLARATIONS: Record<string, Declaration> = OPTION_NAMES;

/** All that may be said, what is inherited first. */
export function optionNames(struct: string): string[] {
  const { names, of = [] } = DECLARATIONS[struct];
  return [...of.flatMap(optionNames), ...names];
}

/** What has to be said. */
export function neededOptions(struct: string): string[] {
  const { needed = [], of = [] } = DECLARATIONS[struct];
  return [...of.flatMap(neededOptions), ...needed];
}
