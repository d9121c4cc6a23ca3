import type { CustomCheck } from '../model/custom-check.js';
import type { DeviceFile } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import { isKeyFile, isKeyStoreName } from '../model/key-file.js';
import type { CheckResult } from '../model/run.js';
import type { Problem } from '../model/trust.js';
import { keyStore } from '../parsers/key-store/index.js';
import { trustStore } from '../parsers/trust-store/index.js';
import { compareText, wholeFile } from '../text/provenance.js';
import { SourceText } from '../text/source-text.js';
import { certificateReader, type CertificateReader } from '../x509/reader.js';
import { assemble, type AssembleContext, type AssembledDevice } from './assemble.js';
import type { HandBinding } from './bind.js';
import { presented } from './capture.js';
import { readEvidence } from './evidence.js';
import { nameOf, withoutEnding } from './file-name.js';
import { recognizedFile } from './box.js';
import {
  configurationFolders,
  group,
  isBesideConfiguration,
  OF_CONFIGURATION,
  type Group,
  type Grouping,
  type RecognizedFile,
} from './group.js';
import { memo } from './memo.js';
import type { DecidedPaths } from './path-decisions.js';
import { optionsFor, type CheckOptions, type InputFile } from './input.js';
import { withOwners } from './owners.js';
import { recognize } from './recognize.js';
import { judgedChecks, ownChecks } from './own-checks.js';
import { compareFindings, deviceFindings, runFindings } from './report-findings.js';
import { shareOf } from './shard.js';

/** A check together with what a patch needs. */
export interface Checked {
  readonly result: CheckResult;
  readonly assembled: readonly AssembledDevice[];
  readonly context: AssembleContext;
  /** Whether the run met a device or a file that should have been one, in any of its shards. */
  readonly recognized: boolean;
}

/** Puts files together to devices; see {@link group}. */
export type Decide = (files: readonly RecognizedFile[], settings: CheckOptions['devices']) => Grouping;

/** By where the files lie. What it takes for a device is a configuration. */
export const grouped: Decide = (files, settings) => group(files, settings) as Grouping;

/** Reads files, groups them to devices and runs the rules. Every file is accounted for. */
export async function check(
  inputs: readonly InputFile[],
  options: CheckOptions,
  progress: (devices: number, of: number) => void = () => undefined,
  decide: Decide = grouped,
): Promise<Checked> {
  const certificates = certificateReader(options.knowledge.certificates, options.sha256);
  const recognized = await recognizeAll(inputs, certificates, options);
  const { problems, unrecognized, named } = recognized;
  const unread = problems.map(({ at }) => at.file);
  const files = options.changed
    ? withOwners(recognized.files, inputs, options.changed, options.devices)
    : recognized.files;
  const handFiles = new Set(options.certificates.map(({ path }) => path));
  const byHand: HandBinding[] = [];
  for (const { label, path } of options.certificates) {
    const file = files.find(({ input }) => input.path === path);
    if (file) byHand.push({ label, evidence: await readEvidence(file, certificates, options.knowledge) });
  }
  const context = { options, certificates, byHand };

  const { groups, orphans } = decide(
    files.filter(({ input }) => !handFiles.has(input.path)),
    options.devices,
  );
  const stores: RecognizedFile[] = [];
  const unbound: string[] = [];
  for (const { file, because } of orphans) {
    const reason = await whyNoStore(file, because, certificates, optionsFor(file.input.path, options));
    if (reason === null) stores.push(file);
    else {
      problems.push(unboundEvidence(file, reason));
      unbound.push(file.input.path);
    }
  }
  const all = [...groups, ...standAlone(stores, groups)].sort((a, b) => compareText(a.id, b.id));
  const share = shareOf(all, options);

  const assembled: AssembledDevice[] = [];
  const findings: Finding[] = [];
  const deviceFiles: DeviceFile[] = [];
  let unused = 0;
  const judges = new Map<string, { readonly check: CustomCheck; readonly devices: string[] }>();
  const decided: DecidedPaths = memo();
  for (const [done, each] of share.devices.entries()) {
    progress(done, share.devices.length);
    const own = { ...context, options: optionsFor(each.configuration.input.path, options) };
    const read = await assemble(each, own);
    if ('refused' in read) {
      const left = namedBeside(each);
      problems.push(read.refused, ...left.map((file) => unboundEvidence(file, WITHOUT_CONFIGURATION)));
      deviceFiles.push(read.file);
      unused += left.length;
      continue;
    }
    assembled.push(read);
    for (const file of read.device.files) deviceFiles.push(file);
    for (const finding of deviceFindings(read.device, own.options, undefined, decided)) findings.push(finding);
    for (const check of ownChecks(own.options)) {
      const judge = judges.get(check.id) ?? { check, devices: [] };
      judges.set(check.id, judge);
      judge.devices.push(read.device.id);
    }
  }
  const said = problems.filter(({ at }) => share.holds(at.file));
  for (const finding of runFindings(said, options)) findings.push(finding);

  const usedLabels = new Set(assembled.flatMap((each) => each.byHand.map(({ label }) => label)));
  const unusedLabels = options.certificates.map(({ label }) => label).filter((label) => !usedLabels.has(label));
  const withStatus = (wanted: DeviceFile['status']) => deviceFiles.filter(({ status }) => status === wanted).length;
  const beside = besideFiles(inputs, deviceFiles);
  return {
    result: {
      asOf: options.asOf.text,
      readUntil: options.knowledge.readUntil,
      devices: assembled.map(({ device }) => device),
      findings: findings.sort(compareFindings),
      checks: judgedChecks([...judges.values()]),
      files: {
        read: named.filter(share.holds).length + beside.length,
        parsed: withStatus('parsed') + unbound.filter(share.holds).length + unused,
        failed: withStatus('failed') + unread.filter(share.holds).length,
      },
      unrecognized: unrecognized.filter(share.holds),
      emptyCertificates: options.certificates
        .map(({ path }) => path)
        .filter(
          (path) => !byHand.some(({ evidence }) => evidence.file.input.path === path && evidence.items.length > 0),
        ),
      unusedLabels,
      ...(options.shard ? { shard: { ...options.shard, beside, unusedLabels, suppressions: [] } } : {}),
    },
    recognized: all.length > 0 || unread.length > 0,
    assembled,
    context,
  };
}

/** Why a file that belongs to no configuration is not checked as a trust store of its own, or `null` where it is. */
async function whyNoStore(
  file: RecognizedFile,
  because: string,
  certificates: CertificateReader,
  { peer, knowledge }: CheckOptions,
): Promise<string | null> {
  const { as, source } = file;
  if (as.kind === 'capture') {
    const { found } = await certificates.readFile(source);
    return `${because}: ${presented(found, knowledge)}`;
  }
  const isStore = as.kind === 'certificates' || as.kind === 'key-store' || (as.kind === 'listing' && as.parser.isStore);
  if (peer === null || !isStore || because === OF_CONFIGURATION) return because;
  if (as.kind !== 'key-store') return null;
  const { keys, found } = await certificates.readStore(source);
  const isOwn = keys > 0 && !found.some(({ marked }) => marked);
  return isOwn ? 'it holds a key of its own, and no certificate that is marked as trusted' : null;
}

function unboundEvidence({ input }: RecognizedFile, reason: string): Problem {
  return {
    ruleId: 'unbound-evidence',
    kind: 'fail',
    messageId: 'unbound',
    data: { file: nameOf(input.path), reason },
    at: wholeFile(input.path),
  };
}

const WITHOUT_CONFIGURATION = 'the configuration that it belongs to cannot be read';

/** The files that belong to a configuration, where they were named to the run and not found beside it. */
function namedBeside({ configuration, others, evidence }: Group): readonly RecognizedFile[] {
  return [...others, ...evidence].filter(
    ({ input, source }) => source !== configuration.source && input.role === 'named',
  );
}

/** Each trust store by itself is a device of its own. */
function standAlone(files: readonly RecognizedFile[], groups: readonly Group[]): readonly Group[] {
  const ids = new Set(groups.map(({ id }) => id));
  return files.map((file) => {
    const stem = withoutEnding(file.input.relative);
    const id = [stem, file.input.relative, file.input.path].find((candidate) => !ids.has(candidate)) ?? file.input.path;
    ids.add(id);
    const parser = file.as.kind === 'certificates' ? trustStore : keyStore;
    const configuration = { ...file, as: { kind: 'configuration', parser } as const };
    return { id, key: withoutEnding(file.input.path), configuration, others: [], evidence: [file], setting: null };
  });
}

/** Files beside the named ones that turned out to belong to a device. */
function besideFiles(inputs: readonly InputFile[], deviceFiles: readonly DeviceFile[]): readonly string[] {
  const beside = new Set(inputs.filter(({ role }) => role === 'beside').map(({ path }) => path));
  return [...new Set(deviceFiles.map(({ path }) => path).filter((path) => beside.has(path)))].sort(compareText);
}

interface RecognizedAll {
  readonly files: readonly RecognizedFile[];
  readonly problems: Problem[];
  readonly unrecognized: readonly string[];
  /** The named files, those in archives one by one. */
  readonly named: readonly string[];
}

/** A larger text cannot be held as one string; no export comes near. */
const LARGEST_INPUT = 256 * 1024 * 1024;

async function recognizeAll(
  inputs: readonly InputFile[],
  certificates: CertificateReader,
  options: CheckOptions,
): Promise<RecognizedAll> {
  const { expand } = options;
  const files: RecognizedFile[] = [];
  const problems: Problem[] = [];
  const unrecognized: string[] = [];
  const named: string[] = [];
  const open = (ruleId: string, messageId: string, data: Problem['data'], because: string, path: string) => {
    problems.push({ ruleId, kind: 'open', messageId, data, because, at: wholeFile(path) });
  };

  const later: InputFile[] = [];
  const waiting = [...inputs].sort((a, b) => compareText(b.path, a.path));
  for (let input = waiting.pop(); input; input = waiting.pop()) {
    const { path, role } = input;
    if (role === 'named') named.push(path);
    if (isKeyFile(path)) {
      if (role === 'named') later.push(input);
      continue;
    }
    const bytes = readBytes(input);
    if ('failed' in bytes) {
      if (role === 'named') open('unreadable-input', 'file', { what: path }, bytes.failed, path);
      continue;
    }
    const expanded = input.archive === undefined ? await expand?.(input, bytes) : null;
    if (expanded) {
      for (const trouble of expanded.troubles) {
        const { path: where, because, form, instead } = trouble;
        if (role !== 'named') continue;
        if (form && instead) open('unsupported-input', 'form', { form, instead }, because, where);
        else open('unreadable-input', 'file', { what: where }, because, where);
      }
      if (role === 'named') named.splice(-1, 1, ...expanded.troubles.map((trouble) => trouble.path));
      waiting.push(...[...expanded.files].sort((a, b) => compareText(b.path, a.path)));
      continue;
    }
    const source = new SourceText(path, bytes);
    const as = await recognize(source, certificates);
    if (as.kind !== 'unknown' && as.kind !== 'ambiguous' && as.kind !== 'unsupported') {
      files.push(recognizedFile({ input, source, as }));
      continue;
    }
    if (role === 'beside') continue;
    if (as.kind === 'ambiguous') {
      open(
        'ambiguous-format',
        'ambiguous',
        { file: path, formats: as.formats.join(' or ') },
        'both formats recognize it',
        path,
      );
    } else if (as.kind === 'unsupported') {
      const { form, instead } = as;
      open(
        'unsupported-input',
        'form',
        { form, instead },
        'the form is known, and this version does not read it',
        path,
      );
    } else if (as.because !== null) {
      open('unreadable-input', 'file', { what: path }, as.because, path);
    } else {
      unrecognized.push(path);
    }
  }
  const folders = configurationFolders(files);
  for (const input of later) {
    const { path } = input;
    // A key store is opened where a peer is named and no configuration lies beside it.
    if (optionsFor(path, options).peer === null || !isKeyStoreName(path) || isBesideConfiguration(input, folders)) {
      unrecognized.push(path);
      continue;
    }
    const bytes = readBytes(input);
    if ('failed' in bytes) {
      open('unreadable-input', 'file', { what: path }, bytes.failed, path);
      continue;
    }
    const source = new SourceText(path, bytes);
    const as = await recognize(source, certificates);
    if (as.kind === 'key-store' || as.kind === 'certificates') files.push(recognizedFile({ input, source, as }));
    else open('unreadable-input', 'file', { what: path }, 'it is no key store that can be read', path);
  }
  return { files, problems, unrecognized, named };
}

function readBytes({ read }: InputFile): Uint8Array | { readonly failed: string } {
  try {
    const bytes = read();
    return bytes.length > LARGEST_INPUT ? { failed: 'it is larger than 256 MB' } : bytes;
  } catch (error) {
    return { failed: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
