import type { Confidence } from '../../model/knowledge.js';
import { TLS_VERSIONS, type Allowed, type TlsOffer, type TlsOffers, type TlsVersion } from '../../model/tls.js';
import type { Provenance } from '../../text/provenance.js';

/** What a setting says in full. */
export function exactly(
  names: readonly string[],
  because: string,
  at: Provenance,
  confidence: Confidence = 'verified',
): Allowed {
  return { certain: names, perhaps: [], doubt: null, because, confidence, at };
}

/** What a setting says, with what may be beside it. */
export function atLeast(
  certain: readonly string[],
  perhaps: readonly string[] | 'any',
  why: Pick<Allowed, 'because' | 'at'> & Partial<Pick<Allowed, 'doubt' | 'confidence'>>,
): Allowed {
  if (perhaps.length === 0) return exactly(certain, why.because, why.at, why.confidence);
  return { confidence: 'verified', doubt: 'default', ...why, certain, perhaps };
}

/** What is left to a default that differs between releases or builds, or is not published. */
export function byDefault(because: string, at: Provenance): Allowed {
  return { certain: [], perhaps: 'any', doubt: 'default', because, confidence: 'unknown', at };
}

/** What is written and not understood. */
export function unread(because: string, at: Provenance): Allowed {
  return { certain: [], perhaps: 'any', doubt: 'unread', because, confidence: 'unknown', at };
}

/** The same where a part of what is written is not shown or not read: more may be allowed, and nothing less. */
export function orMore(allowed: Allowed, gap: string | null): Allowed {
  if (gap === null || allowed.perhaps === 'any') return allowed;
  return { ...allowed, perhaps: 'any', doubt: 'default', because: gap };
}

/** One setting for both directions. */
export function bothWays(offer: TlsOffer): TlsOffers {
  return { outbound: offer, inbound: offer };
}

/** A version and all later ones up to another. */
export function versionsFrom(first: TlsVersion, last: TlsVersion = 'TLS 1.2'): readonly TlsVersion[] {
  return TLS_VERSIONS.slice(TLS_VERSIONS.indexOf(first), TLS_VERSIONS.indexOf(last) + 1);
}
