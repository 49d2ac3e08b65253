import { Argument, Command } from 'commander';
import { CommandResult, addExample } from './command';
import { bashCompletion } from './completion/bash';
import { completedCommands } from './completion/completed-command';
import { fishCompletion } from './completion/fish';
import { zshCompletion } from './completion/zsh';
import { Streams } from './streams';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `node-agents completion`. */
export function define(command: Command, _: Streams, done: (result: CommandResult) => void): void {
  command
    .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(Object.keys(SHELLS)))
    .action((shell: keyof typeof SHELLS) =>
      done({ output: SHELLS[shell](completedCommands(command.parent!)), exitCode: 0 }),
    );
  addExample(
    command,
    'source <(node-agents completion bash)   # in ~/.bashrc',
    'source <(node-agents completion zsh)    # in ~/.zshrc',
    'node-agents completion fish | source    # in ~/.config/fish/config.fish',
  );
}
