import { valueFlags, type Offer, type OfferedCommand } from './offers.js';

/** For bash 3.2, as macOS has it, and later; needs no bash-completion. An empty answer lets bash offer files. */
export function bashCompletion(commands: readonly OfferedCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion of sbclint. Made by: sbclint completion bash
_sbclint() {
  local cur prev command at given word
  COMPREPLY=()
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes --flag=value apart.
  if [ "$cur" = '=' ]; then
    cur=
  elif [ "$prev" = '=' ]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi

  command=
  given=0
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    case $word in
      -*)
        # The value of a flag is no operand.
        if [ "\${COMP_WORDS[at + 1]}" = '=' ]; then
          at=$((at + 2))
        elif _sbclint_takes_value "$word"; then
          at=$((at + 1))
        fi
        ;;
      *)
        if [ -z "$command" ] && [ "$at" -eq 1 ]; then
          case $word in
            ${names.join(' | ')}) command=$word; continue ;;
          esac
        fi
        given=$((given + 1))
        ;;
    esac
  done

  if _sbclint_takes_value "$prev"; then
    case \${command:-${names[0]}}.$prev in
${valueCases(commands)}
    esac
    return
  fi
  case $cur in
    -*)
      case $command in
${commands.map(flagCase).join('\n')}
        *) _sbclint_words '${[...flagsOf(commands[0]), '--version'].join(' ')}' ;;
      esac
      return
      ;;
  esac
  case $command.$given in
    .0) [ "$COMP_CWORD" -eq 1 ] && _sbclint_words '${names.join(' ')}' ;;
${operandCases(commands)}
  esac
}

_sbclint_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_sbclint_open_words() { _sbclint_words "$1"; compopt -o nospace 2>/dev/null; }
_sbclint_folders() { compopt +o default +o bashdefault -o dirnames 2>/dev/null; }
_sbclint_nothing() { compopt +o default +o bashdefault 2>/dev/null; }
_sbclint_takes_value() {
  case $1 in
    ${valueFlags(commands).join(' | ')}) return 0 ;;
  esac
  return 1
}

complete -o bashdefault -o default -F _sbclint sbclint
`;
}

function flagsOf(command: OfferedCommand | undefined): readonly string[] {
  return (command?.flags ?? []).map(({ name }) => `--${name}`);
}

function flagCase(command: OfferedCommand): string {
  return `        ${command.name}) _sbclint_words '${flagsOf(command).join(' ')}' ;;`;
}

/** One row for each flag and what it offers, with the commands where it does. */
function valueCases(commands: readonly OfferedCommand[]): string {
  const rows = new Map<string, string[]>();
  for (const { name: command, flags } of commands) {
    for (const { name, value } of flags) {
      if (!value || value.offer.kind === 'file') continue;
      const does = offering(value.offer);
      rows.set(does, [...(rows.get(does) ?? []), `${command}.--${name}`]);
    }
  }
  return [...rows].map(([does, where]) => `      ${where.join(' | ')}) ${does} ;;`).join('\n');
}

function operandCases(commands: readonly OfferedCommand[]): string {
  return commands
    .flatMap(({ name, operands }) => {
      const rows = operands.map(({ offer, repeats }, i) => ({ at: `${name}.${repeats ? '*' : i}`, offer }));
      const isFull = !operands.some(({ repeats }) => repeats);
      return [...rows, ...(isFull ? [{ at: `${name}.*`, offer: { kind: 'none' } as const }] : [])];
    })
    .map(({ at, offer }) => `    ${at}) ${offering(offer)} ;;`)
    .join('\n');
}

function offering(offer: Offer): string {
  if (offer.kind === 'file') return ':';
  if (offer.kind === 'folder') return '_sbclint_folders';
  if (offer.kind !== 'words') return '_sbclint_nothing';
  return `${offer.isOpen ? '_sbclint_open_words' : '_sbclint_words'} '${offer.words.map(([word]) => word).join(' ')}'`;
}
