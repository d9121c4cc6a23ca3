import { readAnchorFile } from '../engine/anchor-file.js';
import type { Checked } from '../engine/check.js';
import { isWritable, plannedDevice } from '../engine/pack.js';
import type { PlannedDevice } from '../model/planned-device.js';
import { planPatch, REVIEW_FIXES, type DevicePatch, type ReviewFix } from '../engine/patch.js';
import { planText } from '../engine/plan-text.js';
import { readWaves, type WaveSpec } from '../engine/waves.js';
import { readBeside } from '../host/beside.js';
import { isWriteFailure } from '../host/cannot-write.js';
import { isLink } from '../host/file-system.js';
import { anchorLoader } from '../host/knowledge.js';
import { refuseChanged, writeWhole } from '../host/write.js';
import type { KnownCertificate } from '../model/certificate.js';
import { isKeyFile } from '../model/key-file.js';
import type { Knowledge } from '../model/knowledge.js';
import type { ProposedFix } from '../model/proposed-fix.js';
import { conciseFields, count, visible } from '../reporters/terminal.js';
import { closest } from '../text/closest.js';
import { SourceText } from '../text/source-text.js';
import { readAnchor } from './anchor.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { destinations, readReports, refuseInputs } from './formats.js';
import { checkDestination, packWriter, type PackWriter } from './patch-out.js';
import { concisePatch, describeKept, describePatch, withPlace } from './patch-words.js';
import { filesOf, reportCheck } from './report-check.js';
import { emit, paletteOf, readFormat } from './report.js';
import { endProgress, progressLine, run, type Run } from './run.js';
import { UsageError } from './usage-error.js';

export async function patchCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const reports = readReports(args);
  const out = args.text('out');
  if (out !== undefined && args.on('inPlace')) throw new UsageError('--out and --in-place exclude each other');
  if (args.on('stdin') && args.on('inPlace')) throw new UsageError('--in-place needs a file, and --stdin is none');
  if (out !== undefined) checkDestination(out);
  const waves = wavesOf(args);
  const allowed = readAllowed(args.list('allow'));
  const started = await run(args, environment, out);
  const { checked, options, brought, failOn, unmatched, unmatchedIsFine } = started;
  const only = onlyAnchor(args.text('onlyAnchor'), options.knowledge);
  const file = await anchorBytes(args.text('anchorFile'), only, checked);
  const patchOptions = {
    assumeMissing: args.on('assumeMissing'),
    allowed,
    onlyAnchor: only?.sha256 ?? null,
    anchor: anchorLoader(environment.dataFolder, new Map([...brought, ...file])),
  };
  refuseInputs(destinations(reports, args), filesOf(checked));

  const isWriting = !args.on('check');
  const given = { failOn: args.text('failOn'), baseline: args.text('baseline') };
  const packs =
    out === undefined || !isWriting ? null : packWriter(out, waves, started, patchOptions, given, environment);
  // Reports with fixes want the edits of every device.
  const wantsFixes = reports.some((each) => typeof each.format !== 'string' && each.format.needs.includes('fixes'));
  const { fixesOf } = wantsFixes ? await import('./live-fixes.js') : { fixesOf: null };
  const fixes = new Map<string, ProposedFix>();
  const outcomes: Outcome[] = [];
  const inPlace: DevicePatch[] = [];
  /** Devices of which no text changes, so that nothing can be written in place. */
  const packOnly: string[] = [];
  const plan: PlannedDevice[] = [];
  const palette = await paletteOf(args, environment);
  const progress = progressLine(environment, 'devices planned');
  for (const [done, device] of checked.assembled.entries()) {
    progress(done, checked.assembled.length);
    const { id } = device.device;
    const kept = wantsFixes ? null : (packs?.kept(device) ?? null);
    if (kept !== null) {
      const text = format === 'concise' ? conciseFields(id, 'kept') : describeKept(id, palette);
      outcomes.push({ id, state: 'kept', failures: [], checkAfter: kept, text });
      continue;
    }
    const patch = await planPatch(device, checked.context, patchOptions);
    const outcome = outcomeOf(patch, failOn, () =>
      format === 'concise' ? concisePatch(patch) : describePatch(patch, out !== undefined, only, palette),
    );
    const isLeft = args.on('inPlace') && isWriting && outcome.state === 'writable' && patch.files.length === 0;
    if (isLeft) packOnly.push(id);
    outcomes.push(isLeft ? { ...outcome, checkAfter: checkNow(id, checked, failOn) } : outcome);
    for (const [fingerprint, fix] of fixesOf?.([patch], checked.result) ?? []) fixes.set(fingerprint, fix);
    if (outcome.state !== 'writable') continue;
    packs?.write(patch, outcome.checkAfter);
    if (isLeft) continue;
    if (args.on('inPlace') && isWriting) inPlace.push(patch);
    else if (!packs && (format === 'json' || format === 'ndjson')) plan.push(plannedDevice(patch));
  }
  endProgress(environment, checked.assembled.length);
  const { written, unwritten } = writeInPlace(inPlace, environment);
  const others = packs?.finish() ?? [];
  const devices = packs?.devices() ?? (inPlace.length > 0 ? written.map(plannedDevice) : plan);
  emit(textOf(format, outcomes, devices, packs, options.asOf.text, environment.version), args, environment);
  sayOthers(outcomes, others, environment);
  if (reports.length > 0) {
    const costly = {
      fixes: () => Promise.resolve(fixes),
      page: async () => (await import('./fleet-page.js')).livePage(started, environment),
    };
    await reportCheck(checked, reports, costly, args, environment);
  }

  const failed = outcomes.filter(({ state }) => state === 'not proven');
  for (const { id, failures } of failed) {
    environment.stderr(`sbclint: the patch of ${id} is not proven, so nothing was written for it\n`);
    for (const failure of failures.slice(0, 5)) environment.stderr(`  ${visible(failure)}\n`);
  }
  for (const { id, because } of unwritten) {
    environment.stderr(`sbclint: the patch of ${visible(id)} is not written: ${visible(because)}\n`);
  }
  for (const id of packOnly) {
    environment.stderr(
      `sbclint: nothing is written in place for ${visible(id)}: its text stays as it is, and the script of a pack imports the roots (--out DIR)\n`,
    );
  }
  if (failed.length + unwritten.length > 0) return 4;
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (!isWriting && outcomes.some(({ state }) => state === 'writable')) return 1;
  const aboutFiles = checked.result.findings.filter(({ device }) => device === null);
  const codes = [exitCode(aboutFiles, failOn), ...outcomes.map(({ checkAfter }) => checkAfter)];
  return codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
}

/** What is left of a device when its patch is written: those of thousands are never held together. */
interface Outcome {
  readonly id: string;
  readonly state: 'writable' | 'kept' | 'nothing' | 'not proven';
  readonly failures: readonly string[];
  /** What a check of the patched device would end with. */
  readonly checkAfter: 0 | 1 | 3;
  readonly text: string;
}

function outcomeOf(patch: DevicePatch, failOn: Run['failOn'], text: () => string): Outcome {
  const { before, proof, findingsAfter } = patch;
  const state = proof.failures.length > 0 ? 'not proven' : isWritable(patch) ? 'writable' : 'nothing';
  const checkAfter = exitCode(findingsAfter, failOn);
  return { id: before.device.id, state, failures: proof.failures, checkAfter, text: text() };
}

/** What a check of a device ends with as it is. */
function checkNow(id: string, { result }: Checked, failOn: Run['failOn']): 0 | 1 | 3 {
  return exitCode(
    result.findings.filter(({ device }) => device === id),
    failOn,
  );
}

function textOf(
  format: string,
  outcomes: readonly Outcome[],
  devices: Iterable<PlannedDevice>,
  packs: PackWriter | null,
  asOf: string,
  version: string,
): string {
  if (format === 'ndjson') return [...devices].map((device) => `${JSON.stringify(device)}\n`).join('');
  if (format === 'json') return [...planText(devices, asOf, version)].join('');
  const texts = outcomes.map(({ id, text }) =>
    format === 'concise' ? text : withPlace(text, packs?.folderOf(id) ?? null),
  );
  return texts.join(format === 'concise' ? '' : '\n');
}

/** What an earlier run left: packs that were kept, and packs that are in no plan any more. */
function sayOthers(outcomes: readonly Outcome[], others: readonly string[], { stderr }: Environment): void {
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

interface InPlace {
  readonly written: readonly DevicePatch[];
  /** Devices whose files changed after they were read, or cannot be written; what is left of them is told by the next run. */
  readonly unwritten: readonly { readonly id: string; readonly because: string }[];
}

function writeInPlace(writable: readonly DevicePatch[], { stderr }: Environment): InPlace {
  const archived = writable.filter(({ before }) => before.configuration.input.archive !== undefined);
  if (archived.length > 0) {
    const ids = archived.map(({ before }) => before.device.id).join(', ');
    throw new UsageError(`--in-place does not write into archives (${ids}); use --out`);
  }
  const linked = writable.flatMap(({ before, files }) =>
    files.filter((file) => file.before.path !== before.configuration.input.path && isLink(file.before.path)),
  );
  if (linked.length > 0) {
    const paths = linked.map((file) => file.before.path).join(', ');
    throw new UsageError(
      `--in-place writes no CA file through a link (${paths}): patch it where it points, or use --out`,
    );
  }
  const written: DevicePatch[] = [];
  const unwritten: { readonly id: string; readonly because: string }[] = [];
  for (const patch of writable) {
    try {
      for (const path of writeFiles(patch)) {
        stderr(`sbclint: ${visible(path)} is yours now: its owner could not be kept\n`);
      }
      written.push(patch);
    } catch (error) {
      if (!isWriteFailure(error)) throw error;
      unwritten.push({ id: patch.before.device.id, because: error.message });
    }
  }
  return { written, unwritten };
}

/** Writes the files of one device, none where one of them changed; says whose owner was not kept. */
function writeFiles({ files }: DevicePatch): readonly string[] {
  for (const { before, after } of files) refuseChanged(before.path, before.bytes, after.bytes);
  return files.flatMap(({ before, after }) => {
    const { ownerKept } = writeWhole(before.path, after.bytes, { before: before.bytes });
    return ownerKept ? [] : [before.path];
  });
}

function readAllowed(ids: readonly string[]): ReadonlySet<ReviewFix> {
  const known = Object.keys(REVIEW_FIXES);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const near = closest(id, known);
    throw new UsageError(
      `--allow: unknown fix ${id}; ${near ? `did you mean ${near}?` : `fixes: ${known.join(', ')}`}`,
    );
  }
  return new Set(ids as ReviewFix[]);
}

function onlyAnchor(text: string | undefined, knowledge: Knowledge): KnownCertificate | null {
  return text === undefined ? null : readAnchor('--only-anchor', text, knowledge);
}

/** The file that brings the bytes of the one root that is asked for. */
async function anchorBytes(
  path: string | undefined,
  only: KnownCertificate | null,
  { context }: Checked,
): Promise<readonly (readonly [sha256: string, der: Uint8Array])[]> {
  if (path === undefined) return [];
  if (!only) throw new UsageError('--anchor-file goes with --only-anchor, which says whose certificate the file holds');
  if (isKeyFile(path)) {
    throw new UsageError(`--anchor-file: ${path} may hold a private key and is not opened: give the certificate alone`);
  }
  const read = readBeside('.')(path);
  if ('failed' in read) throw new UsageError(`--anchor-file: ${read.failed}`);
  const der = await readAnchorFile(new SourceText(read.path, read.bytes), only, context.certificates);
  if ('refused' in der) throw new UsageError(`--anchor-file: ${der.refused}`);
  return [[only.sha256, der]];
}
