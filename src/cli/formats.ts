import { resolve } from 'node:path';
import { reportFormats } from '../reporters/index.js';
import type { ReportFormat } from '../reporters/report-format.js';
import { closest } from '../text/closest.js';
import type { Arguments } from './flags.js';
import { UsageError } from './usage-error.js';

/** Made of more than a run as plain data, for people at a terminal. */
const TERMINAL_FORMATS = ['pretty', 'concise'] as const;

export type TerminalFormat = (typeof TERMINAL_FORMATS)[number];
export type CheckFormat = TerminalFormat | ReportFormat;

export interface WantedReport {
  readonly format: CheckFormat;
  /** `null` for `--output` or the terminal. */
  readonly file: string | null;
}

/** What `--format` and each `--report` ask for, that of `--format` first; `without` is for nobody asking. */
export function readWanted(args: Arguments, without: CheckFormat | null): readonly WantedReport[] {
  const given = args.text('format');
  const main = given === undefined ? without : readCheckFormat('--format', given);
  if (main === null && args.text('output') !== undefined) throw new UsageError('--output goes with --format');
  const wanted = [...(main === null ? [] : [{ format: main, file: null }]), ...args.list('report').map(readReport)];
  refuseTwice(destinations(wanted, args));
  return wanted;
}

/** What `--report` asks for beside an output of the command's own. */
export function readReports(args: Arguments): readonly WantedReport[] {
  const wanted = args.list('report').map(readReport);
  const output = args.text('output');
  refuseTwice([...destinations(wanted, args), ...(output === undefined ? [] : [output])]);
  return wanted;
}

function readReport(text: string): WantedReport {
  const equals = text.indexOf('=');
  const file = text.slice(equals + 1);
  if (equals < 1 || file === '') {
    throw new UsageError(`--report wants FORMAT=FILE, such as sarif=sbclint.sarif, not ${text}`);
  }
  return { format: readCheckFormat('--report', text.slice(0, equals)), file };
}

function refuseTwice(files: readonly string[]): void {
  const paths = files.map((file) => resolve(file));
  const twice = files.find((_, i) => paths.indexOf(paths[i] ?? '') < i);
  if (twice !== undefined) throw new UsageError(`two reports would be written to ${twice}`);
}

/** The files that reports go to. */
export function destinations(wanted: readonly WantedReport[], args: Arguments): readonly string[] {
  return wanted.flatMap(({ file }) => file ?? args.text('output') ?? []);
}

/** A report over an export would be the end of the export. */
export function refuseInputs(files: readonly string[], inputs: readonly string[]): void {
  const read = new Set(inputs.map((path) => resolve(path)));
  const over = files.find((file) => read.has(resolve(file)));
  if (over !== undefined) throw new UsageError(`a report would be written over ${over}, which was read`);
}

/** The same for `--output` of whatever a command says. */
export function refuseOutputOver(inputs: readonly string[], args: Arguments): void {
  const output = args.text('output');
  if (output !== undefined) refuseInputs([output], inputs);
}

function readCheckFormat(flag: string, name: string): CheckFormat {
  const terminal = TERMINAL_FORMATS.find((each) => each === name);
  const format = terminal ?? reportFormats.find((each) => each.name === name);
  if (format) return format;
  const names = [...TERMINAL_FORMATS, ...reportFormats.map((each) => each.name)];
  const near = closest(name, names);
  throw new UsageError(
    `${flag}: unknown format ${name}; ${near ? `did you mean ${near}?` : `formats: ${names.join(', ')}`}`,
  );
}
