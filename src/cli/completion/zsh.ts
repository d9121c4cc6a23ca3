import type { Offer, Offered, OfferedCommand, OfferedFlag, OfferedOperand } from './offers.js';

/** For a folder of `fpath`, as `_sbclint`, or to be sourced after `compinit`. */
export function zshCompletion(commands: readonly OfferedCommand[]): string {
  const [first] = commands;
  if (!first) throw new Error('no command');
  return `#compdef sbclint
# zsh completion of sbclint. Made by: sbclint completion zsh

_sbclint() {
  if (( CURRENT > 2 )); then
    case $words[2] in
      ${commands.map(({ name }) => name).join('|')})
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        _sbclint_$command
        return
        ;;
    esac
  fi
  _arguments -s -S \\
${[...first.flags.map(flagSpec), `'--version[show the version]'`].map(line).join('')}    '1: :_sbclint_first' \\
    '*:path:_files'
}

_sbclint_first() {
  local -a names=(${described(commands.map(({ name, summary }) => [name, summary]))}
  )
  _describe -t commands command names
  _files
}

${commands.map(commandFunction).join('\n')}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _sbclint "$@"
else
  compdef _sbclint sbclint
fi
`;
}

function commandFunction({ name, flags, operands }: OfferedCommand): string {
  const specs = [...flags.map(flagSpec), ...operands.map(operandSpec)];
  return `_sbclint_${name}() {
  _arguments -s -S \\
${specs.map((spec, i) => (i < specs.length - 1 ? line(spec) : `    ${spec}\n`)).join('')}}
`;
}

function line(spec: string): string {
  return `    ${spec} \\\n`;
}

function flagSpec({ name, help, repeats, value }: OfferedFlag): string {
  const what = help.replace(/[[\]:\\]/g, '\\$&');
  if (!value) return quoted(`${repeats ? '*' : ''}--${name}[${what}]`);
  return quoted(
    `${repeats ? '*' : ''}--${name}=[${what}]:${value.shown.replaceAll(':', '\\:')}:${action(value.offer)}`,
  );
}

function operandSpec({ shown, repeats, offer }: OfferedOperand, i: number): string {
  const message = shown.replace(/[[\]<>]/g, '').replaceAll(':', '\\:');
  return quoted(`${repeats ? '*' : i + 1}:${message}:${action(offer)}`);
}

function action(offer: Offer): string {
  if (offer.kind === 'file') return '_files';
  if (offer.kind === 'folder') return '_files -/';
  if (offer.kind !== 'words') return ' ';
  if (offer.isOpen) return `{compadd -S "" -- ${offer.words.map(([word]) => word).join(' ')}}`;
  if (offer.words.every(([, help]) => help === '')) return `(${offer.words.map(([word]) => word).join(' ')})`;
  const pairs = offer.words.map(([word, help]) => `${word}\\:"${help.replace(/["\\$`]/g, '\\$&')}"`);
  return `((${pairs.join(' ')}))`;
}

function described(words: readonly Offered[]): string {
  return words.map(([word, help]) => `\n    ${quoted(`${word}:${help}`)}`).join('');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
