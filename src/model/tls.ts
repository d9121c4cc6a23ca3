import type { Provenance } from '../text/provenance.js';
import type { Confidence } from './knowledge.js';

/** From the oldest on, by the names that users see. */
export const TLS_VERSIONS = ['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;

export type TlsVersion = (typeof TLS_VERSIONS)[number];

/**
 * What a configuration allows of a kind: TLS versions, or cipher suites by their IANA names. What is neither certain nor
 * perhaps allowed is not allowed.
 */
export interface Allowed {
  readonly certain: readonly string[];
  /** What may be allowed beside it; `any` where nobody can list it. */
  readonly perhaps: readonly string[] | 'any';
  /**
   * Why there is a `perhaps`: `default` where it depends on the release or the build, `unread` where something is written
   * that is not understood. `null` where all is known.
   */
  readonly doubt: 'default' | 'unread' | null;
  /** The setting that says so, or why it cannot be told: a sentence without its full stop. */
  readonly because: string;
  /** How far the reading of the setting is backed. */
  readonly confidence: Confidence;
  readonly at: Provenance;
}

/** What a TLS context allows in one direction. */
export interface TlsOffer {
  readonly versions: Allowed;
  /** Those of TLS 1.2 and earlier, and those of TLS 1.3 where they are set as well. */
  readonly cipherSuites: Allowed;
}

/** As the client on outbound legs, as the server on inbound ones; many products have one setting for both. */
export interface TlsOffers {
  readonly outbound: TlsOffer;
  readonly inbound: TlsOffer;
}

/** A cipher suite of TLS 1.3, whose name says nothing of key exchange and signature (RFC 8446, B.4). */
export function isTls13Suite(name: string): boolean {
  return !name.includes('_WITH_');
}
