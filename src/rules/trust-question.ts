import type { Certificate, KnownCertificate } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import {
  certificateOf,
  type Knowledge,
  type PeerProfile,
  type Requirement,
  type VendorProfile,
} from '../model/knowledge.js';
import { claimedRoot, rootOfSerial } from '../model/label.js';
import { hasBegun, hasEnded, moment, type Moment } from '../model/time.js';
import { holds, trusts, type TlsContext, type Trusted, type TrustStore, type TrustStoreEntry } from '../model/trust.js';
import { someOf } from '../text/lists.js';
import { bundleCovers } from './built-in-list.js';
import { commandText } from './command-text.js';
import type { Facing } from './facing.js';

/** A root that a peer asks for, with every record that asks. */
export interface Demand {
  readonly anchor: KnownCertificate;
  readonly requirements: readonly Requirement[];
  /** The other roots of an `anyOf`: one of them would do as well. */
  readonly alternatives: readonly KnownCertificate[];
}

/** Requirements that are advice only are the business of another rule. */
const ADVICE = 'note';

export type Phase = 'in-force' | 'upcoming';

/** The roots that a peer's records ask for at `asOf`: those in force, or those announced and still ahead. */
export function demands(facing: Facing, knowledge: Knowledge, asOf: Moment, phase: Phase): readonly Demand[] {
  const found = new Map<string, { requirements: Requirement[]; alternatives: readonly string[] }>();
  const relevant = facing.peer.requirements.filter(
    ({ clouds, level }) => level !== ADVICE && clouds.some((cloud) => facing.clouds.includes(cloud)),
  );
  for (const requirement of relevant) {
    if (phaseOf(requirement, asOf) !== phase) continue;
    const [preferred, ...others] = requirement.anyOf ?? [];
    const wanted = requirement.allOf ?? (preferred ? [preferred] : []);
    for (const sha256 of wanted) {
      const demand = found.get(sha256) ?? { requirements: [], alternatives: others };
      demand.requirements.push(requirement);
      found.set(sha256, demand);
    }
  }
  const known = (sha256: string) => certificateOf(knowledge.certificates, sha256);
  return [...found].flatMap(([sha256, { requirements, alternatives }]) => {
    const anchor = known(sha256);
    return anchor ? [{ anchor, requirements, alternatives: alternatives.flatMap((other) => known(other) ?? []) }] : [];
  });
}

function phaseOf({ announced, from }: Requirement, asOf: Moment): Phase | null {
  if (hasBegun(moment(from), asOf)) return 'in-force';
  return announced && hasBegun(moment(announced), asOf) ? 'upcoming' : null;
}

/** Whether a context accepts paths that end in a root, over all its stores and the maker's built-in list. */
export type ContextTrust =
  | { readonly answer: 'yes' }
  | {
      readonly answer: 'no' | 'unknown';
      readonly store: TrustStore;
      readonly trusted: Exclude<Trusted, { answer: 'yes' }>;
      /** Set for `unknown`. */
      readonly doubt: Doubt;
      readonly crossSign: TrustStoreEntry | null;
      /** The root, or what is named like it, held by the device and not usable here. */
      readonly unusable: TrustStoreEntry | null;
      /** That entry's certificate is the root, rather than only its name. */
      readonly unusableIsProven: boolean;
    };

export interface Doubt {
  readonly because: string;
  /** The one entry that leaves it open, `null` where there are several or none. */
  readonly entry: TrustStoreEntry | null;
  /** What would settle it, where the vendor's command that shows an entry would not. */
  readonly settledBy?: string;
}

export interface TrustQuestion {
  readonly device: Device;
  readonly knowledge: Knowledge;
  readonly profile: VendorProfile;
  readonly asOf: Moment;
}

export function contextTrusts(
  question: TrustQuestion,
  stores: readonly TrustStore[],
  wanted: KnownCertificate,
  peer: PeerProfile,
): ContextTrust | null {
  const answers = stores.map((store) => ({ store, trusted: trusts(store, wanted) }));
  if (answers.some(({ trusted }) => trusted.answer === 'yes')) return { answer: 'yes' };
  const decisive = answers.find(({ trusted }) => trusted.answer === 'unknown') ?? answers[0];
  if (!decisive || decisive.trusted.answer === 'yes') return null;
  const { trusted } = decisive;
  // Of several stores, one that is known in full is the better place to add to.
  const { store } = answers.find((each) => each.trusted.answer === 'no') ?? decisive;

  const covered = stores.map((each) => bundleCovers(each, peer, question));
  if (covered.some(({ answer }) => answer === 'yes')) return { answer: 'yes' };
  const bundle = covered.find(({ answer }) => answer === 'unknown');
  const unusable = unusableEntry(question, stores, wanted);
  const crossSigns = stores.flatMap(({ entries }) => entries ?? []).filter((entry) => isCrossSign(entry, wanted));
  const valid = crossSigns.filter((entry) => !isExpired(entry, question.asOf));
  const inUse = ({ usable }: TrustStoreEntry) => usable.answer === 'yes';
  const crossSign = valid.find(inUse) ?? crossSigns.find(inUse) ?? null;
  // One of which it is not known whether it counts leaves the root open, and stands in for nothing.
  const [perhaps = null] = crossSign ? [] : valid;
  const certain: Doubt = { because: perhaps?.usable.because ?? '', entry: perhaps };
  const ofStore = trusted.answer === 'unknown' ? whyUnknown(trusted, decisive.store, wanted, question) : certain;
  const doubt = bundle ? { because: bundle.because, entry: null } : ofStore;
  return {
    answer: bundle || perhaps ? 'unknown' : trusted.answer,
    store,
    trusted,
    doubt,
    crossSign,
    unusable,
    unusableIsProven: unusable !== null && holds(unusable, wanted) === 'anchor',
  };
}

function isCrossSign(entry: TrustStoreEntry, wanted: Certificate): boolean {
  if (entry.usable.answer === 'no' || entry.identity.certainty === 'label') return false;
  return entry.identity.certificate !== null && holds(entry, wanted) === 'cross-sign';
}

/** The end of the certificate behind an entry, `null` where it is not known. */
export function endOf({ identity }: TrustStoreEntry): string | null {
  return identity.certainty === 'label' ? null : (identity.certificate?.notAfter ?? null);
}

export function isExpired(entry: TrustStoreEntry, asOf: Moment): boolean {
  const end = endOf(entry);
  return end !== null && hasEnded(moment(end), asOf);
}

/** What the device holds of a root without this context being able to use it; a proven one before one that is only named so. */
function unusableEntry(
  { device, knowledge }: TrustQuestion,
  stores: readonly TrustStore[],
  wanted: KnownCertificate,
): TrustStoreEntry | null {
  const listed = new Set(
    stores
      .flatMap(({ entries }) => entries ?? [])
      .flatMap(({ label, usable }) => (usable.answer === 'no' ? [] : label.value)),
  );
  const outside = (device.held ?? []).filter(({ label }) => !listed.has(label.value));
  const proven = outside.find((entry) => holds(entry, wanted) === 'anchor');
  const named = outside.find(
    ({ identity, claims }) =>
      identity.certainty === 'label' &&
      claims.some((claim) => claimedRoot(claim.value, knowledge)?.sha256 === wanted.sha256),
  );
  return proven ?? named ?? null;
}

/** Why it cannot be told, in words for the user, and the entry that leaves it open. */
function whyUnknown(
  trusted: Extract<Trusted, { answer: 'unknown' }>,
  store: TrustStore,
  wanted: KnownCertificate,
  { knowledge }: TrustQuestion,
): Doubt {
  const hidden = store.incompleteBecause ?? 'the export does not show the whole trust store';
  if (trusted.because === 'store-not-visible' || trusted.because === 'incomplete-store')
    return { because: hidden, entry: null, ...(store.settledBy === undefined ? {} : { settledBy: store.settledBy }) };
  if (trusted.because === 'unknown-state') {
    const { because, settledBy } = trusted.entry?.usable ?? { because: 'whether the entry is in use is not shown' };
    return { because, entry: trusted.entry, ...(settledBy === undefined ? {} : { settledBy }) };
  }
  const bare = (store.entries ?? []).filter(
    ({ identity, usable }) => identity.certainty === 'label' && usable.answer !== 'no',
  );
  const named = bare.find(({ claims }) =>
    claims.some((claim) => claimedRoot(claim.value, knowledge)?.sha256 === wanted.sha256),
  );
  if (named) {
    const bySerial = named.claims.some((claim) => rootOfSerial(claim.value, knowledge)?.sha256 === wanted.sha256);
    const how = bySerial ? 'bears its serial number' : 'is named like it';
    const because = `${named.label.value} ${how} (probable), but the export shows a name and no certificate`;
    return { because, entry: named };
  }
  const names = bare.map(({ label }) => label.value);
  return {
    because: `${someOf(names, 3)} ${bare.length === 1 ? 'is a name' : 'are names'} without a certificate`,
    entry: bare.length === 1 ? (bare[0] ?? null) : null,
  };
}

/** The vendor's command that shows what a store, or one entry of it, really holds. */
export function proofHint(
  profile: VendorProfile,
  context: TlsContext | null,
  store: TrustStore,
  entry: TrustStoreEntry | null,
): string {
  const each = entry ? '' : '; NAME stands for each entry in turn';
  const hint = commandText(profile, 'proveTrustStore', {
    key: context?.key ?? store.id,
    context: context?.name.value ?? store.name,
    store: store.name,
    label: entry?.label.value ?? 'NAME',
  });
  return hint.includes('NAME') && !entry && store.entries ? hint + each : hint;
}
