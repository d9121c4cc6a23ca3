import type { Provenance, Sourced } from '../text/provenance.js';
import type { Answer, Reasoned } from './answer.js';
import { sameName, type Certificate, type Description } from './certificate.js';
import type { TlsOffers } from './tls.js';

/**
 * How well an entry is known. `bytes`: the certificate itself. `described`: a listing prints issuer, serial and
 * subject (and validity, where it prints any), or a SHA-256, and `certificate` is the known one they all equal, `null`
 * if none does.
 * `label`: a name only, which proves nothing.
 */
export type Identity =
  | { readonly certainty: 'bytes'; readonly certificate: Certificate; readonly at: Provenance }
  | {
      readonly certainty: 'described';
      readonly certificate: Certificate | null;
      readonly description: Description;
      /** The listing prints the SHA-256. */
      readonly bySha256?: true;
      readonly at: Provenance;
    }
  | { readonly certainty: 'label' };

/** The certificate that an entry is known to be; `null` where it has only a name, or none that is known fits. */
export function certificateOf(identity: Identity): Certificate | null {
  return identity.certainty === 'label' ? null : identity.certificate;
}

/** The subject as the certificate or, where that is not known, the listing has it. */
export function subjectOf(identity: Identity): string | null {
  const listed = identity.certainty === 'described' ? identity.description.subject : null;
  return certificateOf(identity)?.subject ?? listed;
}

export const BARE_LABEL: Identity = { certainty: 'label' };

/** One trust anchor as configured. */
export interface TrustStoreEntry {
  readonly label: Sourced<string>;
  /** Everything that names the certificate: the label, and a file name or common name beside it. */
  readonly claims: readonly Sourced<string>[];
  readonly identity: Identity;
  /** `no` where the device holds the certificate and must not use it: disabled, or not marked as trusted. */
  readonly usable: Reasoned;
}

/** The trust anchors that one TLS context, or the whole device, accepts. */
export interface TrustStore {
  /** Unique in its device. */
  readonly id: string;
  readonly name: string;
  readonly scope: 'device' | 'context';
  /** `null` where the input shows nothing of the store's content. */
  readonly entries: readonly TrustStoreEntry[] | null;
  /** False where the device may hold entries that the input does not show; `incompleteBecause` says why. */
  readonly complete: boolean;
  readonly incompleteBecause: string | null;
  /** What would show the rest, where it is not the command that shows an entry. */
  readonly settledBy?: string;
  /** Whether the store also relies on the maker's built-in list; `null` where the product has no such list. */
  readonly builtInBundle: Reasoned | null;
  /** Labels that only a part of the store lists which is switched off, with that as the reason. */
  readonly switchedOff?: readonly { readonly label: string; readonly because: string }[];
  readonly at: Provenance;
}

/** What vendors call TLS context, TLS profile or tls-profile. */
export interface TlsContext {
  /** The name that the device gives it. */
  readonly name: Sourced<string>;
  /** What the vendor's commands call it by: an index, or the name again. */
  readonly key: string;
  /** The ids of its trust stores, usually one. */
  readonly trustStores: readonly string[];
  /** The vendor's own words for versions, cipher suites and depth, as configured; absent where not shown. */
  readonly tlsVersion?: Sourced<string>;
  readonly cipherSuites?: readonly Sourced<string>[];
  readonly verifyDepth?: Sourced<string>;
  /** What those words allow, in the words of the standards; absent where the form has no settings of TLS. */
  readonly offers?: TlsOffers;
  /** The label of the SBC's own certificate. */
  readonly endEntity?: Sourced<string>;
  readonly at: Provenance;
}

export type Transport = 'tls' | 'tcp' | 'udp' | 'unknown';

/** A host name or address of the other side, with the port that is really used on the wire. */
export interface Endpoint {
  readonly host: Sourced<string>;
  readonly port: Sourced<number> | null;
  /** On a name that the device itself resolves to the addresses beside it, so that it may be any name at all. */
  readonly isResolvedInside?: true;
}

/** One direction of one trunk. */
export interface Leg {
  readonly name: string;
  /** What both directions and all addresses of one trunk have in common. */
  readonly trunk: string;
  readonly direction: 'inbound' | 'outbound';
  /** The name of the TLS context, `null` where it could not be resolved or the leg uses no TLS. */
  readonly tlsContext: string | null;
  /** Why `tlsContext` is `null` on a leg that may use TLS. */
  readonly unresolved: Reasoned | null;
  readonly transport: Sourced<Transport>;
  /** Inbound: the port the SBC listens on. Outbound: the port of the first endpoint. */
  readonly port: number | null;
  readonly endpoints: readonly Endpoint[];
  /** The SBC's own host names towards the other side, where the export shows any; how sure they are says the vendor's profile. */
  readonly ownNames?: readonly Sourced<string>[];
  readonly enabled: Reasoned;
  /** Whether the SBC checks the certificate that the other side presents on this leg. */
  readonly verifiesPeer: Reasoned;
  /** Whether the trunk's own listener asks for the other side's certificate. */
  readonly mutualTls: Reasoned;
  /**
   * Of a leg that names nobody: whether those whom the device is known to face come by it. `yes` where no other way is,
   * `unknown` where what is not shown decides.
   */
  readonly serves?: Reasoned;
  /** Why the TLS versions and cipher suites of `tlsContext` may not be those of this leg. */
  readonly tlsDoubt?: Reasoned;
  readonly at: Provenance;
}

/** The SBC's own certificate, by the label a TLS context uses for it. */
export interface EndEntityCertificate {
  readonly label: Sourced<string>;
  readonly identity: Identity;
}

/** What a parser could not accept. The rule of the same id has the text; `data` fills its placeholders. */
export interface Problem {
  readonly ruleId: string;
  readonly kind: 'fail' | 'open';
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  /** For `open`: why it cannot be told. */
  readonly because?: string;
  readonly at: Provenance;
}

/** Whether it is known whom the device faces: `unknown` where the form hides it. */
export interface Exposure extends Reasoned {
  /** The trunk that hides it, where the export says that it is one to a cloud peer: whom others face does not settle that. */
  readonly trunk?: string;
}

/** What one export says, before and after certificates are bound to its labels. */
export interface TrustModel {
  /** Everything the device holds that could be a trust anchor, used or not; `null` where it is not shown. */
  readonly held: readonly TrustStoreEntry[] | null;
  readonly trustStores: readonly TrustStore[];
  readonly tlsContexts: readonly TlsContext[];
  readonly legs: readonly Leg[];
  readonly endEntityCertificates: readonly EndEntityCertificate[];
  readonly exposure: Exposure;
  readonly problems: readonly Problem[];
}

export type Unproven = 'bare-label' | 'incomplete-store' | 'store-not-visible' | 'unknown-state';

export type Trusted =
  | { readonly answer: 'yes'; readonly entry: TrustStoreEntry; readonly at: Provenance }
  | { readonly answer: 'no'; readonly at: Provenance }
  | {
      readonly answer: 'unknown';
      readonly because: Unproven;
      /** The entry that leaves it open, where one does. */
      readonly entry: TrustStoreEntry | null;
      readonly at: Provenance;
    };

/** Whether a store accepts paths that end in `wanted`, judged on its own entries without a built-in list. */
export function trusts(store: TrustStore, wanted: Certificate): Trusted {
  const { entries } = store;
  if (!entries) return { answer: 'unknown', because: 'store-not-visible', entry: null, at: store.at };

  const matches = entries.filter((entry) => holds(entry, wanted) === 'anchor');
  const usable = matches.find((entry) => entry.usable.answer === 'yes');
  if (usable) return { answer: 'yes', entry: usable, at: usable.label.at };
  const perhaps = matches.find((entry) => entry.usable.answer === 'unknown');
  if (perhaps) return { answer: 'unknown', because: 'unknown-state', entry: perhaps, at: perhaps.label.at };

  const bare = entries.filter(({ identity, usable: { answer } }) => identity.certainty === 'label' && answer !== 'no');
  if (bare[0]) return { answer: 'unknown', because: 'bare-label', entry: bare[0], at: bare[0].label.at };
  if (!store.complete) return { answer: 'unknown', because: 'incomplete-store', entry: null, at: store.at };

  return { answer: 'no', at: store.at };
}

/** Whether an entry is the trust anchor, a cross-sign of its key (RFC 5280: same subject and key, other issuer), or neither. */
export function holds(entry: TrustStoreEntry, wanted: Certificate): 'anchor' | 'cross-sign' | 'other' {
  if (entry.identity.certainty === 'label' || !entry.identity.certificate) return 'other';
  const found = entry.identity.certificate;
  if (found.sha256 === wanted.sha256) return 'anchor';
  if (found.spkiSha256 !== wanted.spkiSha256 || !sameName(found.subject, wanted.subject)) return 'other';
  return found.selfIssued ? 'anchor' : 'cross-sign';
}
/** Several answers as one: `yes` or `no` only where all agree. */
export function agreed(answers: readonly Answer[]): Answer {
  const [first] = answers;
  return first && answers.every((answer) => answer === first) ? first : 'unknown';
}
