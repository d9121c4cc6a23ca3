import type { Certificate, KnownCertificate } from './certificate.js';
import type { Confidence, PeerPath } from './knowledge.js';

/** What a certification path is checked for: the role of the peer that presents it (RFC 5280, 4.2.1.12). */
export type PathRole = 'server' | 'client';

/**
 * The first thing that is wrong with a path, in the order in which RFC 5280, 6.1.3 and 6.1.4 look; then what the device itself
 * makes of a path that is valid.
 */
export type PathFault =
  | 'not-yet-valid'
  | 'expired'
  | 'signature'
  | 'not-a-ca'
  | 'path-length'
  | 'key-usage'
  | 'ext-key-usage'
  | 'name-constraints'
  | 'critical-extension'
  | 'key-identifier'
  | 'weak'
  | 'irregular'
  | 'no-issuer'
  | 'untrusted-self-signed'
  | 'anchor-not-self-signed'
  | 'not-first-choice'
  | 'too-many-paths'
  | 'own-or-ca'
  | 'device-depth'
  | 'device-key';

/** A fault at a certificate; `undecided` where it cannot be told whether it is one. */
export interface PathFailure {
  readonly fault: PathFault;
  readonly undecided: boolean;
  readonly certificate: Certificate;
  /** What the certificate says, for a person: a date, a usage, an object identifier. */
  readonly detail: string;
  /** Why it is undecided, where more than the fault says it. */
  readonly because?: string;
}

/** From the certificate that the peer presents first up to the trust anchor, or as far as it goes. */
export interface TriedPath {
  readonly certificates: readonly Certificate[];
  readonly failure: PathFailure | null;
}

export interface PathAnswer {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** The path that validates, or the one that might. */
  readonly path: TriedPath | null;
  /** Every path that was tried, in the order of choice. */
  readonly tried: readonly TriedPath[];
}

/** The span of instants around the one asked for in which the answer stays; `null` where it has no end. */
export interface HoldingAnswer extends PathAnswer {
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** One certificate of an issuing CA that a peer may present, with what goes above it. */
export interface PathForm {
  readonly presented: PeerPath;
  readonly answer: PathAnswer;
}

/**
 * How the paths from one issuing CA of a peer fare in a TLS context on the date. A CA may have several certificates, one below
 * each root; one of them that validates is enough.
 */
export interface PathDecision {
  readonly peer: string;
  /** The name of the TLS context; its legs face the peer. */
  readonly tlsContext: string;
  readonly issuingCa: KnownCertificate;
  /** What the peer may present on the date. */
  readonly forms: readonly PathForm[];
  readonly answer: 'yes' | 'no' | 'unknown';
  /** Since when the answer is other than yes, as an instant; `null` where it has always been, or is yes. */
  readonly since: string | null;
  /** What says most about an answer other than yes. */
  readonly failure: PathFailure | null;
  /** A path of the same CA that validated until the answer changed, and what ended it. */
  readonly ended: PathFailure | null;
  /** Why the answer is `unknown` although no path validates with what is seen: the store may hold more. */
  readonly hidden: string | null;
  readonly confidence: Confidence;
}

/** The failure that says most about why paths do not validate: one on the way to a trust anchor, before one that is not reached. */
export function tellingFailure(tried: readonly TriedPath[]): PathFailure | null {
  const failures = tried.flatMap(({ failure }) => failure ?? []);
  return (
    failures.find(({ fault }) => fault !== 'no-issuer' && fault !== 'untrusted-self-signed') ?? failures[0] ?? null
  );
}
