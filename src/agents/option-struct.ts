import { OPTION_NAMES } from './option-names.generated';
import { isRecord } from '../kubernetes/manifest/is-record';

/** An interface of what may be said to agents. */
export type OptionStruct = keyof typeof OPTION_NAMES;

interface Declaration {
  readonly names: Readonly<Record<string, string>>;
  readonly needed?: readonly string[];
  readonly of?: readonly string[];
}

const DECLARATIONS: Record<string, Declaration> = OPTION_NAMES;

/** All that may be said, what is inherited first. */
export function optionNames(struct: string): string[] {
  return Object.keys(kindsOf(struct));
}

/** What has to be said. */
export function neededOptions(struct: string): string[] {
  const { needed = [], of = [] } = DECLARATIONS[struct];
  return [...of.flatMap(neededOptions), ...needed];
}

/** What is to be written instead of a value that cannot be that of an option; undefined where it can. */
export function insteadOf(struct: string, name: string, value: unknown): string | undefined {
  const kind = kindsOf(struct)[name];
  return isOfKind(value, kind) ? undefined : `write ${inWords(kind)}`;
}

/** Every container and mount is looked at, and those of a fleet are many. */
const KINDS = new Map<string, Record<string, string>>();

function kindsOf(struct: string): Record<string, string> {
  let kinds = KINDS.get(struct);
  if (!kinds) {
    const { names, of = [] } = DECLARATIONS[struct];
    kinds = Object.assign({}, ...of.map(kindsOf), names) as Record<string, string>;
    KINDS.set(struct, kinds);
  }
  return kinds;
}

/** As far as that is seen without a compiler. */
function isOfKind(value: any, kind: string): boolean {
  if (kind.endsWith('[]')) return Array.isArray(value) && value.every((each) => isOfKind(each, kind.slice(0, -2)));
  if (kind.endsWith('{}')) {
    return (
      isPlain(value) && (kind === 'any{}' || Object.values(value).every((each) => isOfKind(each, kind.slice(0, -2))))
    );
  }
  switch (kind) {
    case 'any':
      return value !== null;
    case 'object':
      return isRecord(value);
    case 'string':
    case 'boolean':
      return typeof value === kind;
    case 'number':
      return typeof value === kind && !Number.isNaN(value);
    case 'Duration':
      return typeof value?.toSeconds === 'function';
    case 'Size':
      return typeof value?.toMebibytes === 'function';
    case 'ContainerResources':
      return areResources(value);
    default:
      // Of which class it is, nothing tells for sure: there may be two copies of the library, and bundlers rename classes.
      return isOfKind(value, 'object') && !isPlain(value);
  }
}

/** Those of the API, such as `limits`, would otherwise count for nothing. */
function areResources(value: unknown): boolean {
  const sizes = (each: unknown) => isOfKind(each, 'Size');
  const kinds: Record<string, (each: any) => boolean> = {
    cpu: (each) => typeof each?.amount === 'string',
    memory: sizes,
    ephemeralStorage: sizes,
  };
  return (
    isPlain(value) &&
    Object.entries(value).every(
      ([name, amounts]) =>
        amounts === undefined ||
        (Object.hasOwn(kinds, name) &&
          isPlain(amounts) &&
          Object.entries(amounts).every(
            ([bound, amount]) => ['request', 'limit'].includes(bound) && (amount === undefined || kinds[name](amount)),
          )),
    )
  );
}

/** An object of no class, in whatever realm it was made. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const WORDS: Record<string, string> = {
  any: 'something, or leave it out',
  object: 'an object',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Duration: 'a time with its unit, such as Duration.seconds(30)',
  ContainerResources:
    'cpu, memory and ephemeralStorage, each with request and limit, such as ' +
    '{ cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(128) } }',
  Size: 'a size with its unit, such as Size.mebibytes(128)',
};

function inWords(kind: string): string {
  const of = kind.slice(0, -2);
  if (kind.endsWith('[]')) return of in WORDS ? `a list, each of it ${WORDS[of]}` : `a list of what ${of} makes`;
  if (kind.endsWith('{}')) return `an object of names, each with ${inWords(of)}`;
  return WORDS[kind] ?? `what ${kind} makes`;
}
