import { Command } from 'commander';
import { Streams } from './streams';

/** What a command comes to. */
export interface CommandResult {
  /** What goes to standard output, or to the file. */
  readonly output: string;
  /** What comes after it, where it is too much for one text. @default - nothing */
  readonly pieces?: AsyncIterable<Buffer>;
  readonly exitCode: ExitCode;
  /** File that gets the output. @default - standard output */
  readonly file?: string;
  /** What could not be read beside what was, a line each for standard error. @default - nothing */
  readonly faults?: readonly string[];
}

/** 0: nothing wrong; 1: the plan breaks a requirement or has an error finding; 2: bad usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** What the file of a command exports. */
export interface CommandModule {
  /** Adds arguments, options and the action, which hands its result to `done`. */
  readonly define: (command: Command, streams: Streams, done: (result: CommandResult) => void) => void;
}

/** Adds an example of the command to its help, each line as it is typed. */
export function addExample(command: Command, ...lines: string[]): Command {
  return command.addHelpText(
    'after',
    ({ command: { parent } }) =>
      `\nExample:\n${lines.map((line) => `  $ ${line.replace(/^node-agents/, parent?.name() ?? '$&')}`).join('\n')}`,
  );
}
