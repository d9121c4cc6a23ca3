import type { PathAnswer, PathRole } from '../../src/model/path.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { findPath } from '../../src/x509/path/find-path.js';
import { checkSignatures, type Checkable } from '../../src/x509/path/signatures.js';
import { makeHierarchy, type Made, type Specimen } from './hierarchy.js';
import { sha256 } from './knowledge.js';
import { opensslVerify, type Verified } from './openssl-verify.js';

export interface PathCase {
  readonly anchors: readonly Specimen[];
  /** The peer's own certificate first. */
  readonly presented: readonly Specimen[];
  readonly at?: string;
  readonly role?: PathRole;
}

/** The certificates of a case; a specimen that is listed twice is one certificate. */
export function madeOf({ anchors, presented }: PathCase): ReadonlyMap<Specimen, Made> {
  const specimens = [...new Set([...anchors, ...presented])];
  const made = makeHierarchy(specimens);
  return new Map(specimens.map((specimen, i) => [specimen, made[i] as Made]));
}

const AT = '2026-11-23T00:00:00Z';

/** What the product says of bytes. */
export async function ourAnswer(one: PathCase, made: ReadonlyMap<Specimen, Made>): Promise<PathAnswer> {
  const decoded = new Map<Specimen, Checkable>();
  for (const [specimen, { der }] of made) {
    decoded.set(specimen, { certificate: await decodeCertificate(der, sha256), der, issuerSpkiSha256: null });
  }
  const all = (specimens: readonly Specimen[]) => specimens.flatMap((specimen) => decoded.get(specimen) ?? []);
  const signatures = await checkSignatures([...decoded.values()]);
  const instant = Date.parse(one.at ?? AT);
  return findPath(
    { certificates: all(one.presented).map(({ certificate }) => certificate), isWhole: true },
    all(one.anchors).map(({ certificate }) => certificate),
    { at: { first: instant, last: instant }, role: one.role ?? 'server', insistsOnUsage: 'yes', signatures },
  );
}

/** What OpenSSL says of the same bytes. */
export function theirAnswer(one: PathCase, made: ReadonlyMap<Specimen, Made>, level = 0): Verified {
  const pems = (specimens: readonly Specimen[]) => specimens.map((specimen) => made.get(specimen)?.pem ?? '');
  return opensslVerify({
    anchors: pems(one.anchors),
    presented: pems(one.presented),
    at: one.at ?? AT,
    role: one.role ?? 'server',
    level,
  });
}
