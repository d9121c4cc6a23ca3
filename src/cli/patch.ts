import { readAnchorFile } from '../engine/anchor-file.js';
import type { CheckOptions } from '../engine/input.js';
import { REVIEW_FIXES, type DevicePatch, type ReviewFix } from '../engine/patch.js';
import { planText } from '../engine/plan-text.js';
import { readWaves, type WaveSpec } from '../engine/waves.js';
import { readBeside } from '../host/beside.js';
import type { KnownCertificate } from '../model/certificate.js';
import { isKeyFile } from '../model/key-file.js';
import type { Knowledge } from '../model/knowledge.js';
import type { PlannedDevice } from '../model/planned-device.js';
import type { ProposedFix } from '../model/proposed-fix.js';
import { count, visible } from '../reporters/terminal.js';
import { closest } from '../text/closest.js';
import { SourceText } from '../text/source-text.js';
import { readAnchor } from './anchor.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { isFleet } from './fleet.js';
import { destinations, readReports, refuseInputs, type WantedReport } from './formats.js';
import { writeInPlace } from './patch-in-place.js';
import { checkDestination, packWriter, type PackWriter } from './patch-out.js';
import { withPlace } from './patch-words.js';
import { devicePlanner, type PlannedOutcome, type PlanRequest } from './plan-device.js';
import type { Planned, Taker } from './plan-fleet.js';
import { packCommon } from './plan-pack.js';
import { reportCheck } from './report-check.js';
import { emitParts, paletteOf, PLAIN, readFormat } from './report.js';
import { endProgress, progressLine } from './progress.js';
import { filesOf, judge, prepare, type Prepared } from './run.js';
import { UsageError } from './usage-error.js';

export async function patchCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const reports = readReports(args);
  const out = args.text('out');
  if (out !== undefined && args.on('inPlace')) throw new UsageError('--out and --in-place exclude each other');
  if (args.on('stdin') && args.on('inPlace')) throw new UsageError('--in-place needs a file, and --stdin is none');
  if (out !== undefined) checkDestination(out);
  const waves = wavesOf(args);
  const isWriting = !args.on('check');
  const prepared = await prepare(args, environment, out);
  const { options } = prepared;
  const request = await planRequest(prepared, args, environment);
  const packs = request.packs && packWriter(request.packs.out, waves, options.asOf.text, environment.version);
  const taker: Taker = {
    take(outcome) {
      packs?.take(outcome);
      // What was written is not held, and is read again for the plan of all.
      return packs ? { ...outcome, planned: null, pack: null } : outcome;
    },
    takeBack: (id) => packs?.takeBack(id),
  };
  const isCut = reports.length === 0 && isFleet(prepared);
  const inParts = isCut
    ? await (await import('./plan-fleet.js')).planFleet(prepared, request, taker, args, environment)
    : null;
  const { outcomes, exits, nothingRecognized, report } =
    inParts ?? (await planAtOnce(prepared, request, taker, reports, args, environment));

  const { written, unwritten } = writeInPlace(outcomes, environment);
  const others = packs?.finish() ?? [];
  const plan = request.inPlace ? written : outcomes;
  const devices = packs?.devices() ?? plan.flatMap(({ planned }) => planned ?? []);
  emitParts(textsOf(format, outcomes, devices, packs, options.asOf.text, environment.version), args, environment);
  sayOthers(outcomes, others, environment);
  await report();

  const failed = outcomes.filter(({ state }) => state === 'not proven');
  for (const { id, failures } of failed) {
    environment.stderr(`sbclint: the patch of ${id} is not proven, so nothing was written for it\n`);
    for (const failure of failures.slice(0, 5)) environment.stderr(`  ${visible(failure)}\n`);
  }
  for (const { id, because } of unwritten) {
    environment.stderr(`sbclint: the patch of ${visible(id)} is not written: ${visible(because)}\n`);
  }
  for (const { id } of outcomes.filter(({ state }) => state === 'pack only')) {
    environment.stderr(
      `sbclint: nothing is written in place for ${visible(id)}: its text stays as it is, and the script of a pack imports the roots (--out DIR)\n`,
    );
  }
  if (failed.length + unwritten.length > 0) return 4;
  if (nothingRecognized) return nothingRecognized();
  if (!isWriting && outcomes.some(({ state }) => state === 'writable')) return 1;
  const codes = [...exits, ...outcomes.map(({ checkAfter }) => checkAfter)];
  return codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
}

/** What the flags ask of every device. */
async function planRequest(
  { options, settings }: Prepared,
  args: Arguments,
  environment: Environment,
): Promise<PlanRequest> {
  const format = readFormat(args);
  const out = args.text('out');
  const isWriting = !args.on('check');
  const only = onlyAnchor(args.text('onlyAnchor'), options.knowledge);
  const own = settings
    .all()
    .flatMap(({ brought }) => brought.map(({ certificate, der }) => [certificate.sha256, der] as const));
  const asked = {
    assumeMissing: args.on('assumeMissing'),
    allowed: readAllowed(args.list('allow')),
    only,
    brought: new Map([...own, ...(await anchorBytes(args.text('anchorFile'), only, options))]),
  };
  const common = () => packCommon(options, settings, asked, args.text('baseline'), environment.version);
  return {
    ...asked,
    words: {
      concise: format === 'concise',
      colored: (await paletteOf(args, environment)) !== PLAIN,
      withDiffs: out === undefined,
    },
    asData: format === 'json' || format === 'ndjson',
    inPlace: args.on('inPlace') && isWriting,
    packs: out === undefined || !isWriting ? null : { out, failOn: args.text('failOn'), common: common() },
  };
}

async function planAtOnce(
  prepared: Prepared,
  request: PlanRequest,
  { take }: Taker,
  reports: readonly WantedReport[],
  args: Arguments,
  environment: Environment,
): Promise<Planned> {
  const run = await judge(prepared, args, environment);
  const { checked, failOn, unmatched, unmatchedIsFine } = run;
  refuseInputs(destinations(reports, args), filesOf(checked));
  // Reports with fixes want the edits of every device.
  const wantsFixes = reports.some((each) => typeof each.format !== 'string' && each.format.needs.includes('fixes'));
  const { fixesOf } = wantsFixes ? await import('./live-fixes.js') : { fixesOf: null };
  const fixes = new Map<string, ProposedFix>();
  const onPatch =
    fixesOf &&
    ((patch: DevicePatch) => {
      for (const [fingerprint, fix] of fixesOf([patch], checked.result)) fixes.set(fingerprint, fix);
    });
  const plan = await devicePlanner(run, request, environment.dataFolder, onPatch);
  const progress = progressLine(environment, 'devices planned');
  const outcomes: PlannedOutcome[] = [];
  for (const [done, device] of checked.assembled.entries()) {
    progress(done, checked.assembled.length);
    outcomes.push(take(await plan(device)));
  }
  endProgress(environment, checked.assembled.length);
  const aboutFiles = checked.result.findings.filter(({ device }) => device === null);
  const costly = {
    fixes: () => Promise.resolve(fixes),
    page: async () => (await import('./fleet-page.js')).livePage(run, environment),
  };
  return {
    outcomes,
    exits: [exitCode(aboutFiles, failOn)],
    nothingRecognized: unmatched ? () => sayUnmatched(unmatchedIsFine, checked, environment) : null,
    report: async () => {
      if (reports.length > 0) await reportCheck(checked, reports, costly, args, environment);
    },
  };
}

function* textsOf(
  format: string,
  outcomes: readonly PlannedOutcome[],
  devices: Iterable<PlannedDevice>,
  packs: PackWriter | null,
  asOf: string,
  version: string,
): Generator<string> {
  if (format === 'ndjson') for (const device of devices) yield `${JSON.stringify(device)}\n`;
  else if (format === 'json') yield* planText(devices, asOf, version);
  else if (format === 'concise') for (const { text } of outcomes) yield text;
  else {
    for (const [index, { id, text }] of outcomes.entries()) {
      yield `${index === 0 ? '' : '\n'}${withPlace(text, packs?.folderOf(id) ?? null)}`;
    }
  }
}

/** What an earlier run left: packs that were kept, and packs that are in no plan any more. */
function sayOthers(outcomes: readonly PlannedOutcome[], others: readonly string[], { stderr }: Environment): void {
  const kept = outcomes.filter(({ state }) => state === 'kept').length;
  if (kept > 0)
    stderr(
      `sbclint: ${count(kept, 'pack')} of an earlier run ${kept === 1 ? 'was' : 'were'} whole and made of the same\n`,
    );
  if (others.length === 0) return;
  const shown = others.slice(0, 5).map(visible).join(', ');
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  stderr(
    `sbclint: ${count(others.length, 'pack')} of an earlier run ${others.length === 1 ? 'is' : 'are'} in no plan now: ${shown}${more}\n`,
  );
}

function wavesOf(args: Arguments): WaveSpec | null {
  const text = args.text('waves');
  if (text === undefined) return null;
  if (args.text('out') === undefined) throw new UsageError('--waves goes with --out, whose packs it splits');
  const spec = readWaves(text);
  if ('refused' in spec) throw new UsageError(`--waves wants a list such as 1,10%,rest: ${spec.refused}`);
  return spec;
}

function readAllowed(ids: readonly string[]): readonly ReviewFix[] {
  const known = Object.keys(REVIEW_FIXES);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const near = closest(id, known);
    throw new UsageError(
      `--allow: unknown fix ${id}; ${near ? `did you mean ${near}?` : `fixes: ${known.join(', ')}`}`,
    );
  }
  return [...new Set(ids as ReviewFix[])];
}

function onlyAnchor(text: string | undefined, knowledge: Knowledge): KnownCertificate | null {
  return text === undefined ? null : readAnchor('--only-anchor', text, knowledge);
}

/** The file that brings the bytes of the one root that is asked for. */
async function anchorBytes(
  path: string | undefined,
  only: KnownCertificate | null,
  options: CheckOptions,
): Promise<readonly (readonly [sha256: string, der: Uint8Array])[]> {
  if (path === undefined) return [];
  if (!only) throw new UsageError('--anchor-file goes with --only-anchor, which says whose certificate the file holds');
  if (isKeyFile(path)) {
    throw new UsageError(`--anchor-file: ${path} may hold a private key and is not opened: give the certificate alone`);
  }
  const read = readBeside('.')(path);
  if ('failed' in read) throw new UsageError(`--anchor-file: ${read.failed}`);
  const der = await readAnchorFile(new SourceText(read.path, read.bytes), only, options);
  if ('refused' in der) throw new UsageError(`--anchor-file: ${der.refused}`);
  return [[only.sha256, der]];
}
