import { Command } from 'commander';
import { Streams } from './streams';

/** What a command comes to. */
export interface CommandResult {
  /** What goes to standard output. */
  readonly output: string;
  readonly exitCode: ExitCode;
}

/** 0: nothing wrong; 1: the plan breaks a requirement or has an error finding; 2: bad usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** What the file of a command exports. */
export interface CommandModule {
  /** Adds arguments, options and the action, which hands its result to `done`. */
  readonly define: (command: Command, streams: Streams, done: (result: CommandResult) => void) => void;
}
