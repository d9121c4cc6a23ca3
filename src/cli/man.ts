import { commands, type Command } from './commands.js';
import { EXIT_CODES, type ExitMeanings } from './exit-code.js';
import { FLAGS, flagHelp, type FlagId } from './flags.js';
import { operandWords } from './operands.js';

/** The page `man sbclint` shows, in the man macros. It names no version and no day, so that only a change changes it. */
export function manPage(): string {
  return [
    '.\\" Made by `npm run docs` from the table of commands.',
    '.TH SBCLINT 1 "" sbclint "User Commands"',
    '.SH NAME',
    'sbclint \\- linter and config migrator for the trust stores of session border controllers',
    '.SH SYNOPSIS',
    '.B sbclint',
    '.RI [ command ]',
    '.RI [ paths ...]',
    '.RI [ flags ]',
    '.SH DESCRIPTION',
    ...paragraphs(DESCRIPTION),
    '.SH COMMANDS',
    ...commands.flatMap(commandEntry),
    '.SH OPTIONS',
    'Not every command takes every flag; COMMANDS lists those that each takes.',
    ...(Object.keys(FLAGS) as FlagId[]).flatMap(flagEntry),
    '.SH EXIT STATUS',
    ...Object.entries(EXIT_CODES).flatMap(([code, meaning]) => tagged(`.B ${code}`, meaning)),
    ...paragraphs(exitsByCommand()),
    '.SH FILES',
    ...FILES.flatMap(([name, what]) => tagged(`.I ${escaped(name)}`, what)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, what]) => tagged(`.B ${name}`, what)),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([command, what]) => ['.PP', roff(what), '.PP', '.RS 4', '.EX', roff(command), '.EE', '.RE']),
    '.SH SEE ALSO',
    ...paragraphs(SEE_ALSO),
    '',
  ].join('\n');
}

const DESCRIPTION = [
  'sbclint reads exports of session border controllers (SBCs) and says, for any date, which trunks will fail because the SBC does not trust the root of its cloud peer. It writes patches that only ever add, each with a proof that nothing else changed. It opens no network connection.',
  'A finding is an error, a warning or a note where it is proven, and open where the export cannot prove it. An open finding says why, and what would settle it, which is mostly a command: run it on the device, put what it prints beside the export, and check again.',
];

const FILES = [
  ['sbclint.yaml', 'Settings, found upward from the first path. sbclint init writes a commented one.'],
  ['.sbclintignore', 'What is no input, in the syntax of .gitignore, which is read too.'],
  ['plan.json', 'The plan of a roll-out pack, which sbclint verify compares with fresh exports.'],
] as const;

const ENVIRONMENT = [
  ['NO_COLOR', 'No colors, unless --color says so.'],
  ['FORCE_COLOR', 'Colors also where the output is no terminal.'],
  ['COLUMNS', 'The width of the pictures of timeline on a terminal.'],
] as const;

const EXAMPLES = [
  ['sbclint exports/ --as-of 2026-11-22', 'What fails on a day:'],
  ['sbclint explain missing-trust-anchor', 'What a finding means, and what to do:'],
  ['sbclint patch exports/ --out rollout', 'Roll-out packs for all that is missing:'],
  ['sbclint timeline exports/ --fail-within 60', 'An alarm two months ahead:'],
] as const;

const SEE_ALSO = [
  'The folder docs of the package: guides/open-findings.md for what to do with an open finding, rules/ for each rule, vendors/ for what to export from which device.',
];

function commandEntry(command: Command): readonly string[] {
  const { name, operands, summary, flags } = command;
  const words = operandWords(command).flatMap(({ shown, help, choices }) =>
    choices.length > 0 ? choices : [[shown, help] as const],
  );
  return [
    ...tagged(`.B ${escaped(`sbclint ${name}${operands === '' ? '' : ` ${operands}`}`)}`, sentence(summary)),
    ...(words.length > 0 ? ['.RS'] : []),
    ...words.flatMap(([word, help]) => tagged(`.I ${escaped(word)}`, sentence(help))),
    ...(words.length > 0 ? ['.RE'] : []),
    '.IP',
    roff(`Flags: ${flags.map((id) => `--${FLAGS[id].name}`).join(', ')}.`),
  ];
}

/** Which commands use the codes in their own way; those that do it alike stand together. */
function exitsByCommand(): readonly string[] {
  const byExits = new Map<ExitMeanings, string[]>();
  for (const { name, exits } of commands) if (exits) byExits.set(exits, [...(byExits.get(exits) ?? []), name]);
  return [...byExits].map(([exits, names]) => {
    const codes = Object.entries(exits).map(([code, meaning]) =>
      meaning === null ? `never ${code}` : `${code} ${meaning}`,
    );
    return `${names.join(', ')}: ${codes.join('; ')}.`;
  });
}

function flagEntry(id: FlagId): readonly string[] {
  const { name, value } = FLAGS[id];
  const tag = `.BR ${escaped(`--${name}`)}${value ? ` " \\fI${escaped(value)}\\fR"` : ''}`;
  if (id !== 'format') return tagged(tag, sentence(FLAGS[id].help));
  const byFormats = new Map<string, string[]>();
  for (const { name: command, formats } of commands) {
    if (formats.length === 0) continue;
    const text = flagHelp('format', formats);
    byFormats.set(text, [...(byFormats.get(text) ?? []), command]);
  }
  const lists = [...byFormats].map(([text, names]) => `${names.join(', ')}: ${text}`);
  return tagged(tag, `${sentence(FLAGS[id].help)} ${lists.map(sentence).join(' ')}`);
}

function tagged(tag: string, text: string): readonly string[] {
  return ['.TP', tag, roff(text)];
}

function paragraphs(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => ['.PP', roff(text)]);
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`;
}

/** A line of text: none of it is a request to roff, and a hyphen stays the one that can be copied. */
function roff(text: string): string {
  const line = escaped(text);
  return /^[.']/.test(line) ? `\\&${line}` : line;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq');
}
