import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Checked } from '../engine/check.js';
import { statOf } from '../host/file-system.js';
import { writeWhole } from '../host/write.js';
import type { ProposedFix } from '../model/proposed-fix.js';
import type { RunReport } from '../model/run-report.js';
import { runReport } from '../reporters/json.js';
import { ownRules } from '../reporters/own-rules.js';
import type { FleetPage, ReportContext } from '../reporters/report-format.js';
import { lineHashes } from '../reporters/sarif/line-hash.js';
import type { Rule } from '../rules/define-rule.js';
import type { Environment } from './environment.js';
import type { Arguments } from './flags.js';
import type { TerminalFormat, WantedReport } from './formats.js';
import { emit } from './report.js';

export interface ReportSource {
  readonly report: RunReport;
  readonly rules: readonly Rule[];
  /** The bytes of a file that a finding is about, `null` where they are not to be had. */
  readonly bytesOf: (path: string) => Uint8Array | null;
  readonly costly: CostlyParts;
}

/** Each is asked for only where a format needs it. */
export interface CostlyParts {
  readonly fixes: () => Promise<ReadonlyMap<string, ProposedFix>>;
  readonly page: () => Promise<FleetPage>;
}

/** A check that has just run. */
export function liveSource(
  checked: Checked,
  rules: readonly Rule[],
  costly: CostlyParts,
  version: string,
): ReportSource {
  return { report: runReport(checked.result, version), rules, bytesOf: readBytesOf(checked), costly };
}

/**
 * Gives out every report that is wanted. All are made before the first is written, so that a run that fails leaves no file
 * behind; `terminal` makes those that only look like a terminal's.
 */
export async function giveOut(
  source: ReportSource,
  wanted: readonly WantedReport[],
  terminal: (format: TerminalFormat, file: string | null) => string,
  args: Arguments,
  environment: Environment,
): Promise<void> {
  const context = await contextOf(source, wanted);
  const made: { readonly file: string | null; readonly text: string }[] = [];
  for (const { format, file } of wanted) {
    if (typeof format === 'string') {
      made.push({ file, text: terminal(format, file) });
      continue;
    }
    const render = await format.load();
    const { text, notices } = render(source.report, context);
    for (const notice of notices) environment.stderr(`sbclint: ${notice}\n`);
    made.push({ file, text });
  }
  for (const { file, text } of made) if (file !== null) writeWhole(file, text);
  for (const { file, text } of made) if (file === null) emit(text, args, environment);
}

async function contextOf(source: ReportSource, wanted: readonly WantedReport[]): Promise<ReportContext> {
  const needs = (part: 'fixes' | 'page') =>
    wanted.some(({ format }) => typeof format !== 'string' && format.needs.includes(part));
  return {
    rules: [...source.rules, ...ownRules(source.report)],
    lineHashes: (path, lines) => {
      const bytes = source.bytesOf(path);
      return bytes === null ? new Map() : lineHashes(bytes, lines);
    },
    fixes: needs('fixes') ? await source.costly.fixes() : new Map(),
    page: needs('page') ? await source.costly.page() : null,
    gzipSize: (text) => gzipSync(text).length,
  };
}

function readBytesOf({ assembled }: Checked): ReportSource['bytesOf'] {
  const read = new Map<string, Uint8Array>();
  for (const { group, evidence } of assembled) {
    const files = [group.configuration, ...group.others, ...group.evidence, ...evidence.map(({ file }) => file)];
    for (const { source } of files) read.set(source.path, source.bytes);
  }
  return (path) => read.get(path) ?? bytesOnDisk(path);
}

/** A file as it is now, `null` where there is none. */
export function bytesOnDisk(path: string): Uint8Array | null {
  try {
    return statOf(path)?.isFile() ? readFileSync(path) : null;
  } catch {
    return null;
  }
}
