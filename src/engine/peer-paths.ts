import type { Certificate, KnownCertificate } from '../model/certificate.js';
import { certificateOf, type Knowledge, type PeerPath } from '../model/knowledge.js';
import type { HoldingAnswer, PathAnswer, PathRole } from '../model/path.js';
import { hasBegun, hasEnded, moment, type Moment } from '../model/time.js';
import type { TrustStore } from '../model/trust.js';
import type { DeviceLimits } from '../rules/device-limits.js';
import type { Facing } from '../rules/facing.js';
import { hiddenIn } from '../rules/hidden-anchors.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import type { Signatures } from '../x509/path/signatures.js';
import { devicePath, devicePathWithSpan, type DeviceQuestion } from './device-path.js';

/** The paths that a peer may present to these clouds' customers, at whatever time. */
export function pathsFor({ peer, clouds }: Pick<Facing, 'peer' | 'clouds'>): readonly PeerPath[] {
  return peer.paths.filter((path) => path.clouds.some((cloud) => clouds.includes(cloud)));
}

/** Those of the paths that the peer may present on the date: none before all of its certificates had begun to be valid. */
export function presentedAt(
  paths: readonly PeerPath[],
  asOf: Moment,
  { certificates }: Knowledge,
): readonly PeerPath[] {
  const isBorn = (sha256: string) => {
    const known = certificateOf(certificates, sha256);
    return !known || hasBegun(moment(known.notBefore), asOf);
  };
  return paths.filter(
    ({ presentedFrom, presentedUntil, certificates: own }) =>
      (presentedFrom === undefined || hasBegun(moment(presentedFrom), asOf)) &&
      (presentedUntil === undefined || !hasEnded(moment(presentedUntil), asOf)) &&
      own.every(isBorn),
  );
}

/** `null` for a path of which a certificate is not known, so that it cannot be checked. */
export function knownOf(
  { certificates, notObtainable }: PeerPath,
  knowledge: Knowledge,
): readonly KnownCertificate[] | null {
  if (notObtainable) return null;
  const known = certificates.flatMap((sha256) => certificateOf(knowledge.certificates, sha256) ?? []);
  return known.length < certificates.length ? null : known;
}

/**
 * Validates a path of known certificates against trust stores on a device, and `more` beside them; `null` where one of its
 * certificates is not known.
 */
export function pathAnswer(
  path: PeerPath,
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
  role: PathRole,
  limits: DeviceLimits,
  more: readonly Certificate[] = [],
): PathAnswer | null {
  const asked = asking(path, knowledge, asOf, role, limits);
  return asked && devicePath(asked.presented, [...anchorsOf(stores), ...more], asked.question);
}

/** As {@link pathAnswer}, with the span of time in which the answer stays. */
export function holdingPathAnswer(
  path: PeerPath,
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
  role: PathRole,
  limits: DeviceLimits,
): HoldingAnswer | null {
  const asked = asking(path, knowledge, asOf, role, limits);
  return asked && devicePathWithSpan(asked.presented, anchorsOf(stores), asked.question);
}

function asking(path: PeerPath, knowledge: Knowledge, asOf: Moment, role: PathRole, limits: DeviceLimits) {
  const known = knownOf(path, knowledge);
  const question = (all: readonly KnownCertificate[]): DeviceQuestion => ({
    at: asOf,
    role,
    limits,
    signatures: recordedSignatures(all),
  });
  return known && { presented: { certificates: known, isWhole: false }, question: question(known) };
}

/** The certificates that stores provably accept as trust anchors. */
export function anchorsOf(stores: readonly TrustStore[]): readonly Certificate[] {
  return stores.flatMap(({ entries }) =>
    (entries ?? []).flatMap(({ identity, usable }) =>
      identity.certainty !== 'label' && identity.certificate && usable.answer === 'yes' ? [identity.certificate] : [],
    ),
  );
}

/** Why stores may accept more than what is seen of them; `null` where all is seen. */
export function whatMayHide(stores: readonly TrustStore[]): string | null {
  return hiddenIn(stores)?.because ?? null;
}

/**
 * Signatures of records were checked when they were written, those of the user's own files when they were read; those of
 * shipped files were not, and only self-signed roots are shipped.
 */
function recordedSignatures(known: readonly KnownCertificate[]): Signatures {
  return (certificate, issuer) => {
    const record = known.find(({ sha256 }) => sha256 === certificate.sha256);
    if (!record || record.issuerSpkiSha256 === null) return 'unknown';
    return record.issuerSpkiSha256 === issuer.spkiSha256 && isSameName(record.issuer, issuer.subject) ? 'yes' : 'no';
  };
}
