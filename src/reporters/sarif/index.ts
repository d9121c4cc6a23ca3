import type { ReportedFinding, ReportedPlace, RunReport } from '../../model/run-report.js';
import { jsonText } from '../json-text.js';
import type { Render, ReportContext } from '../report-format.js';
import { gravity, sentence } from '../said.js';
import { count } from '../terminal.js';
import { isBelowBase, BASE, physicalLocation } from './location.js';
import { message, type SarifNotification, type SarifResult } from './log.js';
import { MAX_BYTES, MAX_FIXES, MAX_RESULTS, SHOWN_RESULTS } from './limits.js';
import { sarifResult } from './result.js';
import { ruleDescriptor, strangerDescriptor } from './rules.js';

interface Placed {
  readonly finding: ReportedFinding;
  readonly place: ReportedPlace;
}

/** SARIF 2.1.0 with one run, as GitHub code scanning and viewers of SARIF take it. */
export const sarifReport: Render = (report, context) => {
  const placed: Placed[] = [];
  const homeless: ReportedFinding[] = [];
  for (const finding of report.findings) {
    const place = placeOf(finding, report);
    if (place) placed.push({ finding, place });
    else homeless.push(finding);
  }
  const hashes = hashesOf(placed, context);
  const whole = { report, context, homeless, hashes, all: placed.length };

  let kept = mostSerious(placed, MAX_RESULTS);
  let withFixes = fixesSize(placed, context) <= MAX_FIXES;
  let made = logText(whole, kept, withFixes);
  for (;;) {
    const size = made.text.length * 3 <= MAX_BYTES ? 0 : context.gzipSize(made.text);
    if (size <= MAX_BYTES || kept.length === 0) return made;
    // Fixes first: GitHub does not read them.
    if (withFixes && context.fixes.size > 0) withFixes = false;
    else kept = mostSerious(kept, Math.floor(Math.min(kept.length - 1, ((kept.length * MAX_BYTES) / size) * 0.95)));
    made = logText(whole, kept, withFixes);
  }
};

/** Characters that all fixes insert; those of a device stand on each of its findings. */
function fixesSize(placed: readonly Placed[], { fixes }: ReportContext): number {
  let size = 0;
  for (const { finding } of placed) {
    for (const { replacements } of fixes.get(finding.fingerprint)?.changes ?? []) {
      for (const { insert } of replacements) size += insert.length;
    }
  }
  return size;
}

/** Some findings, the most serious ones, in the order of the report. */
function mostSerious(placed: readonly Placed[], most: number): readonly Placed[] {
  if (placed.length <= most) return placed;
  const chosen = new Set(
    [...placed].sort((a, b) => gravity(a.finding) - gravity(b.finding)).slice(0, Math.max(0, most)),
  );
  return placed.filter((each) => chosen.has(each));
}

/** A finding without a place goes to the first file of its device: one result without a location makes GitHub refuse all. */
function placeOf({ location, device }: ReportedFinding, { devices }: RunReport): ReportedPlace | null {
  if (location) return location;
  const path = (devices.find(({ id }) => id === device) ?? devices[0])?.files[0]?.path;
  if (path === undefined) return null;
  return { path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, byteStart: 0, byteEnd: 0 };
}

function hashesOf(placed: readonly Placed[], { lineHashes }: ReportContext) {
  const lines = new Map<string, Set<number>>();
  for (const { place } of placed) {
    const ofPath = lines.get(place.path) ?? new Set();
    lines.set(place.path, ofPath.add(place.startLine));
  }
  return new Map([...lines].map(([path, wanted]) => [path, lineHashes(path, wanted)]));
}

interface Whole {
  readonly report: RunReport;
  readonly context: ReportContext;
  readonly homeless: readonly ReportedFinding[];
  readonly hashes: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly all: number;
}

function logText(whole: Whole, kept: readonly Placed[], withFixes: boolean) {
  const { report, context, homeless, hashes } = whole;
  const ids = context.rules.map(({ id }) => id);
  const strangers = [...new Set(kept.map(({ finding }) => finding.ruleId))].filter((id) => !ids.includes(id));
  const index = new Map([...ids, ...strangers].map((id, i) => [id, i]));
  const results: readonly SarifResult[] = kept.map(({ finding, place }) =>
    sarifResult({
      finding,
      place,
      ruleIndex: index.get(finding.ruleId) ?? -1,
      lineHash: hashes.get(place.path)?.get(place.startLine),
      fix: withFixes ? context.fixes.get(finding.fingerprint) : undefined,
    }),
  );
  const notices = noticesOf(whole, kept, withFixes);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: [...context.rules.map(ruleDescriptor), ...strangers.map(strangerDescriptor)],
          },
        },
        automationDetails: { id: 'sbclint/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { description: { text: 'The folder in which sbclint ran.' } } },
        invocations: [
          {
            executionSuccessful: report.summary.files.failed === 0,
            toolExecutionNotifications: [
              ...unread(report),
              ...homeless.map((finding) => notification('warning', sentence(finding), finding.ruleId)),
              ...notices.map((text) => notification('warning', text)),
            ],
          },
        ],
        results,
        properties: { asOf: report.asOf, knowledgeReadUntil: report.knowledge.readUntil },
      },
    ],
  };
  return { text: `${jsonText(log, 2)}\n`, notices };
}

/** Inputs that could not be read: the run is not whole, and says which. */
function unread({ findings }: RunReport): readonly SarifNotification[] {
  const rules = ['unreadable-input', 'unsupported-input', 'ambiguous-format'];
  return findings
    .filter(({ ruleId, kind, device }) => rules.includes(ruleId) && kind === 'open' && device === null)
    .map((finding) => ({
      ...notification('error', sentence(finding), finding.ruleId),
      ...(finding.location ? { locations: [{ physicalLocation: physicalLocation(finding.location) }] } : {}),
    }));
}

function notification(level: SarifNotification['level'], text: string, ruleId?: string): SarifNotification {
  return { level, message: message(text), ...(ruleId === undefined ? {} : { descriptor: { id: ruleId } }) };
}

function noticesOf({ all, context, homeless }: Whole, kept: readonly Placed[], withFixes: boolean): readonly string[] {
  const notices: string[] = [];
  const left = all - kept.length;
  if (left > 0) {
    notices.push(
      `SARIF: left out ${left} of ${all} results, the least serious first, as code scanning takes at most ${MAX_RESULTS} results and 10 MB compressed; split the run by folder`,
    );
  }
  if (kept.length > SHOWN_RESULTS) {
    notices.push(`SARIF: code scanning shows ${SHOWN_RESULTS} of these ${kept.length} results`);
  }
  if (!withFixes && context.fixes.size > 0) notices.push('SARIF: left out all fixes, as the file would be too large');
  if (homeless.length > 0) {
    notices.push(
      `SARIF: ${count(homeless.length, 'finding')} about no file at all: a notification of the run, not a result`,
    );
  }
  const outside = new Set(kept.map(({ place }) => place.path).filter((path) => !isBelowBase(path)));
  if (outside.size > 0) {
    notices.push(
      `SARIF: code scanning cannot show results in ${outside.size === 1 ? 'a file' : `${outside.size} files`} outside the folder in which sbclint ran`,
    );
  }
  return notices;
}
