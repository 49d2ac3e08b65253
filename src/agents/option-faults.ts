import type { Duration } from 'cdk8s';
import type { ISecret, SecretValue } from 'cdk8s-plus-28';
import { requireKnown } from './known-words';
import { OptionStruct, insteadOf, neededOptions, optionNames } from './option-struct';
import { nearestWord } from '../kubernetes/manifest/nearest-word';

/**
 * Gathers everything that is wrong with the options of one thing, so that their author hears of all of it at once.
 */
export class OptionFaults {
  /**
   * The faults of options, which begin with what a compiler would have told: names that there are not.
   *
   * @throws if they cannot be read on: they are none, one is of another kind than it can be, or one that is needed is missing
   */
  public static of(subject: string, struct: OptionStruct, options: object): OptionFaults {
    const faults = new OptionFaults(subject);
    if (!faults.names(struct, options)) faults.throwIfAny();
    return faults;
  }

  private readonly faults: string[] = [];

  constructor(private readonly subject: string) {}

  /**
   * Records names that the options may not have, and those that they lack.
   *
   * @param at where the options are, among others
   * @returns whether they can be read on
   */
  names(struct: OptionStruct, options: unknown, at?: string): boolean {
    const where = at ? `${at}: ` : '';
    if (typeof options !== 'object' || options === null || Array.isArray(options)) {
      return this.require(false, `${where}${told(options)} is no object with options`);
    }
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    const known = optionNames(struct);
    let readable = true;
    for (const [name, value] of given) {
      if (known.includes(name)) {
        const instead = insteadOf(struct, name, value);
        readable = this.require(!instead, `${where}${name} is ${told(value)}: ${instead}`) && readable;
      } else {
        const meant = nearestWord(name, known);
        const hint = meant ? `did you mean ${meant}?` : `there are ${known.join(', ')}`;
        this.require(false, `${where}${quote(name)} is no option; ${hint}`);
      }
    }
    for (const name of neededOptions(struct)) {
      readable =
        this.require(
          given.some(([each]) => each === name),
          `${where}${name} is missing`,
        ) && readable;
    }
    return readable;
  }

  /** Records `fault` unless `holds`; answers `holds`, so that a rule that builds on another can wait for it. */
  require(holds: boolean, fault: string): boolean {
    if (!holds) this.faults.push(fault);
    return holds;
  }

  /** A host name or an IP address, without a scheme, a port or a path. */
  host(name: string, value: string): void {
    this.require(
      /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(value) || /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(value),
      `${name} is ${quote(value)}: write a host name or an IP address alone, such as logs.example.com`,
    );
  }

  /** One of the words of an enum, which a configuration may have spelt otherwise; none where nothing is said. */
  word(name: string, value: string | undefined, words: object): void {
    if (value !== undefined) requireKnown(this, name, [value], Object.values(words));
  }

  /** A list without an entry that is there already. */
  distinct(name: string, values: readonly string[]): void {
    const again = new Set(values.filter((value, i) => values.indexOf(value) !== i));
    for (const value of again) this.require(false, `${name} has ${quote(value)} more than once`);
  }

  /** A key of a Secret, and never what the Secret holds. */
  secretValue(name: string, value: SecretValue | undefined): void {
    this.require(
      typeof value?.secret?.name === 'string' && Boolean(value.key),
      `${name} is no value of a Secret: write { secret: Secret.fromSecretName(scope, id, name), key }`,
    );
  }

  /** A Secret, and never what it holds; none where nothing is said. */
  secret(name: string, value: ISecret | undefined): void {
    this.require(
      value === undefined || typeof value?.name === 'string',
      `${name} is no Secret: write Secret.fromSecretName(scope, id, name)`,
    );
  }

  /** A time in whole seconds, of one second at least; none where nothing is said. */
  seconds(name: string, duration: Duration | undefined): void {
    const seconds = duration?.toSeconds({ integral: false });
    this.require(
      seconds === undefined || (Number.isInteger(seconds) && seconds >= 1),
      `${name} is ${seconds} seconds: it is a whole number of at least 1`,
    );
  }

  port(name: string, value: number): void {
    this.require(
      Number.isInteger(value) && value >= 1 && value <= 65535,
      `${name} is ${value}: a port is a whole number from 1 to 65535`,
    );
  }

  /** An absolute path without `..`, which kubelet refuses in a hostPath. */
  absolutePath(name: string, value: string): void {
    this.require(
      /^\/[\w.@+-]+(\/[\w.@+-]+)*$/.test(value) && !value.split('/').includes('..'),
      `${name} is ${quote(value)}: write an absolute path such as /var/lib/logs, without .. and without a trailing /`,
    );
  }

  /**
   * Text that stands in a configuration file as itself. Control characters could end the line it stands on, and
   * `${...}` is replaced by Fluent Bit (environment) and by Fluentd (chunk placeholders), with no way to escape it.
   */
  plainText(name: string, value: string): void {
    this.require(
      !/\p{Cc}/u.test(value) && !value.includes('${'),
      `${name} is ${quote(value)}: line breaks, control characters and \${ cannot stand in a configuration value`,
    );
  }

  /** @throws with every fault recorded so far, one line each. */
  throwIfAny(): void {
    if (this.faults.length === 0) return;
    throw new Error(`${this.subject}: ${this.faults.join(`\n${this.subject}: `)}`);
  }
}

/** Objects are not told: they may hold others without end. */
function told(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(told).join(', ')}]`;
  return typeof value === 'object' && value ? 'an object' : String(value);
}

function quote(value: string): string {
  return JSON.stringify(value);
}
