/** Something wrong with the input: where it stands, what is there, and which rule it breaks. */
export interface Fault {
  /** File or stream it was read from. @default - the input was given as an object */
  readonly file?: string;
  /** Line in the file, from 1. @default - unknown */
  readonly line?: number;
  /** Column in the line, in characters from 1. @default - unknown */
  readonly column?: number;
  /** The object, as `Kind namespace/name`. @default - the input is no object */
  readonly object?: string;
  /** Path of the field, such as `spec.taints[0].effect`. @default - the object as a whole */
  readonly field?: string;
  /** The value that stands there. @default - nothing does */
  readonly value?: unknown;
  /** What the value must be, or what went wrong. */
  readonly rule: string;
  /** What was probably meant. @default - nothing comes to mind */
  readonly hint?: string;
}

/** One line: place, object, field, value, rule and hint, as far as each is known. */
export function faultToString(fault: Fault): string {
  const place = fault.file && [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
  const value = fault.value === undefined ? '' : ` is ${printed(fault.value)}:`;
  const field = fault.field ? `${fault.field}${value}` : '';
  const sentence = [fault.object && `${fault.object}:`, field, fault.rule].filter(Boolean).join(' ');
  return `${place ? `${place}: ` : ''}${sentence}${fault.hint ? ` (${fault.hint})` : ''}`;
}

const LONGEST_VALUE = 80;

function printed(value: unknown): string {
  const text = asJson(value) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // YAML can build an object that holds itself, and a caller may pass a bigint.
  }
}

/** Input that cannot be used; carries every fault that was found in it. */
export class InputError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(faultToString).join('\n'));
    this.name = 'InputError';
  }
}

/** Throws an `InputError` when there is any fault. */
export function throwFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) {
    throw new InputError(faults);
  }
}
