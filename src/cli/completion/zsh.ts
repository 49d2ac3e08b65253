import { CompletedCommand, CompletedOption } from './completed-command';

/** A script that makes zsh complete, with what commands and options are for. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options, choices }) => {
    const specs = options.map(optionSpec);
    const rest = choices.length > 0 ? `'1:argument:(${choices.join(' ')})'` : `'*:file:_files'`;
    return `    ${name}) _arguments ${[...specs, rest].join(' \\\n      ')} ;;`;
  });
  return `#compdef node-agents
_node_agents() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join('\n')}
  esac
}
compdef _node_agents node-agents
`;
}

function optionSpec({ flag, description, takesValue, choices }: CompletedOption): string {
  const text = description.replace(/[[\]:]/g, '\\$&');
  const value = choices.length > 0 ? `:value:(${choices.join(' ')})` : takesValue ? ':value:_files' : '';
  return quoted(`*${flag}[${text}]${value}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
