import { valueFlags, type Offer, type OfferedCommand, type OfferedFlag } from './offers.js';

/** For `~/.config/fish/completions/sbclint.fish`, or to be sourced. Files are offered where nothing else is said. */
export function fishCompletion(commands: readonly OfferedCommand[]): string {
  const [first] = commands;
  if (!first) throw new Error('no command');
  const names = commands.map(({ name }) => name).join(' ');
  return `# fish completion of sbclint. Made by: sbclint completion fish
complete -c sbclint -e

# The command that was typed; none means the default.
function __sbclint_command
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] ${names}
        echo $words[2]
    end
end

function __sbclint_is
    test (count (commandline -opc)) -gt 1; and contains -- (__sbclint_command) $argv
end

function __sbclint_is_default
    test -z (__sbclint_command)
end

# How many operands of the command stand before the cursor; flags with a value are written --flag value or --flag=value.
function __sbclint_operand
    set -l words (commandline -opc)
    set -l given -2
    set -l is_value 0
    for word in $words
        if test $is_value = 1
            set is_value 0
        else if string match -q -- '-*' $word
            contains -- $word ${valueFlags(commands).join(' ')}; and set is_value 1
        else
            set given (math $given + 1)
        end
    end
    test $given -eq $argv[1]
end

${commands.map(({ name, summary }) => `complete -c sbclint -n 'test (count (commandline -opc)) -eq 1' -a ${name} -d ${quoted(summary)}`).join('\n')}
complete -c sbclint -n __sbclint_is_default -l version -d 'show the version'
${first.flags.map((flag) => flagLine('__sbclint_is_default', flag)).join('\n')}

${commands.map(commandLines).join('\n\n')}
`;
}

function commandLines({ name, flags, operands }: OfferedCommand): string {
  const here = `'__sbclint_is ${name}'`;
  const rows = operands.flatMap(({ offer, repeats }, i) => {
    if (offer.kind === 'file') return [];
    const where = `'__sbclint_is ${name}; and __sbclint_operand ${i}'`;
    return [`complete -c sbclint -n ${repeats ? here : where} ${values(offer)}`];
  });
  const isFull = !operands.some(({ repeats, offer }) => repeats || offer.kind === 'file');
  return [
    ...(isFull ? [`complete -c sbclint -n ${here} -f`] : []),
    ...rows,
    ...flags.map((flag) => flagLine(here, flag)),
  ].join('\n');
}

function flagLine(where: string, { name, help, value }: OfferedFlag): string {
  const takes = value ? ` -r ${values(value.offer)}` : '';
  return `complete -c sbclint -n ${where} -l ${name}${takes} -d ${quoted(help)}`;
}

function values(offer: Offer): string {
  if (offer.kind === 'file') return '-F';
  if (offer.kind === 'folder') return `-f -a '(__fish_complete_directories)'`;
  if (offer.kind !== 'words') return '-f';
  const words = offer.words.map(([word, help]) => (help === '' ? word : `${word}\\t${doubleQuoted(help)}`));
  return `-f -a ${quoted(words.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

/** fish reads the words of `-a` once more, as words of a command line. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/["\\$]/g, '\\$&')}"`;
}
