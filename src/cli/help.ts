import { commands, type Command } from './commands.js';
import { EXIT_CODES, type ExitMeanings } from './exit-code.js';
import { FLAGS, flagHelp } from './flags.js';
import { operandWords } from './operands.js';

function exitCodes(exits: ExitMeanings = {}): readonly string[] {
  const meanings: ExitMeanings = { ...EXIT_CODES, ...exits };
  const used = Object.entries(meanings).filter(([, meaning]) => meaning !== null);
  return ['Exit codes:', ...used.map(([code, meaning]) => `  ${code}  ${meaning}`)];
}

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
    'sbclint explain open says what to do then, sbclint explain <rule> more about one finding; docs/guides/open-findings.md leads',
    'through the usual ones.',
    '',
    ...exitCodes(),
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const { name, operands, summary, flags, formats, exits } = command;
  const words = operandWords(command).flatMap(({ shown, help, choices }) =>
    choices.length > 0 ? choices : [[shown, help] as const],
  );
  const options = flags.map((id) => {
    const { name: flag, value } = FLAGS[id];
    return [`--${flag}${value ? ` ${value}` : ''}`, flagHelp(id, formats)] as const;
  });
  const width = Math.max(...[...words, ...options].map(([left]) => left.length));
  const lines = (rows: readonly (readonly [string, string])[]) =>
    rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`);
  return [
    `Usage: sbclint ${name} ${operands} [flags]`.replace(/ {2,}/g, ' '),
    '',
    `  ${summary}`,
    '',
    ...lines(words),
    ...(words.length > 0 ? [''] : []),
    ...lines(options),
    '',
    ...exitCodes(exits),
    '',
  ].join('\n');
}
