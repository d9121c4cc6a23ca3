import { commands, type Command } from './commands.js';
import { EXIT_CODES } from './exit-code.js';
import { FLAGS, type Format } from './flags.js';

const exitCodes = ['Exit codes:', ...Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code}  ${meaning}`)];

export function generalHelp(): string {
  const width = Math.max(...commands.map(({ name, operands }) => `${name} ${operands}`.length));
  return [
    'sbclint reads exports of session border controllers and says which trunks trust what their cloud peer requires.',
    '',
    'Usage: sbclint [command] [paths...] [flags]',
    '',
    ...commands.map(({ name, operands, summary }) => `  ${`${name} ${operands}`.padEnd(width)}  ${summary}`),
    '',
    '  sbclint <command> --help lists the flags of a command; --version prints the version.',
    '',
    '"open" means that the export cannot prove it: each such finding says why, and what would settle it.',
    'sbclint explain open says what to do then.',
    '',
    ...exitCodes,
    '',
  ].join('\n');
}

export function commandHelp({ name, operands, summary, flags, formats }: Command): string {
  const rows = flags.map((id) => {
    const { name: flag, value, help } = FLAGS[id];
    return [`--${flag}${value ? ` ${value}` : ''}`, id === 'format' ? formatsText(formats) : help] as const;
  });
  const width = Math.max(...rows.map(([flag]) => flag.length));
  return [
    `Usage: sbclint ${name} ${operands} [flags]`.replace(/ {2,}/g, ' '),
    '',
    `  ${summary}`,
    '',
    ...rows.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
    '',
    ...exitCodes,
    '',
  ].join('\n');
}

/** `pretty (default), json or md`. */
function formatsText([first, ...others]: readonly Format[]): string {
  const names = [`${first} (default)`, ...others];
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
