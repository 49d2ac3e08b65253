import { CompletedCommand } from './completed-command';

/** A script that makes bash complete. Files are offered where nothing else is known. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ flag, choices }) => `    '${name} ${flag}') words='${choices.join(' ')}' ;;`),
  );
  const words = commands.map(({ name, options, choices }) => {
    const flags = options.map(({ flag }) => flag).join(' ');
    return `      '${name}') flags='${flags}' words='${choices.join(' ')}' ;;`;
  });
  return `_node_agents() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" flags='' words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${values.join('\n')}
    *) case "\${COMP_WORDS[1]}" in
${words.join('\n')}
    esac ;;
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) if [ -n "$words" ]; then
      COMPREPLY=($(compgen -W "$words" -- "$current"))
    else
      COMPREPLY=($(compgen -f -- "$current"))
    fi ;;
  esac
}
complete -o filenames -F _node_agents node-agents
`;
}
