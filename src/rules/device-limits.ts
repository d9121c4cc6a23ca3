import type { Answer } from '../model/answer.js';
import type { Certificate } from '../model/certificate.js';
import type { VendorFact, VendorProfile } from '../model/knowledge.js';
import type { PathFailure } from '../model/path.js';
import type { TlsContext } from '../model/trust.js';
import { confidenceNote } from '../model/vendor-command.js';
import { compareReleases } from './built-in-list.js';

/** An answer with its reason, where it is other than plain. */
export interface Judged {
  readonly answer: Answer;
  readonly because: string;
}

/** How many CAs a TLS context follows from the peer's certificate. */
export interface DepthLimit {
  /** As it is written, or the product's own. */
  readonly text: string;
  /** `null` where it is written and no number. */
  readonly depth: number | null;
  readonly isConfigured: boolean;
  /** Whether the trust anchor counts as one of the CAs. */
  readonly countsAnchor: Judged;
  /** Whether nobody doubts the number. */
  readonly isBacked: boolean;
}

/** A kind of key or signature, and whether the device can check it. */
export interface KeyLimit extends Judged {
  readonly kind: string;
  readonly concerns: (certificate: Certificate) => boolean;
}

/** What a device makes of a certification path beyond RFC 5280, as far as its vendor profile knows. */
export interface DeviceLimits {
  readonly depth: DepthLimit | null;
  readonly keys: readonly KeyLimit[];
  /** Whether it refuses a client's certificate, or a CA above it, that is not made for clients. */
  readonly insistsOnClientAuth: Judged;
}

const KEYS: readonly { readonly fact: string; readonly kind: string; readonly concerns: KeyLimit['concerns'] }[] = [
  { fact: 'rsa4096TrustAnchors', kind: 'keys of RSA 4096', concerns: ({ key }) => key === 'RSA 4096' },
  { fact: 'eccTrustAnchors', kind: 'elliptic-curve keys', concerns: ({ key }) => key.startsWith('EC ') },
  {
    fact: 'sha384Signatures',
    kind: 'signatures with SHA-384',
    concerns: ({ signatureAlgorithm }) => /sha-?384/i.test(signatureAlgorithm),
  },
];

/** Reads the limits of a device from its vendor profile. Facts that are less than backed turn into `unknown`, with a reason. */
export function deviceLimits(
  { facts }: VendorProfile,
  context: Pick<TlsContext, 'verifyDepth'> | null,
  release: string | null,
): DeviceLimits {
  return {
    depth: depthLimit(facts, context),
    keys: KEYS.flatMap(({ fact, kind, concerns }) => {
      const stated = facts[fact];
      const isLimit = stated && stated.value !== 'unknown' && atRelease(stated.value, release).answer !== 'yes';
      return isLimit ? [{ kind, concerns, ...judged(stated, release) }] : [];
    }),
    insistsOnClientAuth: judged(facts['insistsOnClientAuth'], release),
  };
}

/** Whether a context follows that many CAs below a trust anchor. */
export function followsCas({ depth, text, isConfigured, countsAnchor, isBacked }: DepthLimit, cas: number): Judged {
  if (depth === null) return { answer: 'unknown', because: `the depth of ${text} is no number` };
  if (cas > depth) {
    if (isBacked) return { answer: 'no', because: '' };
    return { answer: 'unknown', because: `its depth of ${depth} is not verified` };
  }
  // A default that suffices by one way of counting is no reason to doubt: the configuration says nothing.
  if (cas < depth || !isConfigured) return { answer: 'yes', because: '' };
  return countsAnchor.answer === 'unknown'
    ? countsAnchor
    : { answer: countsAnchor.answer === 'yes' ? 'no' : 'yes', because: '' };
}

/** The CAs of a path between the peer's certificate and the trust anchor that it ends in. */
export function casBelowAnchor(path: readonly Certificate[], isWhole: boolean): number {
  return Math.max(0, path.length - (isWhole ? 2 : 1));
}

/** What a device refuses, or may refuse, of a path that is valid otherwise; `null` if nothing. */
export function limitFailure(limits: DeviceLimits, path: readonly Certificate[], isWhole: boolean): PathFailure | null {
  const failures = [...failuresOf(limits, path, isWhole)];
  return failures.find(({ undecided }) => !undecided) ?? failures[0] ?? null;
}

function* failuresOf(
  { depth, keys }: DeviceLimits,
  path: readonly Certificate[],
  isWhole: boolean,
): Generator<PathFailure> {
  const anchor = path.at(-1);
  if (!anchor) return;
  const cas = casBelowAnchor(path, isWhole);
  const followed = depth && followsCas(depth, cas);
  if (depth && followed && followed.answer !== 'yes') {
    yield failureOf(
      'device-depth',
      anchor,
      `${cas} ${cas === 1 ? 'CA' : 'CAs'} below the root, at a depth of ${depth.text}`,
      followed,
    );
  }
  for (const { kind, concerns, ...known } of keys) {
    const certificate = known.answer === 'yes' ? undefined : path.find(concerns);
    if (certificate) yield failureOf('device-key', certificate, kind, known);
  }
}

function failureOf(
  fault: 'device-depth' | 'device-key',
  certificate: Certificate,
  detail: string,
  { answer, because }: Judged,
): PathFailure {
  const undecided = answer === 'unknown';
  return { fault, undecided, certificate, detail, ...(undecided && because !== '' ? { because } : {}) };
}

function depthLimit(facts: VendorProfile['facts'], context: Pick<TlsContext, 'verifyDepth'> | null): DepthLimit | null {
  const countsAnchor = judged(facts['verifyDepthCountsAnchor'], null);
  const counts = {
    answer: countsAnchor.answer,
    because:
      countsAnchor.because ||
      'products differ in whether they count the root, and how this one counts is not established',
  };
  const written = context?.verifyDepth?.value;
  if (written !== undefined) {
    const depth = /^\d{1,3}$/.test(written) ? Number(written) : null;
    return { text: written, depth, isConfigured: true, countsAnchor: counts, isBacked: true };
  }
  const fact = facts['verifyDepth'];
  const value = fact?.value;
  const own = typeof value === 'object' && value !== null ? (value as { default?: unknown }).default : undefined;
  if (typeof own !== 'number') return null;
  return { text: String(own), depth: own, isConfigured: false, countsAnchor: counts, isBacked: isBacked(fact) };
}

/** `yes`, `no`, `unknown`, or from a release on; what is less than backed answers `unknown` and says which way it points. */
function judged(fact: VendorFact | undefined, release: string | null): Judged {
  if (!fact) return { answer: 'unknown', because: '' };
  const stated = atRelease(fact.value, release);
  const note = fact.note ?? '';
  if (stated.answer === 'unknown' || isBacked(fact)) {
    return { answer: stated.answer, because: [stated.because, note].filter((part) => part !== '').join('; ') };
  }
  const words = note === '' ? 'so much is only said of this product' : note;
  return { answer: 'unknown', because: `${words}${confidenceNote(fact.confidence ?? 'unknown')}` };
}

function atRelease(value: unknown, release: string | null): Judged {
  if (value === 'yes' || value === 'no') return { answer: value, because: '' };
  if (typeof value !== 'object' || value === null || !('from' in value)) return { answer: 'unknown', because: '' };
  const from = String(value.from);
  const order = release === null ? null : compareReleases(release, from);
  if (order === null) {
    return { answer: 'unknown', because: `only from release ${from} on, and the export does not show which it is` };
  }
  return { answer: order >= 0 ? 'yes' : 'no', because: '' };
}

function isBacked(fact: VendorFact | undefined): boolean {
  return fact?.confidence === 'verified' || fact?.confidence === 'corroborated';
}
