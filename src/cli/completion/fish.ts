import { CompletedCommand } from './completed-command';

/** A script that makes fish complete, with what commands and options are for. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, description, options, choices }) => [
    `complete -c node-agents -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...options.map(({ flag, description: text, takesValue, choices: values }) => {
      const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
      return `complete -c node-agents -n '__fish_seen_subcommand_from ${name}' -l ${flag.replace(/^--/, '')}${value} -d ${quoted(text)}`;
    }),
    ...(choices.length > 0
      ? [`complete -c node-agents -n '__fish_seen_subcommand_from ${name}' -f -a ${quoted(choices.join(' '))}`]
      : []),
  ]);
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
