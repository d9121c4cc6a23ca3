import type { Reasoned } from '../model/answer.js';
import { normalSerial, sameName, shortName } from '../model/certificate.js';
import {
  BARE_LABEL,
  subjectOf,
  type Identity,
  type Problem,
  type TrustModel,
  type TrustStore,
  type TrustStoreEntry,
} from '../model/trust.js';
import type { EvidenceTarget, Parser } from '../parsers/parser.js';
import { afterStem, nameOf, withoutEnding } from './file-name.js';
import { lowestFirst } from './lowest-first.js';
import { unreadableCertificate, type Evidence, type EvidenceItem } from './evidence.js';

/** A file that the user binds by hand: `--certificate LABEL=FILE` and `certificates:` in the settings. */
export interface HandBinding {
  /** A label, or the name or index of a trust store. */
  readonly label: string;
  readonly evidence: Evidence;
}

export interface Bound {
  readonly model: TrustModel;
  /** Which evidence file holds all of which trust store. */
  readonly bundles: ReadonlyMap<string, Evidence>;
}

/** Puts certificates behind the labels and into the trust stores of a model. What finds no place is a problem, not lost. */
export function bind(
  parser: Parser,
  parsed: TrustModel,
  configurationPath: string,
  evidence: readonly Evidence[],
  byHand: readonly HandBinding[],
  /** What the configurations themselves hold or describe. */
  listed: readonly Evidence[] = [],
): Bound {
  const bindings = new Bindings(parsed);
  for (const file of listed) bindings.takeListing(file);
  for (const { label, evidence: file } of byHand) bindings.take(file, handTarget(label, parsed), true);
  for (const file of evidence) {
    // A trust store by itself: there are no other labels that its own could belong to.
    if (file.file.input.path === configurationPath) {
      bindings.take(file, targetOf(parser, parsed, configurationPath, file));
      continue;
    }
    const named = file.items.some(({ label }) => label !== null);
    if (named || (file.file.as.kind !== 'certificates' && file.items.length === 0)) bindings.takeListing(file);
    else bindings.take(file, targetOf(parser, parsed, configurationPath, file));
  }
  return bindings.finish();
}

/** Tries the file's name, then what follows the configuration's own stem in it. */
function targetOf(
  parser: Parser,
  model: TrustModel,
  configurationPath: string,
  { file }: Evidence,
): EvidenceTarget | null {
  const rest = afterStem(withoutEnding(configurationPath), file.input.path);
  const names = [nameOf(file.input.path), ...(rest === null ? [] : [nameOf(rest)])];
  for (const name of names) {
    const target = parser.bind(name, model);
    if (target) return target;
  }
  return null;
}

/** What a label given by hand means on this device, `null` where it has nothing of that name. */
export function handTarget(label: string, model: TrustModel): EvidenceTarget | null {
  const entries = [...(model.held ?? []), ...model.trustStores.flatMap(({ entries }) => entries ?? [])];
  if (entries.some((entry) => entry.label.value === label)) return { kind: 'label', label };
  const store = model.trustStores.find(({ id, name }) => id === label || name === label);
  if (store) return { kind: 'store', store: store.id };
  return model.endEntityCertificates.some((entry) => entry.label.value === label) ? { kind: 'label', label } : null;
}

class Bindings {
  readonly #identities = new Map<string, ProvenIdentity>();
  readonly #disputed = new Set<string>();
  readonly #contents = new Map<string, EvidenceItem[]>();
  readonly #incomplete = new Map<string, string>();
  readonly #bundles = new Map<string, Evidence>();
  /** Files that by their names each hold all of a store: two of them are two moments of it. */
  readonly #listings = new Map<string, Evidence[]>();
  readonly #problems: Problem[] = [];
  readonly #labels: ReadonlySet<string>;

  /** Labels of the SBC's own certificates that no trust store lists. */
  readonly #own: ReadonlySet<string>;

  constructor(readonly model: TrustModel) {
    const listed = new Set(model.trustStores.flatMap(({ entries }) => entries ?? []).map(({ label }) => label.value));
    this.#own = new Set(model.endEntityCertificates.map(({ label }) => label.value).filter((own) => !listed.has(own)));
    this.#labels = new Set([
      ...(model.held ?? []).map(({ label }) => label.value),
      ...model.trustStores.flatMap(({ entries }) => entries ?? []).map(({ label }) => label.value),
      ...model.endEntityCertificates.map(({ label }) => label.value),
    ]);
  }

  take(evidence: Evidence, target: EvidenceTarget | null, byHand = false): void {
    for (const problem of evidence.problems) this.#problems.push(problem);
    if (!target) {
      this.#unbound(evidence, 'its name says neither a trust store nor an entry of this device');
      return;
    }
    if (target.kind === 'store') {
      if (!byHand) this.#listings.set(target.store, [...(this.#listings.get(target.store) ?? []), evidence]);
      this.#contents.set(target.store, [...(this.#contents.get(target.store) ?? []), ...evidence.items]);
      this.#bundles.set(target.store, evidence);
      if (evidence.refused > 0) {
        this.#incomplete.set(
          target.store,
          evidence.file.as.kind === 'certificates'
            ? `${evidence.refused} of the certificates in ${evidence.file.input.path} could not be read`
            : `not all of ${evidence.file.input.path} could be read`,
        );
      }
      return;
    }
    const different = new Set(evidence.items.map(({ identity }) => identityKey(identity)));
    const item = target.kind === 'label' ? evidence.items[0] : ownAmong(evidence.items);
    if (different.size > 1 && target.kind === 'label') {
      const because = `it holds ${different.size} certificates, and ${target.label} is one`;
      this.#problems.push(unreadableCertificate(target.label, because, evidence.file.source.at(0, 0)));
    } else if (item) {
      this.#identify(target.label, item);
      for (const label of (target.kind === 'label' && target.also) || []) this.#identify(label, item);
    }
  }

  takeListing(evidence: Evidence): void {
    for (const problem of evidence.problems) this.#problems.push(problem);
    const strangers: string[] = [];
    const own = new Map<string, EvidenceItem[]>();
    for (const item of evidence.items) {
      if (item.label === null || !this.#own.has(item.label)) continue;
      const same = own.get(item.label);
      if (same) same.push(item);
      else own.set(item.label, [item]);
    }
    for (const [label, items] of own) {
      const item = ownAmong(items);
      if (item) this.#identify(label, item);
    }
    for (const item of evidence.items) {
      if (item.label !== null && this.#own.has(item.label)) continue;
      if (item.label !== null && this.#labels.has(item.label)) this.#identify(item.label, item);
      else strangers.push(item.label ?? 'a certificate without a name');
    }
    if (strangers.length > 0) {
      this.#unbound(evidence, `the configuration has no ${[...new Set(strangers)].slice(0, 5).join(', ')}`);
    }
  }

  finish(): Bound {
    const { model } = this;
    const identified = (entry: TrustStoreEntry): TrustStoreEntry => ({
      ...entry,
      identity: this.#identityOf(entry.label.value),
    });
    return {
      model: {
        ...model,
        held: model.held && model.held.map(identified),
        trustStores: model.trustStores.map((store) =>
          this.#filled({ ...store, entries: store.entries && store.entries.map(identified) }),
        ),
        endEntityCertificates: model.endEntityCertificates.map((certificate) => ({
          ...certificate,
          identity: this.#identityOf(certificate.label.value),
        })),
        problems: [...model.problems, ...this.#problems],
      },
      // Of two files for one store nobody knows which is the latest, so neither is edited.
      bundles: new Map([...this.#bundles].filter(([store]) => (this.#listings.get(store)?.length ?? 0) < 2)),
    };
  }

  #filled(store: TrustStore): TrustStore {
    const contents = this.#contents.get(store.id);
    if (!contents) return store;
    const entries = contents.map(({ label: own, identity, doubt, at }): TrustStoreEntry => {
      const label = { value: own ?? shortName(subjectOf(identity) ?? ''), at };
      const lacking = this.#lacking(store.id, identity, at.file);
      const because = lacking ? `${at.file} holds it and ${lacking}, of the same trust store, does not` : doubt;
      const usable: Reasoned = because
        ? { answer: 'unknown', because, at }
        : { answer: 'yes', because: 'it is in the trust store', at };
      // A certificate that is neither known nor described may be a cross-sign of what its label says.
      const isTold = own !== null && (identity.certainty === 'label' || (subjectOf(identity) ?? '') !== '');
      return { label, claims: isTold ? [label] : [], identity, usable };
    });
    // A file shows what the export does not; what the export shows in part stays in part.
    const own = store.entries === null ? null : store.incompleteBecause;
    const incompleteBecause = this.#incomplete.get(store.id) ?? own;
    return {
      ...store,
      entries: [...(store.entries ?? []), ...entries],
      complete: incompleteBecause === null,
      incompleteBecause,
    };
  }

  /** Another file of the same store that lacks what this one holds. */
  #lacking(store: string, identity: EvidenceItem['identity'], file: string): string | null {
    const listings = this.#listings.get(store) ?? [];
    if (!listings.some((listing) => listing.file.input.path === file)) return null;
    const key = identityKey(identity);
    const other = listings.find(({ items }) => !items.some((item) => identityKey(item.identity) === key));
    return other?.file.input.path ?? null;
  }

  #identify(label: string, { identity, at }: EvidenceItem): void {
    if (identity.certainty === 'label') return;
    const before = this.#identities.get(label);
    // A certificate says more than a description; two pieces that say different things say nothing.
    if (!before || (before.certainty === 'described' && identity.certainty === 'bytes')) {
      this.#identities.set(label, identity);
    }
    if (before && !agree(before, identity)) {
      this.#disputed.add(label);
      const other = `${before.at.file}:${before.at.line}`;
      this.#problems.push(
        unreadableCertificate(label, `${other} shows another certificate for ${label} than this`, at),
      );
    }
  }

  #identityOf(label: string): Identity {
    return this.#disputed.has(label) ? BARE_LABEL : (this.#identities.get(label) ?? BARE_LABEL);
  }

  #unbound(evidence: Evidence, reason: string): void {
    this.#problems.push({
      ruleId: 'unbound-evidence',
      kind: 'fail',
      messageId: 'unbound',
      data: { file: nameOf(evidence.file.input.path), reason },
      at: evidence.file.source.at(0, 0),
    });
  }
}

/** The SBC's own certificate may come with its issuers, before it or behind it. */
function ownAmong(items: readonly EvidenceItem[]): EvidenceItem | undefined {
  const certificates = items.flatMap(({ identity }) => (identity.certainty === 'bytes' ? [identity.certificate] : []));
  const [own] = lowestFirst(certificates);
  return items.find(({ identity }) => identity.certainty === 'bytes' && identity.certificate === own) ?? items[0];
}

type ProvenIdentity = Exclude<Identity, { certainty: 'label' }>;

function identityKey(identity: Identity): string {
  if (identity.certainty === 'label') return '';
  return (
    identity.certificate?.sha256 ?? (identity.certainty === 'described' ? JSON.stringify(identity.description) : '')
  );
}

function agree(a: ProvenIdentity, b: ProvenIdentity): boolean {
  if (a.certificate && b.certificate) return a.certificate.sha256 === b.certificate.sha256;
  const [one, other] = [a, b].map(
    (each) => each.certificate ?? (each.certainty === 'described' ? each.description : null),
  );
  if (!one?.serial || !other?.serial) return true;
  return (
    normalSerial(one.serial) === normalSerial(other.serial) &&
    sameName(one.subject ?? '', other.subject ?? '') &&
    sameName(one.issuer ?? '', other.issuer ?? '')
  );
}
