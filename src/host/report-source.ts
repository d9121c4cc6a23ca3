import { readFileSync } from 'node:fs';
import type { Checked } from '../engine/check.js';
import type { ProposedFix } from '../model/proposed-fix.js';
import type { RunReport } from '../model/run-report.js';
import { runReport } from '../reporters/json.js';
import { ownRules } from '../reporters/own-rules.js';
import type { FleetPage, ReportContext, ReportFormat } from '../reporters/report-format.js';
import { lineHashes } from '../reporters/sarif/line-hash.js';
import type { Rule } from '../rules/define-rule.js';
import { statOf } from './file-system.js';

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

/** What some formats need beside the run; what is costly is made for those only that ask for it. */
export async function contextOf(source: ReportSource, formats: readonly ReportFormat[]): Promise<ReportContext> {
  const wants = (part: 'fixes' | 'page') => formats.some(({ needs }) => needs.includes(part));
  return {
    rules: [...source.rules, ...ownRules(source.report)],
    lineHashes: (path, lines) => {
      const bytes = source.bytesOf(path);
      return bytes === null ? new Map() : lineHashes(bytes, lines);
    },
    fixes: wants('fixes') ? await source.costly.fixes() : new Map(),
    page: wants('page') ? await source.costly.page() : null,
    gzipSize: (text) => process.getBuiltinModule('node:zlib').gzipSync(text).length,
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
