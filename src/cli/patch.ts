import { join, resolve } from 'node:path';
import { readAnchorFile } from '../engine/anchor-file.js';
import type { Checked } from '../engine/check.js';
import { unifiedDiff } from '../engine/diff.js';
import { isWritable, packFiles, pathInPack, planJson, planNdjson } from '../engine/pack.js';
import { planPatch, REVIEW_FIXES, type DevicePatch, type ReviewFix } from '../engine/patch.js';
import { readBeside } from '../host/beside.js';
import { anchorLoader } from '../host/knowledge.js';
import { entriesOf, isLink, statOf } from '../host/file-system.js';
import { isPack } from '../host/pack-folder.js';
import { writeWhole } from '../host/write.js';
import type { KnownCertificate } from '../model/certificate.js';
import { isKeyFile } from '../model/key-file.js';
import type { Knowledge } from '../model/knowledge.js';
import { SourceText } from '../text/source-text.js';
import { readAnchor } from './anchor.js';
import { conciseFields, count, visible, type Palette } from '../reporters/terminal.js';
import { closest } from '../text/closest.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { destinations, readReports, refuseInputs } from './formats.js';
import { filesOf, reportCheck } from './report-check.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run, type Run } from './run.js';
import { UsageError } from './usage-error.js';

export async function patchCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const reports = readReports(args);
  const out = args.text('out');
  if (out !== undefined && args.on('inPlace')) throw new UsageError('--out and --in-place exclude each other');
  if (args.on('stdin') && args.on('inPlace')) throw new UsageError('--in-place needs a file, and --stdin is none');
  if (out !== undefined) checkDestination(out);
  const allowed = readAllowed(args.list('allow'));
  const started = await run(args, environment);
  const { checked, options, brought, failOn, unmatched, unmatchedIsFine } = started;
  const only = onlyAnchor(args.text('onlyAnchor'), options.knowledge);
  const file = await anchorBytes(args.text('anchorFile'), only, checked);
  const patchOptions = {
    assumeMissing: args.on('assumeMissing'),
    allowed,
    onlyAnchor: only?.sha256 ?? null,
    anchor: anchorLoader(environment.dataFolder, new Map([...brought, ...file])),
  };
  const patches: DevicePatch[] = [];
  for (const device of checked.assembled) patches.push(await planPatch(device, checked.context, patchOptions));

  refuseInputs(destinations(reports, args), filesOf(checked));
  if (!args.on('check')) write(patches, out, args.on('inPlace'), started, environment);
  const text =
    format === 'pretty'
      ? patches.map((patch) => describe(patch, out, only, paletteOf(args, environment))).join('\n')
      : format === 'concise'
        ? patches.map(concise).join('')
        : format === 'ndjson'
          ? planNdjson(patches)
          : planJson(patches, options.asOf.text, environment.version);
  emit(text, args, environment);
  if (reports.length > 0) {
    const { fixesOf } = await import('./live-fixes.js');
    const costly = {
      fixes: async () => fixesOf(patches, checked.result),
      page: async () => (await import('./fleet-page.js')).livePage(started, environment),
    };
    await reportCheck(checked, reports, costly, args, environment);
  }

  const failed = patches.filter(({ proof }) => proof.failures.length > 0);
  for (const { before, proof } of failed) {
    environment.stderr(`sbclint: the patch of ${before.device.id} is not proven, so nothing was written for it\n`);
    for (const failure of proof.failures.slice(0, 5)) environment.stderr(`  ${visible(failure)}\n`);
  }
  if (failed.length > 0) return 4;
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (args.on('check') && patches.some((patch) => isWritable(patch))) return 1;
  const aboutFiles = checked.result.findings.filter(({ device }) => device === null);
  return exitCode([...aboutFiles, ...patches.flatMap(({ findingsAfter }) => findingsAfter)], failOn);
}

function write(
  patches: readonly DevicePatch[],
  out: string | undefined,
  inPlace: boolean,
  { options }: Run,
  { version }: Environment,
): void {
  const writable = patches.filter((patch) => isWritable(patch));
  const archived = writable.filter(({ before }) => before.configuration.input.archive !== undefined);
  if (inPlace && archived.length > 0) {
    const ids = archived.map(({ before }) => before.device.id).join(', ');
    throw new UsageError(`--in-place does not write into archives (${ids}); use --out`);
  }
  if (inPlace) {
    const linked = writable.flatMap(({ before, files }) =>
      files.filter((file) => file.before.path !== before.configuration.input.path && isLink(file.before.path)),
    );
    if (linked.length > 0) {
      const paths = linked.map((file) => file.before.path).join(', ');
      throw new UsageError(
        `--in-place writes no CA file through a link (${paths}): patch it where it points, or use --out`,
      );
    }
  }
  if (inPlace)
    for (const { files } of writable) for (const { before, after } of files) writeWhole(before.path, after.bytes);
  if (out === undefined || writable.length === 0) return;
  for (const patch of writable) {
    for (const { path, content } of packFiles(patch, options)) writeWhole(insideOf(out, path), content);
  }
  writeWhole(join(out, 'plan.json'), planJson(patches, options.asOf.text, version));
}

/** A pack is written into an empty folder, or over an earlier pack: never over somebody's files. */
function checkDestination(out: string): void {
  const entries = statOf(out) ? entriesOf(out) : [];
  if ('failed' in entries) throw new UsageError(`--out: ${entries.failed}`);
  if (entries.length > 0 && !isPack(out)) {
    throw new UsageError(`--out wants an empty folder, or one that an earlier patch wrote; ${out} holds other files`);
  }
}

/** A path below a folder, and never beside it, whatever a device is called. */
function insideOf(folder: string, path: string): string {
  const inside = resolve(folder, path);
  if (!inside.startsWith(`${resolve(folder)}/`) && !inside.startsWith(`${resolve(folder)}\\`)) {
    throw new UsageError(`${path} would be written outside ${folder}`);
  }
  return inside;
}

/** One addition or change a line, and one for each root that is not added. */
function concise({ before, plan, proof }: DevicePatch): string {
  const { id } = before.device;
  if (proof.failures.length > 0) return conciseFields(id, 'not-proven', 'nothing is written');
  return [
    ...plan.additions.map(({ want, label }) =>
      conciseFields(id, 'add', want.anchor.name, label, want.tlsContext.name.value),
    ),
    ...plan.changes.map((change) =>
      conciseFields(id, 'change', change.kind, change.kind === 'enable-entry' ? change.label : change.store),
    ),
    ...plan.refusals.map(({ want, because }) =>
      conciseFields(id, 'refused', want.anchor.name, want.tlsContext.name.value, because),
    ),
  ].join('');
}

/** What a patch does to one device, as a diff and a few lines. */
function describe(
  patch: DevicePatch,
  out: string | undefined,
  only: KnownCertificate | null,
  palette: Palette,
): string {
  const { before, plan, proof, files, openWants } = patch;
  const { device } = before;
  const lines = [palette.bold(visible(device.id))];
  if (proof.failures.length > 0) return `${lines[0]}\n  ${palette.red('not proven')}: nothing is written\n`;
  if (plan.additions.length + plan.changes.length === 0) {
    const isAsked = only === null || plan.refusals.length + openWants > 0;
    lines.push(isAsked ? '  nothing to add' : `  nothing to add: no finding about this device is about ${only.name}`);
  }
  for (const { want, label } of plan.additions) {
    const context = visible(want.tlsContext.name.value);
    const name = label === want.anchor.name ? '' : ` as ${visible(label)}`;
    const how = plan.edits.length === 0 ? ' (imported by the script of the pack; no text changes)' : '';
    lines.push(
      want.held?.label.value === label
        ? `  ${palette.green('+')} ${want.anchor.name}: the existing ${visible(label)} comes into use in ${context}`
        : `  ${palette.green('+')} ${want.anchor.name}${name} for ${context}${how}`,
    );
  }
  for (const change of plan.changes) {
    lines.push(
      `  ${palette.yellow('~')} ${change.kind === 'enable-entry' ? `enable ${visible(change.label)}` : `use the built-in list in context ${change.store}`}`,
    );
  }
  for (const { want, because } of plan.refusals) {
    lines.push(
      `  ${palette.red('!')} ${want.anchor.name} for ${visible(want.tlsContext.name.value)} is not added: ${visible(because)}`,
    );
  }
  if (openWants > 0) {
    lines.push(
      `  ${palette.magenta('?')} ${count(openWants, 'root')} cannot be told to be missing; --assume-missing plans them too`,
    );
  }
  if (isWritable(patch))
    lines.push(
      `  proven: facts, bytes and a second patch that is empty${out === undefined ? '' : `; see ${out}/${device.id}/README.md`}`,
    );
  const diffs =
    out === undefined
      ? files.map((file) => unifiedDiff(file, `${device.id}/${pathInPack(patch, file.before.path)}`))
      : [];
  return `${lines.join('\n')}\n${diffs.map((diff) => `\n${colored(diff, palette)}`).join('')}`;
}

function colored(diff: string, palette: Palette): string {
  const paint = (line: string) =>
    line.startsWith('+') ? palette.green(line) : line.startsWith('-') ? palette.red(line) : line;
  return diff.split('\n').map(visible).map(paint).join('\n');
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
