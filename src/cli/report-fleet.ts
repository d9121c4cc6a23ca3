import type { ReportedDevice, RunReport } from '../model/run-report.js';
import { jsonText } from '../reporters/json-text.js';
import { conciseLine, conciseSummary } from '../reporters/concise.js';
import { savedFinding, savedRun } from '../reporters/saved.js';
import { rules } from '../rules/index.js';
import { checkFleet, type FleetResult, type StoredDevice } from './check-fleet.js';
import { sayNothingRecognized } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { destinations, refuseInputs, type TerminalFormat, type WantedReport } from './formats.js';
import { endProgress, progressLine } from './progress.js';
import { emitParts, paletteOf, PLAIN, renderForTerminal } from './report.js';
import type { Prepared } from './run.js';
import { indented, type UnitData, type UnitForm } from './unit.js';

/** Checks a fleet part by part and reports on it; `null` where it has to be checked at once. */
export async function checkFleetCommand(
  prepared: Prepared,
  wanted: readonly WantedReport[],
  args: Arguments,
  environment: Environment,
): Promise<ExitCode | null> {
  const form = formOf(wanted);
  const progress = progressLine(environment, 'files');
  const files = prepared.inputs.length;
  const fleet = await checkFleet(prepared, form, args, environment, progress);
  endProgress(environment, files);
  if (!fleet) return null;
  try {
    refuseInputs(destinations(wanted, args), fleet.paths);
    if (form === 'data') await giveOutData(fleet, prepared, wanted, args, environment);
    else emitParts(textsOf(form, fleet, prepared, environment), args, environment);
  } finally {
    fleet.spool.close();
  }
  if (fleet.devices.length === 0 && fleet.files.failed === 0) {
    return sayNothingRecognized(args.on('noErrorOnUnmatched'), prepared.options.knowledge, environment);
  }
  return fleet.exits.includes(1) ? 1 : fleet.exits.includes(3) ? 3 : 0;
}

/** One report that is a list of texts is made of those; all others are made of data. */
function formOf([only, ...more]: readonly WantedReport[]): UnitForm {
  if (!only || only.file !== null || more.length > 0) return 'data';
  const name = typeof only.format === 'string' ? only.format : only.format.name;
  return name === 'json' || name === 'ndjson' || name === 'concise' ? name : 'data';
}

function* textsOf(
  form: Exclude<UnitForm, 'data'>,
  fleet: FleetResult,
  { options }: Prepared,
  { version }: Environment,
): Generator<string> {
  const { devices, others, counts } = fleet;
  if (form === 'json') {
    yield* jsonOf(fleet, headOf(fleet, options, version));
    return;
  }
  if (form === 'ndjson') {
    for (const finding of others) yield `${jsonText(finding, 0)}\n`;
    for (const device of devices) yield findingsOf(device, fleet);
    return;
  }
  for (const finding of others) yield `${conciseLine(savedFinding(finding))}\n`;
  for (const device of devices) yield findingsOf(device, fleet);
  yield `${conciseSummary(devices.length, counts)}\n`;
}

/** The one object of `--format json`, as {@link jsonText} writes it with two blanks. */
function* jsonOf(fleet: FleetResult, head: Omit<RunReport, 'devices' | 'findings' | 'checks'>): Generator<string> {
  const { devices, others, checks } = fleet;
  yield jsonText(head, 2).replace(/\n\}$/, ',\n');
  yield* list(
    'devices',
    devices.map((device) => () => deviceOf(device, fleet)),
  );
  yield ',\n';
  yield* list('findings', [
    ...others.map((finding) => () => indented(finding)),
    ...devices.filter(({ findings }) => findings > 0).map((device) => () => findingsOf(device, fleet)),
  ]);
  if (checks.length > 0) {
    yield ',\n';
    yield* list(
      'checks',
      checks.map((check) => () => indented(check)),
    );
  }
  yield '\n}\n';
}

function* list(name: string, texts: readonly (() => string)[]): Generator<string> {
  if (texts.length === 0) {
    yield `  "${name}": []`;
    return;
  }
  yield `  "${name}": [\n`;
  for (const [index, text] of texts.entries()) yield index === 0 ? text() : `,\n${text()}`;
  yield '\n  ]';
}

function headOf(
  { devices, files, counts }: FleetResult,
  { asOf, knowledge }: Prepared['options'],
  version: string,
): Omit<RunReport, 'devices' | 'findings' | 'checks'> {
  return {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf: asOf.text,
    knowledge: { readUntil: knowledge.readUntil },
    summary: { devices: devices.length, files, findings: counts },
  };
}

function deviceOf({ offset, start, device }: StoredDevice, { spool }: FleetResult): string {
  return textAt(spool, offset + start, device);
}

function findingsOf({ offset, start, device, findings }: StoredDevice, { spool }: FleetResult): string {
  return textAt(spool, offset + start + device, findings);
}

function textAt(spool: FleetResult['spool'], start: number, length: number): string {
  return Buffer.from(spool.read(start, length)).toString('utf8');
}

/** Reports that are made of all findings at once. */
async function giveOutData(
  fleet: FleetResult,
  { options }: Prepared,
  wanted: readonly WantedReport[],
  args: Arguments,
  environment: Environment,
): Promise<void> {
  const data = fleet.devices.map((device) => ({
    device: JSON.parse(deviceOf(device, fleet)) as ReportedDevice,
    ...(JSON.parse(findingsOf(device, fleet)) as UnitData),
  }));
  const report: RunReport = {
    ...headOf(fleet, options, environment.version),
    devices: data.map(({ device }) => device),
    findings: [...fleet.others, ...data.flatMap(({ findings }) => findings)],
    ...(fleet.checks.length === 0 ? {} : { checks: fleet.checks }),
  };
  const lines = new Map(
    data.flatMap((each) => each.lines.map(([file, start, text]) => [`${file}\0${start}`, text] as const)),
  );
  const wants = [...fleet.others.map(() => null), ...data.flatMap((each) => each.wants)];
  const saved = savedRun(report);
  const run = {
    ...saved,
    findings: saved.findings.map((finding, index) => ({ ...finding, wants: wants[index] ?? null })),
    unrecognized: fleet.unrecognized,
  };
  const palette = await paletteOf(args, environment);
  const terminal = (format: TerminalFormat, file: string | null) =>
    renderForTerminal(format, run, {
      palette: file === null ? palette : PLAIN,
      quiet: args.on('quiet'),
      lineText: ({ file: path, range }) => lines.get(`${path}\0${range.start}`) ?? null,
    });
  const { giveOut } = await import('./write-reports.js');
  const source = {
    report,
    rules: rules.filter(({ id }) => options.rules[id] !== 'off'),
    bytesOf: () => null,
    costly: { fixes: () => Promise.resolve(new Map()), page: () => Promise.reject(new Error('no page of a fleet')) },
  };
  await giveOut(source, wanted, terminal, args, environment);
}
