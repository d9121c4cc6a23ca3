import { check, grouped, type Checked, type Decide } from '../engine/check.js';
import type { AssembledDevice } from '../engine/assemble.js';
import type { Grouping } from '../engine/group.js';
import type { CheckOptions, InputFile } from '../engine/input.js';
import { surveyOf, type Survey } from '../engine/survey.js';
import type { Finding } from '../model/finding.js';
import type { ReportedFinding } from '../model/run-report.js';
import { countFindings, type FindingCounts, type JudgedCheck } from '../model/run.js';
import { conciseLine } from '../reporters/concise.js';
import { jsonText } from '../reporters/json-text.js';
import { jsonDevice, jsonFinding } from '../reporters/json.js';
import { exitCode } from './exit-code.js';
import { lineReader } from './report.js';
import type { Run } from './run.js';

/** How what a part of a fleet says is put into text: for a report that is made of such texts, or as data for any other. */
export type UnitForm = 'json' | 'ndjson' | 'concise' | 'data';

/** What is said of one device; its texts stand in the bytes of its unit, one behind the other. */
export interface UnitDevice {
  readonly id: string;
  /** A trust store that is checked by itself: its file. */
  readonly store: string | null;
  readonly start: number;
  readonly device: number;
  readonly findings: number;
  readonly counts: FindingCounts;
  readonly exit: 0 | 1 | 3;
}

/** Plain data, which goes from one thread to another. */
export interface UnitResult {
  readonly survey: Survey;
  readonly devices: readonly UnitDevice[];
  readonly bytes: Uint8Array;
  /** Findings of no device. */
  readonly others: readonly ReportedFinding[];
  readonly othersExit: 0 | 1 | 3;
  readonly checks: readonly JudgedCheck[];
  readonly files: Checked['result']['files'];
  readonly unrecognized: readonly string[];
}

/** What the data of a device is in the form `data`. */
export interface UnitData {
  readonly findings: readonly ReportedFinding[];
  /** What each of them wants, by which a terminal puts several together. */
  readonly wants: readonly Finding['wants'][];
  /** The lines that findings point at, by the byte at which each place starts. */
  readonly lines: readonly (readonly [file: string, start: number, text: string])[];
}

/** How the files of a part belong together, `null` where that is not known yet. */
export type DecideUnit = ((files: Parameters<Decide>[0]) => Grouping) | null;

/** Checks a part of a fleet, and says what it was taken for. */
export async function surveyed(
  inputs: readonly InputFile[],
  options: CheckOptions,
  decide: DecideUnit,
): Promise<{ readonly checked: Checked; readonly survey: Survey }> {
  let survey: Survey = { files: [], groups: [], orphans: [] };
  const checked = await check(
    inputs,
    options,
    () => undefined,
    (files) => {
      const grouping = decide ? decide(files) : grouped(files, []);
      survey = surveyOf(files, grouping);
      return grouping;
    },
  );
  return { checked, survey };
}

/** The file of a trust store that is checked by itself. */
export function storeOf({ configuration }: AssembledDevice): string | null {
  return configuration.as.parser.vendor === 'trust-store' ? configuration.input.path : null;
}

/** Checks a part of a fleet, by itself or as it was decided for it. */
export async function checkUnit(
  inputs: readonly InputFile[],
  options: CheckOptions,
  failOnOf: (checked: Checked) => Run['failOn'],
  form: UnitForm,
  decide: DecideUnit,
): Promise<UnitResult> {
  const { checked, survey } = await surveyed(inputs, options, decide);
  const { result, assembled } = checked;
  const failOn = failOnOf(checked);
  const byDevice = new Map<string | null, Finding[]>([[null, []]]);
  for (const finding of result.findings) {
    const before = byDevice.get(finding.device);
    if (before) before.push(finding);
    else byDevice.set(finding.device, [finding]);
  }
  const lineText = form === 'data' ? lineReader(checked) : null;
  const texts: Uint8Array[] = [];
  let length = 0;
  const add = (text: string) => {
    const bytes = Buffer.from(text, 'utf8');
    texts.push(bytes);
    length += bytes.length;
    return bytes.length;
  };
  const devices = assembled.map((each): UnitDevice => {
    const { device } = each;
    const findings = byDevice.get(device.id) ?? [];
    return {
      id: device.id,
      store: storeOf(each),
      start: length,
      device:
        form === 'json'
          ? add(indented(jsonDevice(device)))
          : form === 'data'
            ? add(jsonText(jsonDevice(device), 0))
            : 0,
      findings: add(textOf(findings, form, lineText)),
      counts: countFindings(findings),
      exit: exitCode(findings, failOn),
    };
  });
  const others = byDevice.get(null) ?? [];
  return {
    survey,
    devices,
    bytes: joined(texts, length),
    others: others.map(jsonFinding),
    othersExit: exitCode(others, failOn),
    checks: result.checks,
    files: result.files,
    unrecognized: result.unrecognized,
  };
}

/** Text that stands in a list of the report: `json` in the place where it goes, `ndjson` and `concise` as whole lines. */
function textOf(findings: readonly Finding[], form: UnitForm, lineText: ReturnType<typeof lineReader> | null): string {
  switch (form) {
    case 'json':
      return findings.map((each) => indented(jsonFinding(each))).join(',\n');
    case 'ndjson':
      return findings.map((each) => `${jsonText(jsonFinding(each), 0)}\n`).join('');
    case 'concise':
      return findings.map((each) => `${conciseLine(each)}\n`).join('');
    case 'data': {
      const lines = findings.flatMap(({ at }) => {
        const text = at && lineText?.(at);
        return at && text ? [[at.file, at.range.start, text] as const] : [];
      });
      const data: UnitData = { findings: findings.map(jsonFinding), wants: findings.map(({ wants }) => wants), lines };
      return JSON.stringify(data);
    }
  }
}

/** In a buffer of its own, which can be handed to another thread. */
function joined(texts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const text of texts) {
    bytes.set(text, at);
    at += text.length;
  }
  return bytes;
}

/** An element of a list of the one JSON object. */
export function indented(value: unknown): string {
  return `    ${jsonText(value, 2).replaceAll('\n', '\n    ')}`;
}
