import { Command } from 'commander';

/** An option that a shell completes. */
export interface CompletedOption {
  /** Such as `--nodes`. */
  readonly flag: string;
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  /** The values there are; none when the value is free, or a file. */
  readonly choices: readonly string[];
}

/** A command that a shell completes. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** The words that an argument may be; none when arguments are files. */
  readonly choices: readonly string[];
}

/** The commands of a program as they are defined, so that completion knows what the program knows. */
export function completedCommands(program: Command): CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: command
      .createHelp()
      .visibleOptions(command)
      .map((option) => ({
        flag: option.long ?? option.short ?? '',
        description: option.description,
        takesValue: option.required || option.optional,
        choices: option.argChoices ?? [],
      })),
    choices: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  }));
}
