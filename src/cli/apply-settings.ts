import { Command } from 'commander';
import { readSettings } from './settings';

/**
 * Gives a command what a file of settings says, where the command has such an option and it was not given.
 *
 * @throws InputError that lists every fault of the file
 */
export function applySettingsTo(command: Command, file: string): void {
  const { manifests, ...options } = readSettings(file);
  for (const [name, value] of Object.entries(options)) {
    const known = command.options.some((option) => option.attributeName() === name);
    if (value !== undefined && known && command.getOptionValueSource(name) !== 'cli') {
      command.setOptionValueWithSource(name, value, 'config');
    }
  }
  const last = command.registeredArguments.length - 1;
  if (manifests && command.registeredArguments[last]?.name() === 'manifest' && command.args.length <= last) {
    command.processedArgs[last] = manifests;
  }
}
