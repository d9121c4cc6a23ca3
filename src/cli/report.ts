import { writeParts, writeWhole, type WriteOptions } from '../host/write.js';
import { conciseReport } from '../reporters/concise.js';
import { ownRules } from '../reporters/own-rules.js';
import { prettyReport, type PrettyOptions, type PrettyRun } from '../reporters/pretty.js';
import { PLAIN_SCREEN, type Screen } from '../reporters/screen.js';
import type { Palette } from '../reporters/terminal.js';
import { rules } from '../rules/index.js';
import { readable } from '../text/latin1.js';
import type { Provenance } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';
import type { Checked } from '../engine/check.js';
import type { Environment } from './environment.js';
import type { Arguments, Format } from './flags.js';
import { withoutEnd } from '../text/without-end.js';

const NARROWEST = 60;
const WIDEST = 160;

/** The format asked for; that the command has it was checked before the command ran. */
export function readFormat(args: Arguments): Format {
  return (args.text('format') ?? 'pretty') as Format;
}

export async function paletteOf(args: Arguments, { stdoutIsTerminal, variables }: Environment): Promise<Palette> {
  const when = args.text('color') ?? 'auto';
  const toFile = args.text('output') !== undefined;
  const wanted = variables['FORCE_COLOR'] !== undefined || (stdoutIsTerminal && !toFile);
  const auto = wanted && variables['NO_COLOR'] === undefined && variables['TERM'] !== 'dumb';
  if (when !== 'always' && !(when === 'auto' && auto)) return PLAIN;
  return (await import('./colors.js')).colors;
}

/** What a picture may use: of a terminal what it can show, anywhere else always the same. */
export function screenOf(args: Arguments, environment: Environment): Screen {
  const { stdoutIsTerminal, stdoutColumns, variables } = environment;
  if (!stdoutIsTerminal || args.text('output') !== undefined) return PLAIN_SCREEN;
  const said = /^\d{1,4}$/.test(variables['COLUMNS'] ?? '') ? Number(variables['COLUMNS']) : stdoutColumns;
  const width = Math.min(Math.max(said ?? PLAIN_SCREEN.width, NARROWEST), WIDEST);
  const locale = [variables['LC_ALL'], variables['LC_CTYPE'], variables['LANG']].find((name) => name);
  // Windows says nothing in a locale; its newer terminal can show everything.
  const unicode = /utf-?8/i.test(locale ?? '') || variables['WT_SESSION'] !== undefined;
  return { width, unicode };
}

const asItIs = (text: string): string => text;

/** No colors, for files. */
export const PLAIN: Palette = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  yellow: asItIs,
  blue: asItIs,
  magenta: asItIs,
  green: asItIs,
};

/** A run for the terminal, or a file that looks like one. */
export function renderForTerminal(
  format: 'pretty' | 'concise',
  run: PrettyRun,
  options: Pick<PrettyOptions, 'palette' | 'quiet' | 'lineText'>,
): string {
  if (format === 'concise') return conciseReport(run);
  const docsOf = (ruleId: string) => [...rules, ...ownRules(run)].find(({ id }) => id === ruleId)?.docs;
  return prettyReport(run, {
    ...options,
    what: (ruleId) => docsOf(ruleId)?.what ?? null,
    why: (ruleId) => docsOf(ruleId)?.why ?? null,
  });
}

/** Writes to `--output`, or to the terminal. What is made of exports is for the owner of the file only. */
export function emit(
  text: string,
  args: Arguments,
  { stdout }: Environment,
  readers: WriteOptions['readers'] = 'owner',
): void {
  const output = args.text('output');
  if (output === undefined) stdout(text);
  else writeWhole(output, text, { readers });
}

/** So much is put together before it is given out. */
const AT_ONCE = 1 << 20;

/** The same for what is never put together as a whole. */
export function emitParts(texts: Iterable<string>, args: Arguments, { stdout }: Environment): void {
  const output = args.text('output');
  if (output !== undefined) {
    writeParts(output, texts);
    return;
  }
  let waiting = '';
  for (const text of texts) {
    waiting += text;
    if (waiting.length < AT_ONCE) continue;
    stdout(waiting);
    waiting = '';
  }
  stdout(waiting);
}

/** As {@link emit}, for what says nothing of any device, such as documentation and schemas. */
export function emitForAll(text: string, args: Arguments, environment: Environment): void {
  emit(text, args, environment, 'umask');
}

/** The lines of the files that a check read. What is no text, such as a key store, has none that somebody could read. */
export function lineReader({ assembled }: Checked): (at: Provenance) => string | null {
  const texts = new Map<string, string | null>();
  const sources = new Map<string, SourceText>();
  for (const { configuration, evidence } of assembled) {
    for (const { source } of [configuration, ...evidence.map(({ file }) => file)]) sources.set(source.path, source);
  }
  const textOf = (file: string) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = sources.get(file)?.text ?? null;
    const shown = text?.includes('\0') ? null : text;
    texts.set(file, shown);
    return shown;
  };
  return ({ file, range, column }) => {
    const text = textOf(file);
    if (text === null) return null;
    const start = text.lastIndexOf('\n', range.start - 1) + 1;
    const newline = text.indexOf('\n', range.start);
    const line = text.slice(start, newline < 0 ? text.length : newline);
    return column >= 1 ? readable(withoutEnd(line, '\r').replace(/^\xef\xbb\xbf/, '')) : null;
  };
}
