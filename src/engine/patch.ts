import type { KnownCertificate } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import { claimedRoot } from '../model/label.js';
import type { Knowledge } from '../model/knowledge.js';
import { listOf } from '../model/merge.js';
import { certificateOf, holds, type TrustStore } from '../model/trust.js';
import {
  EMPTY_PLAN,
  type Anchor,
  type Fixer,
  type FixPlan,
  type Import,
  type PlannedEdit,
  type Refusal,
  type ReviewFix,
  type Want,
} from '../fixers/fixer.js';
import { fixers } from '../fixers/index.js';
import { prove, type PatchedFile, type Proof } from '../fixers/prove.js';
import { applyEdits } from '../text/edit.js';
import { wholeFile } from '../text/provenance.js';
import { SourceText } from '../text/source-text.js';
import { assemble, build, withOthers, type AssembleContext, type AssembledDevice } from './assemble.js';
import { parsedExport, recognizedFile } from './box.js';
import { readEvidence, type Evidence, type EvidenceItem } from './evidence.js';
import { afterStem, nameOf, withoutEnding } from './file-name.js';
import type { ConfigurationFile } from './group.js';
import { optionsFor } from './input.js';
import { profileOf } from './profile.js';
import { deviceFindings } from './report-findings.js';

export type { Anchor, ReviewFix } from '../fixers/fixer.js';
export { REVIEW_FIXES } from '../fixers/fixer.js';

export interface PatchOptions {
  /** Also add what is `open`: adding a public root twice harms nothing that the vendor's limits do not forbid. */
  readonly assumeMissing: boolean;
  readonly allowed: ReadonlySet<ReviewFix>;
  /** SHA-256 of the only root to add, `null` for all. */
  readonly onlyAnchor: string | null;
  /** A root with its bytes, `null` where the product does not ship them. */
  readonly anchor: (certificate: KnownCertificate) => Anchor | null;
}

export interface DevicePatch {
  readonly before: AssembledDevice;
  readonly plan: FixPlan;
  readonly proof: Proof;
  readonly files: readonly PatchedFile[];
  /** What a check of the patched result finds; of the device as it is, where the proof failed. */
  readonly findingsAfter: readonly Finding[];
  /** Wanted roots that were left alone because nothing proves that they are missing. */
  readonly openWants: number;
}

/** Plans the additions for one device and proves them. Nothing is written here. */
export async function planPatch(
  device: AssembledDevice,
  context: AssembleContext,
  options: PatchOptions,
): Promise<DevicePatch> {
  const own = { ...context, options: optionsFor(device.configuration.input.path, context.options) };
  const before = await patchBase(device, own);
  const patch = await planOn(before, own, options);
  const disputed = deviceFindings(device.device, own.options).filter(
    ({ ruleId }) => ruleId === 'contradicting-exports',
  );
  return { ...patch, findingsAfter: [...patch.findingsAfter, ...disputed] };
}

/**
 * Of several exports of one box one is patched: the first that shows the trust store. Another that shows it too would
 * contradict the patched one until the device is exported again, so it is left out.
 */
async function patchBase(device: AssembledDevice, context: AssembleContext): Promise<AssembledDevice> {
  const { group } = device;
  if (group.others.length === 0) return device;
  const all = [group.configuration, ...group.others];
  const shows = (file: ConfigurationFile) => {
    const parsed = parsedExport(file);
    return !('refused' in parsed) && parsed.trustStores.some(({ entries }) => entries !== null);
  };
  const patchable = (file: ConfigurationFile) => fixers.some(({ format }) => format === file.as.parser.format);
  const target = all.find((file) => shows(file) && patchable(file)) ?? all.find(patchable) ?? group.configuration;
  const others = all.filter((file) => file !== target && !(shows(target) && shows(file)));
  const base = await assemble({ ...group, configuration: target, others }, context);
  return 'refused' in base ? device : base;
}

async function planOn(before: AssembledDevice, context: AssembleContext, options: PatchOptions): Promise<DevicePatch> {
  const { device } = before;
  const findings = deviceFindings(device, context.options);
  const { wants: all, unavailable, openWants } = wantsOf(findings, device, context, options);
  const wants = all.filter(({ store }) => !isDisputed(store, device));
  const disputed = all
    .filter(({ store }) => isDisputed(store, device))
    .map((want) => ({ want, because: 'two exports list the trust store differently: leave out the one that is old' }));
  const fixer = fixers.find(({ format }) => format === device.format);
  const proposed =
    fixer && wants.length > 0 ? fixer.plan(fixInput(before, wants, context, options)) : withoutFixer(wants);
  const plan = { ...proposed, refusals: [...proposed.refusals, ...disputed, ...unavailable] };
  if (plan.edits.length === 0 && plan.imports.length === 0 && plan.additions.length === 0) {
    const proof = { facts: true, bytes: true, idempotent: true, failures: [] };
    return { before, plan, proof, files: [], findingsAfter: findings, openWants };
  }

  const files = patchedFiles(before, plan.edits);
  const labelled = plan.imports.filter((each) => !each.aside && (each.kind === 'label' || isShown(device, each.store)));
  const text = await readAgain(before, files, labelled, context);
  // What is imported into a store that no export shows cannot be in the text; it counts for what is left to do.
  const after = labelled.length === plan.imports.length ? text : await readAgain(before, files, plan.imports, context);
  const again = fixer ? planAgain(fixer, after, wants, context, options) : EMPTY_PLAN;
  const proof = prove(plan, wants, files, reading(before), reading(text), again);
  const proven = proof.failures.length === 0;
  return {
    before,
    plan,
    proof,
    files,
    findingsAfter: proven ? deviceFindings(after.device, context.options) : findings,
    openWants,
  };
}

/** What is added to one of two lists that differ would be in one of them only. */
function isDisputed(store: TrustStore, { problems }: Device): boolean {
  return problems.some(({ ruleId, data }) => ruleId === 'contradicting-exports' && data['what'] === listOf(store));
}

function isShown(device: Device, id: string): boolean {
  return device.trustStores.find((store) => store.id === id)?.entries !== null;
}

function reading({ device, outline }: AssembledDevice) {
  return { device, outline: outline() };
}

function fixInput(
  { device, configuration, bundles, evidence, listed }: AssembledDevice,
  wants: readonly Want[],
  { options }: AssembleContext,
  { allowed }: PatchOptions,
) {
  const labels = [...evidence, ...listed].flatMap(({ items }) =>
    items.flatMap(({ label }) => label?.toLowerCase() ?? []),
  );
  return {
    device,
    source: configuration.source,
    namesTaken: (anchor: Anchor) => [
      ...labels,
      ...evidence.filter((file) => !holdsRoot(file, anchor)).flatMap((file) => namesOf(file, configuration)),
    ],
    bundles,
    wants,
    allowed,
    profile: profileOf(device, options.knowledge),
  };
}

/** Such a file may be the very one that the root's new label is to have: it holds that root and nothing else. */
function holdsRoot({ items, refused }: Evidence, { sha256 }: Anchor): boolean {
  const isRoot = ({ identity }: EvidenceItem) => certificateOf(identity)?.sha256 === sha256;
  return refused === 0 && items.length > 0 && items.every(isRoot);
}

/** The labels that a file would be bound to by its name, in lower case. */
function namesOf({ file: { input } }: Evidence, { input: { path } }: ConfigurationFile): readonly string[] {
  const rest = afterStem(withoutEnding(path), input.path);
  return [input.path, ...(rest === null ? [] : [rest])].map((each) => withoutEnding(nameOf(each)).toLowerCase());
}

function withoutFixer(wants: readonly Want[]): FixPlan {
  return {
    ...EMPTY_PLAN,
    refusals: wants.map((want) => ({ want, because: 'this form of export is read and not patched' })),
  };
}

interface Wants {
  readonly wants: readonly Want[];
  readonly unavailable: readonly Refusal[];
  readonly openWants: number;
}

/** What the findings ask for, each root once for each trust store. */
function wantsOf(
  findings: readonly Finding[],
  device: Device,
  { options: { knowledge } }: AssembleContext,
  { assumeMissing, onlyAnchor, anchor }: PatchOptions,
): Wants {
  const wants = new Map<string, Want>();
  const unavailable: Refusal[] = [];
  const refused = new Set<string>();
  const open = new Set<string>();
  // What the device shows as its own is not put among what it trusts, whatever a file beside it says that it is.
  const own = new Set(device.endEntityCertificates.map(({ label }) => label.value));
  for (const { kind, wants: wanted, suppression } of findings) {
    // What somebody answers for is left alone; what is only in the baseline is still to be mended.
    if (!wanted || suppression?.kind === 'suppressed') continue;
    if (onlyAnchor === null ? wanted.onRequest : wanted.anchor !== onlyAnchor) continue;
    const key = `${wanted.store} ${wanted.anchor}`;
    if (kind === 'open') open.add(key);
    if (wants.has(key) || refused.has(key) || (kind === 'open' && !assumeMissing)) continue;
    const store = device.trustStores.find(({ id }) => id === wanted.store);
    const tlsContext = device.tlsContexts.find(({ name }) => name.value === wanted.tlsContext);
    const certificate = knowledge.certificates.find(({ sha256 }) => sha256 === wanted.anchor);
    if (!store || !tlsContext || !certificate) continue;
    const held =
      (device.held ?? [])
        .filter(({ label }) => !own.has(label.value))
        .find((entry) => holds(entry, certificate) === 'anchor') ?? null;
    const full = anchor(certificate);
    const because =
      (kind === 'open' ? twiceNamed(store, certificate, knowledge) : null) ??
      (full ? null : whatToBring(certificate, knowledge));
    const want = { store, tlsContext, anchor: full ?? { ...certificate, der: new Uint8Array(), pem: '' }, held };
    if (because === null) wants.set(key, want);
    else {
      unavailable.push({ want, because });
      refused.add(key);
    }
  }
  const left = [...open].filter((key) => !wants.has(key) && !refused.has(key));
  const order = new Map(knowledge.certificates.map(({ sha256 }, i) => [sha256, i]));
  const place = ({ anchor: { sha256 } }: Want) => order.get(sha256) ?? order.size;
  return { wants: [...wants.values()].sort((a, b) => place(a) - place(b)), unavailable, openWants: left.length };
}

/**
 * Why a root that may be there is not added once more: two entries are named like it, as after an earlier run that assumed it
 * missing, and a third would prove nothing either.
 */
function twiceNamed({ entries }: TrustStore, { sha256 }: KnownCertificate, knowledge: Knowledge): string | null {
  const [one, two] = (entries ?? []).filter(
    ({ identity, usable, claims }) =>
      identity.certainty === 'label' &&
      usable.answer !== 'no' &&
      claims.some(({ value }) => claimedRoot(value, knowledge)?.sha256 === sha256),
  );
  if (!one || !two) return null;
  return `${one.label.value} and ${two.label.value} are both named like it: give their certificates before a third is added`;
}

/** Where the bytes of a root are to be had, by the sources of the profiles that ask for it. */
function whatToBring({ name, sha256 }: KnownCertificate, { peers }: Knowledge): string {
  const sources = peers.flatMap(({ requirements, sources: all }) =>
    requirements
      .filter(({ allOf = [], anyOf = [], keep }) =>
        [...allOf, ...anyOf, ...keep.map(({ anchor }) => anchor)].includes(sha256),
      )
      .flatMap(({ source }) => all.filter(({ id }) => source.includes(id))),
  );
  const named = [...new Set(sources.map(({ title, url }) => (url === null ? title : `${title}, ${url}`)))];
  const from = named.length > 0 ? `; it is named by: ${named.join('; ')}` : '';
  return `sbclint knows it by its facts and ships no copy: get its certificate and say --only-anchor '${name}' --anchor-file FILE; it has to have the SHA-256 ${sha256}${from}`;
}

function patchedFiles(before: AssembledDevice, edits: readonly PlannedEdit[]): readonly PatchedFile[] {
  const sources = [before.configuration.source, ...before.bundles.values()];
  return [...new Set(edits.map(({ file }) => file))].map((path) => {
    const source = sources.find((candidate) => candidate.path === path);
    if (!source) throw new Error(`a fixer edits ${path}, which is no file of ${before.device.id}`);
    const own = edits.filter(({ file }) => file === path);
    return {
      before: source,
      after: applyEdits(
        source,
        own.map(({ edit }) => edit),
      ),
      edits: own,
    };
  });
}

/** Reads the patched texts as a later export would be read, with the certificates that importing puts there. */
async function readAgain(
  before: AssembledDevice,
  files: readonly PatchedFile[],
  imports: readonly Import[],
  context: AssembleContext,
): Promise<AssembledDevice> {
  const patched = <T extends { readonly source: SourceText }>(file: T): T => {
    const found = files.find((each) => each.before.path === file.source.path);
    return found ? { ...file, source: found.after } : file;
  };
  const { group } = before;
  const configuration = patched(group.configuration);
  const again = { ...group, configuration, evidence: group.evidence.map(patched) };
  const byHand = [];
  for (const { label, evidence } of context.byHand) {
    const file = patched(evidence.file);
    byHand.push({
      label,
      evidence:
        file === evidence.file ? evidence : await readEvidence(file, context.certificates, context.options.knowledge),
    });
  }
  const read = await assemble(again, { ...context, byHand });
  if ('refused' in read) throw new Error(`the patched text of ${group.id} is refused`);
  if (imports.length === 0) return read;
  const own = parsedExport(configuration);
  if ('refused' in own) throw new Error(`the patched text of ${group.id} is refused`);
  const parsed = withOthers(own, group.others);
  const byHandAll = [...read.byHand, ...imports.map((each) => importedEvidence(each, before))];
  return build(again, parsed, { evidence: read.evidence, byHand: byHandAll, listed: read.listed }, context.options);
}

/** An imported certificate as evidence of its own. */
function importedEvidence(imported: Import, before: AssembledDevice): { label: string; evidence: Evidence } {
  const { anchor } = imported;
  const path = `import of ${anchor.name}`;
  const source = new SourceText(path, new Uint8Array());
  const at = wholeFile(path);
  const input = { path, relative: path, role: 'beside', read: () => anchor.der } as const;
  const evidence: Evidence = {
    file: recognizedFile({ input, source, as: { kind: 'certificates' } }),
    format: 'der',
    items: [{ label: null, identity: { certainty: 'bytes', certificate: anchor, at }, at }],
    // A store whose content was never seen stays incomplete after an import.
    refused: imported.kind === 'store' && !isShown(before.device, imported.store) ? 1 : 0,
    problems: [],
  };
  return { label: imported.kind === 'store' ? imported.store : imported.label, evidence };
}

/** What the same request would plan on the patched device. */
function planAgain(
  fixer: Fixer,
  after: AssembledDevice,
  before: readonly Want[],
  context: AssembleContext,
  options: PatchOptions,
): FixPlan {
  const found = deviceFindings(after.device, context.options);
  const { wants } = wantsOf(found, after.device, context, options);
  const asked = wants.filter((want) =>
    before.some(({ store, anchor }) => store.id === want.store.id && anchor.sha256 === want.anchor.sha256),
  );
  return asked.length === 0 ? EMPTY_PLAN : fixer.plan(fixInput(after, asked, context, options));
}
